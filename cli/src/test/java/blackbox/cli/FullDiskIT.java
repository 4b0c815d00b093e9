package blackbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged program where nothing can be written to. */
final class FullDiskIT {
  @TempDir private Path work;

  @BeforeEach
  void needAFullDisk() throws Exception {
    assumeThat(Files.isWritable(Path.of("/dev/full"))).isTrue();
    Files.writeString(
        work.resolve("s.json"), "{\"strict\":true,\"fields\":{\"text\":{\"type\":\"text\"}}}");
    Files.writeString(work.resolve("good.jsonl"), "{\"text\":\"a\"}\n");
    Files.writeString(work.resolve("bad.jsonl"), "{}\n".repeat(1000));
  }

  @ParameterizedTest
  @DisplayName("fault 33: results that cannot be written end with 3 and a sentence")
  @ValueSource(
      strings = {
        "validate --schema s.json good.jsonl",
        "validate --schema s.json --max-errors 0 bad.jsonl",
        "validate --schema s.json --format json good.jsonl",
        "split --out-dir out good.jsonl",
        "validate --schema s.json --valid-out - good.jsonl",
        "upload --schema s.json --sandbox good.jsonl",
        "--help",
        "--version",
      })
  void endsWith3WhereStandardOutputIsFull(String arguments) throws Exception {
    Program.Result result = new Program(work).shell("preflight " + arguments + " > /dev/full");

    assertThat(result.exitCode()).as(result.output()).isEqualTo(3);
    assertThat(result.stderr())
        .endsWith("preflight: Cannot write to standard output: No space left on device\n");
  }

  @ParameterizedTest
  @DisplayName("fault 33: records that cannot be written end with 3 and a sentence")
  @ValueSource(strings = {"--valid-out", "--rejected-out"})
  void endsWith3WhereAnOutputIsFull(String option) throws Exception {
    // No test names a device as an output: a mistake here would cost the machine its device. So
    // the system is told that no file of this start may grow past 64 KiB.
    Files.writeString(work.resolve("big.jsonl"), "{\"text\":\"a\"}\n{}\n".repeat(30_000));
    String arguments = "validate --quiet --schema s.json " + option + " out big.jsonl";

    Program.Result result = new Program(work).shell("ulimit -f 128; preflight " + arguments);

    assertThat(result.exitCode()).as(result.output()).isEqualTo(3);
    assertThat(result.stderr()).isEqualTo("preflight: Cannot write out: File too large\n");
    assertThat(work.resolve("out")).doesNotExist();
  }
}
