package io.github.jsonlpreflight.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.jsonlpreflight.cli.files.FileKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Nothing here writes to what it names: a mistake would cost the machine its device. */
final class CommandFilesTest {
  private static final Path NULL = Path.of("/dev/null");

  @TempDir private Path folder;

  @Test
  void letsADeviceBeSeveralOutputs() throws IOException {
    assumeThat(Files.exists(NULL)).isTrue();
    CommandFiles files = files();
    files.input(NULL.toString());
    files.writes("--one", NULL);
    files.writes("--other", NULL);

    assertThat(FileKind.of(NULL)).isEqualTo(FileKind.CHARACTERS);
  }

  @Test
  void knowsAFileThatIsNotThereByWhereItWillBe() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path linked = Files.createSymbolicLink(folder.resolve("linked"), real);
    Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), Path.of("linked/new"));

    assertSame(linked.resolve("new"), dangling);
    assertSame(real.resolve("new"), dangling);
  }

  @Test
  void knowsAFileByEveryHardLink() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertSame(file, Files.createLink(folder.resolve("link"), file));
  }

  @Test
  void readsAFileSeveralTimes() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    CommandFiles files = files();
    files.input(file.toString());
    files.input(file.toString());
    files.reads("--schema", file);

    files.writes("--out", folder.resolve("other"));
  }

  private static void assertSame(Path input, Path output) throws IOException {
    CommandFiles files = files();
    files.input(input.toString());

    assertThatExceptionOfType(ParameterException.class)
        .isThrownBy(() -> files.writes("--out", output))
        .withMessage("--out " + output + " and the input " + input + " are the same file");
  }

  private static CommandFiles files() {
    return new CommandFiles(new CommandLine(CommandSpec.create()).getCommandSpec());
  }
}
