package io.github.jsonlpreflight.chunker;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is there whole or not at all, also after a power cut: written under a temporary name,
 * flushed, renamed, and its folder flushed. Closing one that was not committed removes it.
 */
public final class WholeFile implements Closeable {
  private final Path target;
  private final Path temporary;
  private final FileChannel channel;

  private WholeFile(Path target, Path temporary, FileChannel channel) {
    this.target = target;
    this.temporary = temporary;
    this.channel = channel;
  }

  /** Begins the file; what is there under its name stays until {@link #commit}. */
  public static WholeFile create(Path target) throws IOException {
    Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
    FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    return new WholeFile(target, temporary, channel);
  }

  /** Returns where to write to. */
  public FileChannel channel() {
    return channel;
  }

  /** Gives the file its name, in place of what was there. */
  public void commit() throws IOException {
    channel.force(true);
    channel.close();
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    flushFolder(target);
  }

  /** Flushes the folder of a file, so that its name outlives a power cut. */
  public static void flushFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      return;
    }
    FileChannel opened;
    try {
      opened = FileChannel.open(folder, StandardOpenOption.READ);
    } catch (IOException e) {
      return; // Windows has no such thing as an open folder, nor the need to flush one
    }
    try (opened) {
      opened.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      channel.close();
      Files.deleteIfExists(temporary);
    }
  }
}
