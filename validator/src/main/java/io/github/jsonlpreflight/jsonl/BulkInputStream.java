package io.github.jsonlpreflight.jsonl;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A stream that is read many bytes at a time. */
abstract class BulkInputStream extends InputStream {
  /**
   * Reads some bytes, at least one.
   *
   * @param length at least 1
   * @return how many, or -1 at the end
   */
  abstract int readSome(byte[] buffer, int from, int length) throws IOException;

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public final int read(byte[] buffer, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, buffer.length);
    return length == 0 ? 0 : readSome(buffer, from, length);
  }
}
