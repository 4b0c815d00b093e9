package blackbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two starts of the program that write the same files at the same time. */
final class SharedOutputIT {
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  /** The outputs of {@code validate}; each has a temporary file while it is written. */
  private static final int OUTPUTS = 3;

  @TempDir private Path work;
  private Path out;

  @BeforeEach
  void makeRoom() throws IOException {
    out = Files.createDirectory(work.resolve("out"));
    Files.writeString(work.resolve("schema.json"), "{\"required\":[\"a\"]}");
  }

  @Test
  void theOneThatEndsLastIsWhole() throws Exception {
    Start first = new Start("first");
    first.write("{\"a\":\"first\"}\n{\"b\":\"first\"}\n");
    first.waitForTemporaryFiles(OUTPUTS);
    Start second = new Start("second");
    second.write("{\"a\":\"second\"}\n");
    second.waitForTemporaryFiles(2 * OUTPUTS);

    first.write("{\"a\":\"first again\"}\n");
    assertThat(first.end().exitCode()).isEqualTo(1);
    assertHolds("{\"a\":\"first\"}\n{\"a\":\"first again\"}\n", "{\"b\":\"first\"}\n");
    second.write("{\"b\":\"second\"}\n");
    assertThat(second.end().exitCode()).isEqualTo(1);
    assertHolds("{\"a\":\"second\"}\n", "{\"b\":\"second\"}\n");

    assertThat(names()).containsExactlyInAnyOrder("valid.jsonl", "rejected.jsonl", "report.html");
  }

  private void assertHolds(String valid, String rejected) {
    assertThat(out.resolve("valid.jsonl")).hasContent(valid);
    assertThat(out.resolve("rejected.jsonl")).hasContent(rejected);
    assertThat(out.resolve("report.html")).content().contains("</html>");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** One of them, whose records come from a pipe. */
  private final class Start {
    private final Program program;
    private final Process process;
    private final OutputStream records;

    Start(String name) throws IOException {
      program = new Program(Files.createDirectory(work.resolve(name)));
      process =
          program.startReading(
              List.of(
                  Program.home().resolve("bin/preflight").toString(),
                  "validate",
                  "--schema",
                  work.resolve("schema.json").toString(),
                  "--valid-out",
                  out.resolve("valid.jsonl").toString(),
                  "--rejected-out",
                  out.resolve("rejected.jsonl").toString(),
                  "--report",
                  out.resolve("report.html").toString(),
                  "-"));
      records = process.getOutputStream();
    }

    void write(String lines) throws IOException {
      records.write(lines.getBytes(UTF_8));
      records.flush();
    }

    void waitForTemporaryFiles(int count) throws IOException {
      long deadline = System.nanoTime() + PATIENCE_NANOS;
      while (names().stream().filter(name -> name.endsWith(".preflight-tmp")).count() < count) {
        assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
        assertThat(process.isAlive()).as("goes on").isTrue();
        Thread.onSpinWait();
      }
    }

    Program.Result end() throws Exception {
      records.close();
      return program.finish(process);
    }
  }
}
