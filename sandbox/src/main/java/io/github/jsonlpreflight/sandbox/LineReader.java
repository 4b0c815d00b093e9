package io.github.jsonlpreflight.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Splits a stream at line feeds, and at nothing else. */
final class LineReader {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;

  LineReader(InputStream in) {
    this.in = in;
  }

  /** Returns the next line without its line feed, or null at the end. */
  byte @Nullable [] next() throws IOException {
    var line = new ByteArrayOutputStream();
    while (position < limit || fill()) {
      int start = position;
      while (position < limit && buffer[position] != '\n') {
        position++;
      }
      line.write(buffer, start, position - start);
      if (position < limit) {
        position++;
        return line.toByteArray();
      }
    }
    // What a final line feed ends is a line; nothing after it is none.
    return line.size() == 0 ? null : line.toByteArray();
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer));
    return limit > 0;
  }
}
