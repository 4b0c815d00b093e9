package io.github.jsonlpreflight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.validator.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the job finds and writes is what {@code preflight} does, byte for byte. */
class SameAsOneMachineTest {
  private static SparkSession session;

  @TempDir Path folder;

  @BeforeAll
  static void startSpark() {
    // Another serializer than Java's, which knows nothing of records and of no class of ours; and
    // of larger files, what tasks sort lies on disk.
    session =
        SparkTesting.local("local[2]")
            .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .config("spark.kryo.registrationRequired", "true")
            .config("spark.shuffle.spill.numElementsForceSpillThreshold", "10000")
            .getOrCreate();
  }

  @AfterAll
  static void stopSpark() {
    session.stop();
  }

  @ParameterizedTest(name = "{0} bytes of seed {1}, in splits of {2}, duplicate-record={3}")
  @CsvSource({
    "50000000, 1, 7340033, OFF",
    "5000000, 1, 734003, ERROR",
    "4000, 2, 256, OFF",
    "4000, 2, 256, WARN",
    "1000, 3, 17, ERROR",
    "250, 4, 3, ERROR",
    "30000, 5, 1000000, WARN",
    "30000, 6, 29999, ERROR"
  })
  void validatesAndSplitsAsOneMachine(int bytes, long seed, long splitBytes, Severity ofDuplicates)
      throws IOException {
    Path file = Files.write(folder.resolve("data.jsonl"), SampleFile.of(seed, bytes));
    Comparison comparison = comparison().withDuplicateRecord(ofDuplicates);
    comparison.validates(file, splitBytes, "1000");
    comparison.splits(file, splitBytes, bytes > 1_000_000 ? "1000000" : "5000");
  }

  /** A record is compared with those of its own file, also where that is named a second time. */
  @Test
  void judgesEachFileOnItsOwn() throws IOException {
    Path file = Files.write(folder.resolve("data.jsonl"), SampleFile.of(14, 3000));
    Path same = Files.copy(file, folder.resolve("same.jsonl"));
    Path small = Files.writeString(folder.resolve("small.jsonl"), "{\"id\":1}\n".repeat(2));
    List<String> all =
        List.of(
            "validate",
            "--policy",
            "duplicate-record=warn",
            "--schema",
            schema().toString(),
            file.toString(),
            same.toString(),
            small.toString(),
            file.toString());

    OneMachine.Outcome one =
        OneMachine.run(folder, Comparison.with(all, "--format", "json", "--max-errors", "0"));
    Comparison.Outcome job =
        job(
            Comparison.with(
                all, "--out-dir", out("v"), "--split-bytes", "500", "--max-errors", "0"));

    assertThat(job.exitCode()).as(job.err()).isEqualTo(1);
    assertThat(folder.resolve("v/validation.json")).hasBinaryContent(one.out());
  }

  @Test
  void readsCompressedFilesAsOneMachine() throws IOException {
    Path file = folder.resolve("data.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(SampleFile.of(7, 100_000));
    }
    Comparison comparison = comparison().withDuplicateRecord(Severity.WARN);
    comparison.validates(file, 1000, "0");
    comparison.splits(file, 1000, "9000");
  }

  @Test
  void saysOfFilesThatAreNoneWhatOneMachineSays() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.write(data.resolve("a.jsonl"), SampleFile.of(8, 2000));
    Files.writeString(data.resolve("b.jsonl"), "id,text\n1,a\n2,b\n3,c\n4,d\n");
    Files.writeString(data.resolve("c.jsonl"), "[{\"id\":1},\n{\"id\":2}]\n");
    Files.write(data.resolve("d.jsonl"), "{\"id\":1}\n".getBytes(StandardCharsets.UTF_16));
    Files.writeString(data.resolve("e.jsonl"), "");
    byte[] whole = gzip(SampleFile.of(9, 90_000));
    Files.write(data.resolve("f.jsonl.gz"), java.util.Arrays.copyOf(whole, whole.length / 2));
    Path schema = schema();

    OneMachine.Outcome one =
        OneMachine.run(
            folder, "validate", "--format", "json", "--schema", schema.toString(), data.toString());
    Comparison.Outcome job =
        job(
            "validate",
            "--schema",
            schema.toString(),
            "--out-dir",
            out("v"),
            "--split-bytes",
            "100",
            data.toString());

    assertThat(one.exitCode()).isEqualTo(3);
    assertThat(job.exitCode()).as(job.err()).isEqualTo(3);
    assertThat(folder.resolve("v/validation.json")).hasBinaryContent(one.out());
    assertThat(folder.resolve("v/rejected.jsonl")).doesNotExist();
    assertThat(folder.resolve("v/valid")).doesNotExist();
  }

  @Test
  void copiesRecordsThatAreTooLongToBeHeld() throws IOException {
    String record = "{\"id\":1,\"text\":\"%s\"}\n";
    Path file =
        Files.writeString(
            folder.resolve("data.jsonl"),
            record.formatted("a") + record.formatted("b".repeat(600_000)) + record.formatted("c"));
    Path schema = schema();
    Comparison.Outcome job =
        job(
            "validate",
            "--schema",
            schema.toString(),
            "--max-record-bytes",
            "1000",
            "--out-dir",
            out("v"),
            "--split-bytes",
            "5000",
            file.toString());

    assertThat(job.exitCode()).as(job.err()).isEqualTo(1);
    assertThat(folder.resolve("v/rejected.jsonl"))
        .content()
        .isEqualTo(record.formatted("b".repeat(600_000)));
  }

  @Test
  void writesNothingWhereInvalidRecordsForbidIt() throws IOException {
    Path file = Files.write(folder.resolve("data.jsonl"), SampleFile.of(10, 5000));
    Comparison.Outcome job =
        job(
            "split",
            "--schema",
            schema().toString(),
            "--out-dir",
            out("s"),
            "--split-bytes",
            "700",
            file.toString());
    assertThat(job.exitCode()).as(job.err()).isEqualTo(1);
    assertThat(job.err()).contains("Nothing was written");
    assertThat(folder.resolve("s")).doesNotExist();
  }

  @Test
  void saysWhichRecordIsLargerThanAChunk() throws IOException {
    Path file =
        Files.writeString(folder.resolve("data.jsonl"), "1\n2\n" + "3".repeat(50) + "\n4\n");
    Comparison.Outcome job =
        job(
            "split",
            "--max-bytes",
            "40",
            "--split-bytes",
            "3",
            "--out-dir",
            out("s"),
            file.toString());
    assertThat(job.exitCode()).isEqualTo(3);
    assertThat(job.err())
        .contains("Record of 51 bytes is over the 40-byte limit of a chunk")
        .contains("--max-bytes (line 3, byte offset 4)");
    assertThat(folder.resolve("s")).doesNotExist();
  }

  @Test
  void refusesAFolderWithSomethingInIt() throws IOException {
    Path file = Files.writeString(folder.resolve("data.jsonl"), "1\n");
    Files.writeString(Files.createDirectory(folder.resolve("s")).resolve("mine"), "mine");
    Comparison.Outcome job = job("split", "--out-dir", out("s"), file.toString());
    assertThat(job.exitCode()).isEqualTo(3);
    assertThat(job.err()).contains("there is something already");
    assertThat(folder.resolve("s/mine")).hasContent("mine");
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private Comparison comparison() {
    return new Comparison(folder, SameAsOneMachineTest::job);
  }

  private Path schema() throws IOException {
    return comparison().schema();
  }

  private String out(String name) {
    return folder.resolve(name).toString();
  }

  private static Comparison.Outcome job(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        PreflightSparkJob.run(() -> session, new PrintWriter(out), new PrintWriter(err), arguments);
    return new Comparison.Outcome(exitCode, err.toString());
  }
}
