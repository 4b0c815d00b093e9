package io.github.jsonlpreflight.cli.files;

import io.github.jsonlpreflight.chunker.WholeFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;

/**
 * A file that is written at the end of a command and is there whole or not at all. It is begun
 * before, so that nobody waits for what cannot be written.
 */
public final class ReportFile implements Closeable {
  private final OutputFile file;

  private ReportFile(OutputFile file) {
    this.file = file;
  }

  /** Begins a file that the user has named. */
  public static ReportFile create(Path target) throws IOException {
    return new ReportFile(OutputFile.create(target));
  }

  public void write(byte[] content) throws IOException {
    file.out().write(content);
    file.commit();
  }

  /** Writes a file of a run's own folder, whose lock keeps others away, in place of a link. */
  public static void write(Path target, byte[] content) throws IOException {
    try (WholeFile file = WholeFile.create(target)) {
      Channels.newOutputStream(file.channel()).write(content);
      file.commit();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
