package io.github.jsonlpreflight.cli.files;

import io.github.jsonlpreflight.chunker.WholeFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;

/**
 * A file that is written at the end of a command and is there whole or not at all. It is begun
 * before, so that nobody waits for what cannot be written.
 */
public final class ReportFile implements Closeable {
  private final WholeFile file;

  private ReportFile(WholeFile file) {
    this.file = file;
  }

  /** Begins a file that the user has named, in place of the one that a link leads to. */
  public static ReportFile create(Path target) throws IOException {
    return new ReportFile(WholeFile.createBesideOthers(Destination.of(target)));
  }

  public void write(byte[] content) throws IOException {
    OutputStream out = Channels.newOutputStream(file.channel());
    out.write(content);
    file.commit();
  }

  /** Writes a file of a run's own folder, whose lock keeps others away, in place of a link. */
  public static void write(Path target, byte[] content) throws IOException {
    try (ReportFile file = new ReportFile(WholeFile.create(target))) {
      file.write(content);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
