package io.github.jsonlpreflight.chunker;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * Reads ranges of a source one behind the other, and a newline behind them where one is to be
 * added. It reads at positions, so several may read the same source in turns.
 */
final class RangeInputStream extends InputStream {
  private final SourceBytes source;
  private final Iterator<RecordRange> ranges;
  private long at;
  private long left;
  private boolean newlineDue;

  RangeInputStream(SourceBytes source, List<RecordRange> ranges, boolean newlineAdded) {
    this.source = source;
    this.ranges = ranges.iterator();
    this.newlineDue = newlineAdded;
  }

  /** Reads {@code length} bytes from an offset on. */
  RangeInputStream(SourceBytes source, long offset, long length) {
    this(source, List.of(), /* newlineAdded= */ false);
    this.at = offset;
    this.left = length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, buffer.length);
    if (length == 0) {
      return 0;
    }
    while (left == 0 && ranges.hasNext()) {
      RecordRange range = ranges.next();
      at = range.offset();
      left = range.length();
    }
    if (left == 0) {
      if (!newlineDue) {
        return -1;
      }
      newlineDue = false;
      buffer[from] = '\n';
      return 1;
    }
    int read = source.read(buffer, from, (int) Math.min(left, length), at);
    if (read < 0) {
      left = 0;
      newlineDue = false;
      while (ranges.hasNext()) {
        ranges.next(); // the file has become shorter: what follows is not there either
      }
      return -1;
    }
    at += read;
    left -= read;
    return read;
  }
}
