package io.github.jsonlpreflight.uploader;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** The seam to the disk under the journal. */
interface JournalStorage extends Closeable {
  /** Opens what is at a path, or creates it for the owner's eyes only. */
  @FunctionalInterface
  interface Opener {
    JournalStorage open(Path file) throws IOException;
  }

  /** Returns the bytes from a position on. The stream is closed by the caller. */
  InputStream read(long position) throws IOException;

  long size() throws IOException;

  /** Adds bytes at the end. */
  void append(byte[] bytes) throws IOException;

  /** Returns only when all that was appended outlives a power cut. */
  void force() throws IOException;

  void truncate(long size) throws IOException;
}
