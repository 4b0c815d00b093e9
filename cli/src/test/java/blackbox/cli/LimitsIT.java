package blackbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Monstrous inputs and 64 MiB of heap: each record gets a verdict, the one behind the monster is
 * judged like any, and the process ends as ever. The inputs come through a pipe and are nowhere
 * else.
 */
final class LimitsIT {
  private static final String SCHEMA =
      "{\"type\":\"object\",\"required\":[\"a\"],\"properties\":{\"a\":{},\"s\":{\"maxLength\":5}}}";

  private static final byte[] GOOD = "{\"a\":1}\n".getBytes(StandardCharsets.UTF_8);

  /** Writes a record without its newline. */
  private interface Monster {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * An input of some monsters and a good record behind each.
   *
   * @param keyword what the monsters are told apart by
   */
  private record Input(String name, String keyword, int count, Monster monster) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Monster repeated(String start, String part, int times, String end) {
    return out -> {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      out.write(start.getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < times; i++) {
        out.write(bytes);
      }
      out.write(end.getBytes(StandardCharsets.UTF_8));
    };
  }

  private static Stream<Input> inputs() {
    return Stream.of(
        new Input("fault 11: ten million levels", "limit", 1, repeated("", "[", 10_000_000, "")),
        new Input("fault 12: a line of 200 MB", "limit", 1, repeated("\"", "x", 200_000_000, "\"")),
        new Input(
            "fault 12: records of 40 MB one behind the other",
            "limit",
            4,
            repeated("{\"b\":\"", "x", 40_000_000, "\"}")),
        new Input(
            "fault 12: an array of ten million numbers",
            "limit",
            2,
            repeated("{\"b\":[0", ",1", 10_000_000, "]}")),
        new Input(
            "fault 12: five million empty arrays",
            "limit",
            2,
            repeated("{\"b\":[0", ",[]", 5_000_000, "]}")),
        new Input(
            "fault 10: a number of a million digits",
            "limit",
            3,
            repeated("{\"b\":", "9", 1_000_000, "}")),
        new Input(
            "fault 12: a field name of 20 MB",
            "limit",
            2,
            repeated("{\"", "n", 20_000_000, "\":1}")),
        new Input(
            "fault 20: every one of 200,000 records is invalid",
            "required",
            200_000,
            repeated("{\"s\":\"123456\"}", "", 0, "")));
  }

  @TempDir private Path work;

  @BeforeEach
  void writeSchema() throws IOException {
    Files.writeString(work.resolve("schema.json"), SCHEMA);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("inputs")
  void endsWithAVerdictOnEachRecord(Input input) throws Exception {
    Program program = new Program(work, Map.of("PREFLIGHT_JAVA_OPTS", "-Xmx64m"));
    Process process =
        program.startReading(
            List.of(
                Program.home().resolve("bin/preflight").toString(),
                "validate",
                "--threads",
                "2",
                "--format",
                "json",
                "--schema",
                "schema.json",
                "-"));
    CompletableFuture<Void> written =
        CompletableFuture.runAsync(
            () -> {
              try (OutputStream out = new BufferedOutputStream(process.getOutputStream())) {
                for (int i = 0; i < input.count(); i++) {
                  input.monster().writeTo(out);
                  out.write('\n');
                  out.write(GOOD);
                }
              } catch (IOException e) {
                // Whoever stops reading has a reason, which is what the test is to show.
              }
            });

    Program.Result result = program.finish(process);

    written.join();
    assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
    JsonNode document = JsonMapper.shared().readTree(result.stdout());
    assertThat(document.at("/records").asLong()).isEqualTo(2L * input.count());
    assertThat(document.at("/invalid").asLong()).isEqualTo(input.count());
    assertThat(document.at("/files/0/errors").findValuesAsString("keyword"))
        .contains(input.keyword());
  }
}
