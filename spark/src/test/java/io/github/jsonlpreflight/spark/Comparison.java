package io.github.jsonlpreflight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.chunker.ChunkFolderReport;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.chunker.SkippedRecord;
import io.github.jsonlpreflight.validator.Policy;
import io.github.jsonlpreflight.validator.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Holds what the job finds and writes against what {@code preflight} does, byte for byte. */
final class Comparison {
  /** How a job ended. */
  record Outcome(int exitCode, String err) {}

  /** Runs the job, wherever it is to run. */
  interface Job {
    Outcome run(String... arguments) throws IOException;
  }

  private final Path folder;
  private final Job job;
  private final Severity ofDuplicates;

  /** Compares in a folder of its own, and no record with those before it. */
  Comparison(Path folder, Job job) {
    this(folder, job, Severity.OFF);
  }

  private Comparison(Path folder, Job job, Severity ofDuplicates) {
    this.folder = folder;
    this.job = job;
    this.ofDuplicates = ofDuplicates;
  }

  /** Returns the same, where records are compared with those before them. */
  Comparison withDuplicateRecord(Severity severity) {
    return new Comparison(folder, job, severity);
  }

  void validates(Path file, long splitBytes, String maxErrors) throws IOException {
    List<String> all =
        List.of(
            "validate",
            "--schema",
            schema().toString(),
            "--policy",
            duplicateRecord(),
            file.toString());
    Path rejected = folder.resolve("one-rejected.jsonl");
    Path valid = folder.resolve("one-valid.jsonl");
    OneMachine.Outcome one =
        OneMachine.run(
            folder,
            with(
                all,
                "--format",
                "json",
                "--max-errors",
                maxErrors,
                "--rejected-out",
                rejected.toString(),
                "--valid-out",
                valid.toString()));
    assertThat(one.exitCode()).as(one.err()).isEqualTo(1);

    Outcome outcome =
        job.run(
            with(
                all,
                "--max-errors",
                maxErrors,
                "--valid",
                "--split-bytes",
                Long.toString(splitBytes),
                "--out-dir",
                out("v")));

    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(1);
    Path results = folder.resolve("v");
    assertThat(results.resolve("rejected.jsonl")).hasSameBinaryContentAs(rejected);
    assertThat(SparkTesting.concatenated(results.resolve("valid"), "*"))
        .isEqualTo(Files.readAllBytes(valid));
    assertThat(results.resolve("validation.json")).hasBinaryContent(one.out());
    OneMachine.Outcome lines =
        OneMachine.run(folder, with(all, "--format", "jsonl", "--max-errors", "0"));
    assertThat(SparkTesting.concatenated(results.resolve("errors"), "*")).isEqualTo(lines.out());
  }

  void splits(Path file, long splitBytes, String maxBytes) throws IOException {
    List<String> all =
        List.of(
            "split",
            "--on-invalid",
            "skip",
            "--schema",
            schema().toString(),
            "--policy",
            duplicateRecord(),
            "--max-bytes",
            maxBytes,
            file.toString());
    Path one = folder.resolve("one");
    OneMachine.Outcome expectedOutcome =
        OneMachine.run(folder, with(all, "--out-dir", one.toString()));
    assertThat(expectedOutcome.exitCode()).as(expectedOutcome.err()).isEqualTo(1);

    Outcome outcome =
        job.run(with(all, "--split-bytes", Long.toString(splitBytes), "--out-dir", out("s")));

    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(1);
    Path chunks = folder.resolve("s");
    ChunkFolderReport report = ChunkFolderReport.of(chunks);
    assertThat(report.findings()).isEmpty();
    assertThat(SparkTesting.concatenated(chunks, "*-*.jsonl"))
        .isEqualTo(SparkTesting.concatenated(one, "*-*.jsonl"));
    Manifest expected = Manifest.read(one.resolve("manifest.json"));
    Manifest manifest = report.manifest();
    assertThat(manifest.source()).isEqualTo(expected.source());
    assertThat(manifest.totals()).isEqualTo(expected.totals());
    assertThat(manifest.rulesDigest()).isEqualTo(expected.rulesDigest());
    assertThat(manifest.limits()).isEqualTo(expected.limits());
    assertThat(manifest.skippedCount()).isEqualTo(expected.skippedCount());
    assertThat(skipped(chunks)).isEqualTo(skipped(one));
    if (splitBytes >= Files.size(file)) {
      assertThat(chunks.resolve("manifest.json"))
          .hasSameBinaryContentAs(one.resolve("manifest.json"));
    }
    assertThat(SparkTesting.files(chunks, "*"))
        .hasSize(manifest.chunks().size() + 1); // nothing is left of the work
  }

  private String duplicateRecord() {
    return Policy.DUPLICATE_RECORD.id() + "=" + ofDuplicates.name().toLowerCase(Locale.ROOT);
  }

  static String[] with(List<String> arguments, String... more) {
    return Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new);
  }

  private static List<SkippedRecord> skipped(Path chunks) throws IOException {
    List<SkippedRecord> skipped = new ArrayList<>();
    Manifest.forEachSkipped(chunks.resolve("manifest.json"), skipped::add);
    return skipped;
  }

  Path schema() throws IOException {
    return Files.writeString(folder.resolve("schema.json"), SampleFile.SCHEMA);
  }

  private String out(String name) {
    return folder.resolve(name).toString();
  }
}
