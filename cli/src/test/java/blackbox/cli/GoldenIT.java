package blackbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What users see, to the letter. Each folder of {@code src/test/golden} has the line to run in
 * {@code cmd}, the files that it finds in {@code in}, and what comes out in {@code exit}, {@code
 * stdout} and {@code stderr}.
 *
 * <p>{@code mvn verify -Dgolden.update} writes what comes out instead of comparing it: read the
 * difference before you commit it.
 */
final class GoldenIT {
  private static final Path GOLDEN = Path.of("src/test/golden");
  private static final Path SAMPLES = Path.of("../samples/data").toAbsolutePath().normalize();
  private static final boolean UPDATE = System.getProperty("golden.update") != null;

  @TempDir private Path temporary;

  @TestFactory
  Stream<DynamicTest> printsWhatUsersRelyOn() throws IOException {
    List<Path> cases;
    try (Stream<Path> folders = Files.list(GOLDEN)) {
      cases = folders.filter(Files::isDirectory).sorted().toList();
    }
    assertThat(cases).isNotEmpty();
    return cases.stream()
        .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> run(folder)));
  }

  private void run(Path folder) throws IOException, InterruptedException {
    Path work = Files.createDirectory(temporary.resolve(folder.getFileName()));
    Program.copy(folder.resolve("in"), work);
    String command = read(folder.resolve("cmd")).strip().replace("$SAMPLES", SAMPLES.toString());
    Program.Result result = new Program(work).shell(command);
    compare(folder, "exit", result.exitCode() + "\n");
    compare(folder, "stdout", mask(result.stdout(), work));
    compare(folder, "stderr", mask(result.stderr(), work));
  }

  private static void compare(Path folder, String name, String actual) throws IOException {
    Path expected = folder.resolve(name);
    if (UPDATE) {
      Files.writeString(expected, actual);
    }
    assertThat(actual).as(name).isEqualTo(read(expected));
  }

  private static String mask(String text, Path work) {
    return Masks.ids(
        text.replace(SAMPLES.toString(), "$SAMPLES").replace(work.toString(), "$WORK"));
  }

  private static String read(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
  }
}
