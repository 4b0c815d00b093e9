package io.github.jsonlpreflight.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.chunker.Chunk;
import io.github.jsonlpreflight.chunker.ChunkLimits;
import io.github.jsonlpreflight.chunker.ChunkPlanner;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.sandbox.Sandbox;
import io.github.jsonlpreflight.sandbox.SandboxOptions;
import io.github.jsonlpreflight.uploader.RunDirectory;
import io.github.jsonlpreflight.uploader.RunResult;
import io.github.jsonlpreflight.uploader.Secret;
import io.github.jsonlpreflight.uploader.ServiceOptions;
import io.github.jsonlpreflight.uploader.UploadListener;
import io.github.jsonlpreflight.uploader.UploadOptions;
import io.github.jsonlpreflight.uploader.Uploader;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordValidator;
import io.github.jsonlpreflight.validator.RecordVerdict;
import io.github.jsonlpreflight.validator.ValidationSummary;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's snippets: each stands here to the letter, and runs. */
final class ReadmeTest {
  private static final Path DATA = Path.of("data");

  @TempDir private Path work;

  @Test
  void everySnippetOfTheReadmeStandsHere() throws IOException {
    Snippets.assertThatAllOf(Path.of("../README.md"), ReadmeTest.class).hasSize(3);
  }

  @Test
  void validates() throws IOException {
    Path file = DATA.resolve("reviews.jsonl");
    Path schemaFile = DATA.resolve("reviews.schema.json");
    List<String> output = new ArrayList<>();

    RecordSchema schema = RecordSchema.parse("reviews", Files.readAllBytes(schemaFile));
    ValidationSummary summary =
        RecordValidator.create(schema)
            .validate(
                JsonlSource.file(file),
                (record, verdict) -> {
                  if (verdict instanceof RecordVerdict.Invalid invalid) {
                    output.add(record.lineNumber() + ": " + invalid.violations());
                  }
                  return true; // false ends the pass
                });

    assertThat(summary.invalid()).isEqualTo(3);
    assertThat(output).hasSize(3);
  }

  @Test
  void cuts() throws IOException {
    Path file = DATA.resolve("reviews.jsonl");
    Path folder = work;

    ChunkLimits limits = ChunkLimits.builder().maxChunkBytes(200_000).build();
    try (ChunkPlanner planner = ChunkPlanner.splittingInto(folder, file, limits, null)) {
      Manifest manifest = planner.planUnchecked(ReadOptions.defaults());
      System.out.println(manifest.chunks().size() + " chunk files");
    }

    Manifest manifest = Manifest.read(folder.resolve("manifest.json"));
    assertThat(manifest.chunks())
        .hasSize(3)
        .allSatisfy(chunk -> assertThat(chunk.bytes()).isLessThanOrEqualTo(200_000));
    assertThat(manifest.chunks().stream().mapToLong(Chunk::records).sum()).isEqualTo(1000);
    assertThat(Files.size(folder.resolve("reviews-00001.jsonl")))
        .isEqualTo(manifest.chunks().get(0).bytes());
  }

  @Test
  void uploads() throws IOException {
    Path file = Files.copy(DATA.resolve("framing/crlf.jsonl"), work.resolve("crlf.jsonl"));
    RunDirectory run = RunDirectory.at(work.resolve("run"));
    Files.createDirectories(run.folder());
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
        ChunkPlanner planner =
            ChunkPlanner.writingTo(run.manifest(), file, ChunkLimits.defaults(), null)) {
      Manifest manifest = planner.planUnchecked(ReadOptions.defaults());
      String datasetId =
          sandbox.createDataset(
              "crlf", Files.readString(DATA.resolve("framing/framing.schema.json")));
      URI url = sandbox.baseUrl();
      String token = sandbox.token();

      ServiceOptions service =
          ServiceOptions.builder().baseUrl(url).token(Secret.of(token)).build();
      try (Uploader uploader = Uploader.connect(service, UploadOptions.defaults())) {
        RunResult result = uploader.run(file, manifest, datasetId, run, UploadListener.SILENT);
        System.out.println(result.status() + ", see " + result.rejectedFile());
      }

      assertThat(sandbox.ledger("crlf")).hasSize(3);
    }
  }
}
