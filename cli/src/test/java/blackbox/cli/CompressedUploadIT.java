package blackbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import io.github.jsonlpreflight.sandbox.LedgerEntry;
import io.github.jsonlpreflight.sandbox.Sandbox;
import io.github.jsonlpreflight.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What reaches a dataset, and what is answered, is the same whether a file is compressed or not.
 */
final class CompressedUploadIT {
  private static final String TOKEN = "planted-token-93ac";
  private static final String SCHEMA =
      "{\"strict\":true,\"fields\":{\"text\":{\"type\":\"text\"}}}";
  private static final int RECORDS = 600;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  @TempDir private Path work;
  private Sandbox sandbox;
  private Program program;

  @BeforeEach
  void start() throws IOException {
    sandbox = Sandbox.start(SandboxOptions.builder().token(TOKEN).build());
    program =
        new Program(
            work, Map.of("PROLIFIC_TOKEN", TOKEN, "PROLIFIC_URL", sandbox.baseUrl().toString()));
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest(name = "fault 17: {0}, killed on its way and started again")
  @ValueSource(strings = {"gz", "zst"})
  void isSentAsIfItWerePlain(String ending) throws Exception {
    byte[] records = records().getBytes(StandardCharsets.UTF_8);
    Files.write(work.resolve("plain.jsonl"), records);
    String name = "packed.jsonl." + ending;
    try (OutputStream out = compressing(ending, Files.newOutputStream(work.resolve(name)))) {
      out.write(records);
    }
    sandbox.createDataset("plain", SCHEMA);
    sandbox.createDataset("packed", SCHEMA);

    Program.Result plain = program.run(upload("plain.jsonl", "plain"));
    for (int imports : new int[] {1, 4, 9}) {
      Process running = program.start(command(upload(name, "packed")));
      awaitImports(imports, running);
      running.destroyForcibly().waitFor();
    }
    Program.Result packed = program.run(upload(name, "packed"));

    assertThat(packed.exitCode()).as(packed.output()).isEqualTo(1).isEqualTo(plain.exitCode());
    assertThat(sandbox.ledger("packed").stream().map(LedgerEntry::text))
        .containsExactlyElementsOf(
            sandbox.ledger("plain").stream().map(LedgerEntry::text).toList());
    Path run = work.resolve(name + ".preflight");
    assertThat(run.resolve("rejected.jsonl"))
        .hasSameBinaryContentAs(work.resolve("plain.jsonl.preflight/rejected.jsonl"));
    try (Stream<Path> files = Files.list(run)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(file -> file.endsWith(".spool"));
    }
  }

  private static String records() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < RECORDS; i++) {
      text.append(i % 100 == 7 ? "{\"txet\":\"" : "{\"text\":\"").append(i).append("\"}\n");
      text.append(i % 50 == 0 ? "\n" : "");
    }
    return text.toString();
  }

  private static OutputStream compressing(String ending, OutputStream out) throws IOException {
    return ending.equals("gz") ? new GZIPOutputStream(out) : new ZstdOutputStream(out);
  }

  private static String[] upload(String file, String dataset) {
    return new String[] {
      "upload",
      file,
      "--dataset",
      dataset,
      "--on-invalid",
      "skip",
      "--max-records",
      "40",
      "--poll-interval",
      "0.01"
    };
  }

  private static List<String> command(String... arguments) {
    return Stream.concat(
            Stream.of(Program.home().resolve("bin/preflight").toString()), Arrays.stream(arguments))
        .toList();
  }

  private void awaitImports(int count, Process running) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (sandbox.imports("packed").size() < count && running.isAlive()) {
      assertThat(System.nanoTime()).as("imports in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
