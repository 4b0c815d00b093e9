package io.github.jsonlpreflight.uploader;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** The seam to the disk under the journal. */
interface JournalStorage extends Closeable {
  /** Opens a file that is there. */
  @FunctionalInterface
  interface Opener {
    JournalStorage open(Path file) throws IOException;
  }

  /** Returns the bytes from a position on. The stream is closed by the caller. */
  InputStream read(long position) throws IOException;

  long size() throws IOException;

  /** Writes bytes from a position on: over what is there, and past the end. */
  void write(long position, byte[] bytes) throws IOException;

  /** Returns only when all that was written outlives a power cut. */
  void force() throws IOException;

  void truncate(long size) throws IOException;
}
