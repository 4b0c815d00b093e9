package io.github.jsonlpreflight.jsonl;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** A compressed source's own bytes, with a look ahead, and where in it they stand. */
final class CompressedBytes implements Closeable {
  private static final int BUFFER_BYTES = 64 << 10;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int from;
  private int to;
  private long position;

  CompressedBytes(InputStream in) {
    this.in = in;
  }

  /** Returns how many bytes were taken so far: where the next one stands. */
  long position() {
    return position;
  }

  /** Returns what holds the bytes that are there, from {@link #from} on. */
  byte[] array() {
    return buffer;
  }

  int from() {
    return from;
  }

  /** Returns how many bytes are there without reading. */
  int available() {
    return to - from;
  }

  /**
   * Reads until so many bytes are there, at least; what a pipe has not sent yet is waited for.
   *
   * @return whether they are; if not, the source has no more than {@link #available}
   */
  boolean has(int count) throws IOException {
    while (to - from < count) {
      if (from > 0) {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
      }
      int read = in.read(buffer, to, buffer.length - to);
      if (read < 0) {
        return false;
      }
      to += read;
    }
    return true;
  }

  /** Takes a byte, or returns -1 at the end. */
  int next() throws IOException {
    if (!has(1)) {
      return -1;
    }
    position++;
    return buffer[from++] & 0xFF;
  }

  /** Returns a byte without taking it; it is there. */
  int peek(int ahead) {
    return buffer[from + ahead] & 0xFF;
  }

  /** Takes bytes that are there. */
  void take(int count) {
    from += count;
    position += count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
