package io.github.jsonlpreflight.chunker;

import java.io.Closeable;
import java.io.IOException;

/**
 * The bytes of an open file, by their place: what a {@link ChunkReader} needs of a source that is
 * kept where no {@link java.nio.file.Path} leads. It need not be safe to share.
 */
public interface SourceBytes extends Closeable {
  /**
   * Reads bytes that stand at an offset and behind it, at least one.
   *
   * @return how many, or -1 if the source ends before the offset
   */
  int read(byte[] buffer, int from, int length, long offset) throws IOException;
}
