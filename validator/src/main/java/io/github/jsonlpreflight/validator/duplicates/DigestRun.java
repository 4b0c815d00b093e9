package io.github.jsonlpreflight.validator.duplicates;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Digests and their lines in a temporary file of its own, in order, 24 bytes each. */
final class DigestRun implements Closeable {
  private static final int LOW_AT = Long.BYTES;
  private static final int LINE_AT = 2 * Long.BYTES;
  private static final int ENTRY_BYTES = 3 * Long.BYTES;

  /** So many entries are read at once where one is looked for: a page, all but. */
  private static final int WINDOW_ENTRIES = 4096 / ENTRY_BYTES;

  private static final int MAX_GUESSES = 4;

  private final FileChannel file;
  private final long size;

  private DigestRun(FileChannel file, long size) {
    this.file = file;
    this.size = size;
  }

  /** Returns a buffer that holds whole entries, at least those that are looked at once. */
  static ByteBuffer newBuffer(int windows) {
    return ByteBuffer.allocateDirect(windows * WINDOW_ENTRIES * ENTRY_BYTES);
  }

  /**
   * Writes a run.
   *
   * @param buffer what to write with
   */
  static DigestRun write(Path folder, ByteBuffer buffer, Content content) throws IOException {
    FileChannel file = create(folder);
    try {
      Writer writer = new Writer(file, buffer);
      content.writeTo(writer);
      return writer.finish();
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /**
   * Makes a file that only its owner may read and that goes with its channel. On POSIX systems it
   * has no name from the start, so not even a killed process leaves it behind.
   */
  private static FileChannel create(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "preflight-duplicates-", null);
    try {
      return FileChannel.open(
          file,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  long size() {
    return size;
  }

  /**
   * Returns the line that stands with a digest, or 0 if it is not here. Digests are spread evenly,
   * so a good guess where one stands needs two or three reads, however many there are.
   */
  long find(long high, long low, ByteBuffer buffer) throws IOException {
    long from = 0;
    long to = size;
    long leastHigh = 0;
    long greatestHigh = -1;
    for (int guesses = 0; from < to; guesses++) {
      double share = guesses < MAX_GUESSES ? share(high, leastHigh, greatestHigh) : 0.5;
      int count = (int) Math.min(WINDOW_ENTRIES, to - from);
      long middle = from + (long) (share * (to - from));
      long start = Math.max(from, Math.min(middle - count / 2, to - count));
      read(start, count, buffer);
      if (compare(buffer, 0, high, low) > 0) {
        to = start;
        greatestHigh = buffer.getLong(0);
      } else if (compare(buffer, count - 1, high, low) < 0) {
        from = start + count;
        leastHigh = buffer.getLong((count - 1) * ENTRY_BYTES);
      } else {
        return findIn(buffer, count, high, low);
      }
    }
    return 0;
  }

  /** Returns how far between two digests one stands, from 0 to 1. */
  private static double share(long high, long least, long greatest) {
    return least == greatest ? 0.5 : unsigned(high - least) / unsigned(greatest - least);
  }

  private static double unsigned(long value) {
    return (value >>> 1) * 2.0 + (value & 1);
  }

  private static long findIn(ByteBuffer buffer, int count, long high, long low) {
    int from = 0;
    int to = count;
    while (from < to) {
      int middle = (from + to) >>> 1;
      int order = compare(buffer, middle, high, low);
      if (order == 0) {
        return buffer.getLong(middle * ENTRY_BYTES + LINE_AT);
      }
      if (order < 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return 0;
  }

  private static int compare(ByteBuffer buffer, int entry, long high, long low) {
    int at = entry * ENTRY_BYTES;
    return DigestOrder.compare(buffer.getLong(at), buffer.getLong(at + LOW_AT), high, low);
  }

  private void read(long start, int count, ByteBuffer buffer) throws IOException {
    buffer.clear().limit(count * ENTRY_BYTES);
    long at = start * ENTRY_BYTES;
    while (buffer.hasRemaining()) {
      int read = file.read(buffer, at + buffer.position());
      if (read < 0) {
        throw new EOFException("a temporary file is shorter than it was written");
      }
    }
    buffer.flip();
  }

  /** Frees the file. */
  @Override
  public void close() throws IOException {
    file.close();
  }

  /** What a run is made of. */
  @FunctionalInterface
  interface Content {
    void writeTo(Writer writer) throws IOException;
  }

  /** Takes digests in order. */
  static final class Writer implements DigestTable.Taker {
    private final FileChannel file;
    private final ByteBuffer buffer;
    private long size;

    private Writer(FileChannel file, ByteBuffer buffer) {
      this.file = file;
      this.buffer = buffer.clear();
    }

    @Override
    public void take(long high, long low, long line) throws IOException {
      if (!buffer.hasRemaining()) {
        flush();
      }
      buffer.putLong(high).putLong(low).putLong(line);
      size++;
    }

    private void flush() throws IOException {
      buffer.flip();
      while (buffer.hasRemaining()) {
        file.write(buffer);
      }
      buffer.clear();
    }

    private DigestRun finish() throws IOException {
      flush();
      return new DigestRun(file, size);
    }
  }

  /** Walks over a run from its start. */
  static final class Cursor {
    private final DigestRun run;
    private final ByteBuffer buffer;
    private long next;

    Cursor(DigestRun run, ByteBuffer buffer) throws IOException {
      this.run = run;
      this.buffer = buffer.clear().limit(0);
      fill();
    }

    private void fill() throws IOException {
      int count = (int) Math.min(buffer.capacity() / ENTRY_BYTES, run.size - next);
      run.read(next, count, buffer);
      next += count;
    }

    boolean isAtEnd() {
      return !buffer.hasRemaining();
    }

    boolean isBefore(Cursor other) {
      int at = buffer.position();
      int otherAt = other.buffer.position();
      return DigestOrder.compare(
              buffer.getLong(at),
              buffer.getLong(at + LOW_AT),
              other.buffer.getLong(otherAt),
              other.buffer.getLong(otherAt + LOW_AT))
          < 0;
    }

    /** Hands over the entry that it stands at, and goes to the next. */
    void moveTo(Writer writer) throws IOException {
      writer.take(buffer.getLong(), buffer.getLong(), buffer.getLong());
      if (!buffer.hasRemaining()) {
        fill();
      }
    }
  }
}
