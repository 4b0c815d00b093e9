package io.github.jsonlpreflight.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputFolderTest {
  @TempDir private Path scratch;

  @Test
  void isGoneAgainIfNothingCameIntoIt() throws IOException {
    Path folder = scratch.resolve("above/chunks");
    OutputFolder opened = OutputFolder.open(folder);
    assertThat(folder).isDirectory();
    opened.close();
    assertThat(folder).doesNotExist();
  }

  @Test
  void staysWithWhatIsInIt() throws IOException {
    Path file = scratch.resolve("chunks/chunk-1.jsonl");
    try (OutputFolder opened = OutputFolder.open(scratch.resolve("chunks"))) {
      Files.writeString(file, "{}\n");
      assertThat(opened).isNotNull();
    }
    assertThat(file).hasContent("{}\n");
  }

  @Test
  void staysIfItWasThereBefore() throws IOException {
    OutputFolder.open(scratch).close();
    assertThat(scratch).isDirectory();
  }

  @Test
  void mayHaveBeenTakenAway() throws IOException {
    Path folder = scratch.resolve("chunks");
    OutputFolder opened = OutputFolder.open(folder);
    Files.delete(folder);
    opened.close();
    assertThat(folder).doesNotExist();
  }

  @Test
  void takesNoFilesPlace() throws IOException {
    Path file = Files.writeString(scratch.resolve("chunks"), "{}\n");
    assertThatThrownBy(() -> OutputFolder.open(file))
        .isInstanceOfSatisfying(
            PreflightException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_UNWRITABLE))
        .hasMessage(file + " is there and is no directory");
    assertThat(file).hasContent("{}\n");
  }
}
