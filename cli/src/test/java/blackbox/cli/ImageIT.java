package blackbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The distribution with a runtime of its own, which {@code -Pimage} builds. */
@EnabledIfSystemProperty(named = "preflight.image", matches = "true")
final class ImageIT {
  private static final Path SAMPLES = Path.of("../samples/data").toAbsolutePath().normalize();

  @TempDir private Path temporary;
  private Path preflight;
  private Program program;

  /** Unpacks it where there is no Java at all: neither by {@code JAVA_HOME} nor on the path. */
  @BeforeEach
  void unpack() throws Exception {
    Path work = Files.createDirectory(temporary.resolve("work"));
    Process tar =
        new ProcessBuilder("tar", "-xzf", packed().toString())
            .directory(temporary.toFile())
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
    String name = packed().getFileName().toString();
    preflight =
        temporary.resolve(name.substring(0, name.length() - ".tar.gz".length()) + "/bin/preflight");
    Path tools = Files.createDirectory(temporary.resolve("tools"));
    for (String tool : List.of("sh", "mkdir", "mv", "rm", "readlink")) {
      Files.createSymbolicLink(tools.resolve(tool), Path.of("/bin").resolve(tool));
    }
    Map<String, String> environment = new HashMap<>();
    environment.put("JAVA_HOME", "");
    environment.put("PATH", tools.toString());
    environment.put("PREFLIGHT_JAVA_OPTS", "-Xlog:class+load:file=loaded.log");
    program = new Program(work, environment);
  }

  @Test
  void validatesWithoutAnotherJava() throws Exception {
    for (String schema : List.of("reviews.schema.json", "reviews.json-schema.json")) {
      Program.Result result =
          run(
              "validate",
              "--schema",
              SAMPLES.resolve(schema).toString(),
              SAMPLES.resolve("reviews.jsonl").toString());

      assertThat(result.stderr()).isEmpty();
      assertThat(result.stdout()).contains("1,000 records: ");
      assertThat(result.exitCode()).isEqualTo(1);
    }
    assertThat(Files.readAllLines(temporary.resolve("work/loaded.log")))
        .as("the archive of classes is made for this runtime, too")
        .anyMatch(
            line -> line.contains("jsonlpreflight.cli.Main ") && line.contains("shared objects"));
  }

  @Test
  void hasEveryModuleThatAnUploadNeeds() throws Exception {
    Files.copy(SAMPLES.resolve("reviews.jsonl"), temporary.resolve("work/reviews.jsonl"));

    Program.Result result =
        run(
            "upload",
            "reviews.jsonl",
            "--schema",
            SAMPLES.resolve("reviews.schema.json").toString(),
            "--on-invalid",
            "skip",
            "--sandbox");

    assertThat(result.stdout()).contains("1,000 records, 996 accepted, 1 rejected by the service");
    assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
  }

  private Program.Result run(String... arguments) throws IOException, InterruptedException {
    return program.finish(
        program.start(
            Stream.concat(Stream.of(preflight.toString()), Stream.of(arguments)).toList()));
  }

  private static Path packed() throws IOException {
    String name = Program.home().getFileName() + "-";
    try (Stream<Path> files = Files.list(Program.home().getParent())) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(name))
          .filter(file -> file.toString().endsWith(".tar.gz"))
          .findFirst()
          .orElseThrow();
    }
  }
}
