package io.github.jsonlpreflight.cli.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DestinationTest {
  @TempDir private Path folder;

  @Test
  void isBehindEveryLinkAlsoWhereNoFileIsYet() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path linked = Files.createSymbolicLink(folder.resolve("linked"), real);
    Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), Path.of("linked/new"));

    assertThat(Destination.of(dangling))
        .isEqualTo(Destination.of(linked.resolve("new")))
        .isEqualTo(real.toRealPath().resolve("new"));
  }

  @Test
  void endsInALoopOfLinks() throws IOException {
    Path loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));

    assertThat(Destination.of(loop)).isEqualTo(folder.toRealPath().resolve("loop"));
  }
}
