package blackbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.sandbox.LedgerEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What reaches a dataset, and what is answered, is the same whether a file is compressed or not.
 */
final class CompressedUploadIT extends AgainstTheSandbox {
  private static final int RECORDS = 600;

  @ParameterizedTest(name = "fault 17: {0}, killed on its way and started again")
  @ValueSource(strings = {"gz", "zst"})
  void isSentAsIfItWerePlain(String ending) throws Exception {
    byte[] records = records().getBytes(StandardCharsets.UTF_8);
    Files.write(work.resolve("plain.jsonl"), records);
    String name = "packed.jsonl." + ending;
    Compressed.write(work.resolve(name), records, 1);
    sandbox.createDataset("plain", SCHEMA);
    sandbox.createDataset("packed", SCHEMA);

    Program.Result plain = program.run(upload("plain.jsonl", "plain"));
    for (int imports : new int[] {1, 4, 9}) {
      Process running = program.start(command(upload(name, "packed")));
      await(() -> sandbox.imports("packed").size() >= imports || !running.isAlive());
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

  private static String[] upload(String file, String dataset) {
    return uploadOf(file + " --on-invalid skip --max-records 40", dataset);
  }
}
