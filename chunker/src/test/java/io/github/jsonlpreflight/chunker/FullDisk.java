package io.github.jsonlpreflight.chunker;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A disk without space, where the system has one to try. */
final class FullDisk {
  private static final Path FULL = Path.of("/dev/full");

  private FullDisk() {}

  /** Begins a file whose bytes find no space. */
  static WholeFile create(Path target) throws IOException {
    assumeThat(Files.isWritable(FULL)).isTrue();
    Path temporary = Files.createFile(WholeFile.temporary(target));
    return new WholeFile(target, temporary, FileChannel.open(FULL, StandardOpenOption.WRITE));
  }
}
