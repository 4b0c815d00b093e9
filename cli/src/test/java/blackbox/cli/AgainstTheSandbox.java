package blackbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.sandbox.Sandbox;
import io.github.jsonlpreflight.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program, in a folder of its own, and the stand-in of the service it talks to. */
abstract class AgainstTheSandbox {
  static final String TOKEN = "planted-token-5e1f7c";
  static final String SCHEMA = "{\"strict\":true,\"fields\":{\"text\":{\"type\":\"text\"}}}";
  static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  @TempDir Path work;
  Sandbox sandbox;
  Program program;

  @BeforeEach
  void start() throws IOException {
    sandbox = Sandbox.start(SandboxOptions.builder().token(TOKEN).build());
    program =
        new Program(
            work, Map.of("PROLIFIC_TOKEN", TOKEN, "PROLIFIC_URL", sandbox.baseUrl().toString()));
    Files.writeString(work.resolve("schema.json"), SCHEMA);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  /** Returns the line that starts the program. */
  static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Program.home().resolve("bin/preflight").toString());
    command.addAll(Arrays.asList(arguments));
    return command;
  }

  /**
   * Returns the words of an upload that asks often how it stands.
   *
   * @param what what is sent, and by which rules, in words apart by a space
   */
  static String[] uploadOf(String what, String dataset, String... more) {
    List<String> words = new ArrayList<>(List.of("upload"));
    words.addAll(List.of(what.split(" ")));
    words.addAll(List.of("--dataset", dataset, "--poll-interval", "0.01"));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
