package io.github.jsonlpreflight.jsonl;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a source that begin in a range of its bytes, whole, the last of them read beyond the
 * range. So ranges that touch share the source out among them: each line is in one of them, however
 * long it is, and wherever the ranges meet.
 *
 * <p>It reads the range, the byte before it, and on to the end of the last line. Where a line
 * covers the whole range, it is empty. Not safe to share.
 */
public final class LineRange extends BulkInputStream {
  private static final int BUFFER_BYTES = 64 << 10;

  private final InputStream in;
  private final long to;
  private final long byteOffset;

  /** Bytes that were read on the way to the first line. */
  private byte[] ahead;

  private int aheadFrom;
  private long at;
  private boolean ended;

  private LineRange(InputStream in, long to, long byteOffset, byte[] ahead) {
    this.in = in;
    this.to = to;
    this.byteOffset = byteOffset;
    this.ahead = ahead;
    this.at = byteOffset;
    this.ended = byteOffset >= to;
  }

  /** Opens a source somewhere in its middle. */
  @FunctionalInterface
  public interface Opener {
    /** Returns the source's bytes from an offset on, to the source's end. */
    InputStream openAt(long offset) throws IOException;
  }

  /**
   * Opens the lines that begin in {@code [from, to)}.
   *
   * @param from where the range begins, in bytes from 0
   * @param to where it ends, which may lie behind the source's end
   * @return a stream of whole lines, whose closing closes what was opened
   */
  public static LineRange open(Opener source, long from, long to) throws IOException {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("there is no range from " + from + " to " + to);
    }
    if (from == 0) {
      return new LineRange(source.openAt(0), to, 0, new byte[0]);
    }
    InputStream in = source.openAt(from - 1);
    try {
      return openBehindFirstNewline(in, from - 1, to);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /**
   * A line begins behind a newline, so the one before the range tells whether one begins with it.
   */
  private static LineRange openBehindFirstNewline(InputStream in, long start, long to)
      throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long bufferOffset = start;
    while (bufferOffset < to - 1) {
      int count = in.read(buffer, 0, buffer.length);
      if (count < 0) {
        break;
      }
      int newline = ByteScan.indexOfNewline(buffer, 0, count);
      if (newline >= 0) {
        byte[] ahead = Arrays.copyOfRange(buffer, newline + 1, count);
        return new LineRange(in, to, bufferOffset + newline + 1, ahead);
      }
      bufferOffset += count;
    }
    return new LineRange(in, to, to, new byte[0]);
  }

  /**
   * Returns where the first line begins in the source, in bytes from 0; the range's end or more
   * where no line begins in it.
   */
  public long byteOffset() {
    return byteOffset;
  }

  @Override
  int readSome(byte[] buffer, int from, int length) throws IOException {
    if (ended) {
      return -1;
    }
    int count = take(buffer, from, length);
    if (count < 0) {
      ended = true;
      return -1;
    }
    // The newline that ends the last line may be the range's last byte, or come behind it.
    int searchFrom = from + (int) Math.min(count, Math.max(0, to - 1 - at));
    int newline = ByteScan.indexOfNewline(buffer, searchFrom, from + count);
    if (newline >= 0) {
      ended = true;
      count = newline + 1 - from;
    }
    at += count;
    return count;
  }

  private int take(byte[] buffer, int from, int length) throws IOException {
    int left = ahead.length - aheadFrom;
    if (left == 0) {
      return in.read(buffer, from, length);
    }
    int count = Math.min(left, length);
    System.arraycopy(ahead, aheadFrom, buffer, from, count);
    aheadFrom += count;
    if (count == left) {
      ahead = new byte[0];
      aheadFrom = 0;
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
