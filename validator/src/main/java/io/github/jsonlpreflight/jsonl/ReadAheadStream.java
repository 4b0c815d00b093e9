package io.github.jsonlpreflight.jsonl;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Has a stream read on a thread of its own, a few buffers ahead: what takes time to make, because
 * it is decompressed, is made while the last of it is looked at. All that was read before a failure
 * comes before that failure. Not safe to share.
 *
 * <p>Closing it interrupts the thread, waits for its end and closes the stream, so the stream has
 * to be one whose reading an interrupt ends, as a file's is, and standard input is not.
 */
final class ReadAheadStream extends InputStream {
  static final int BUFFER_BYTES = 256 << 10;
  static final String THREAD = "preflight-read-ahead";
  private static final int BUFFERS = 4;

  private final InputStream in;
  private final BlockingQueue<Buffer> empty = new ArrayBlockingQueue<>(BUFFERS);
  private final BlockingQueue<Buffer> full = new ArrayBlockingQueue<>(BUFFERS);
  private final Thread reader;
  private @Nullable Buffer current;
  private int position;

  ReadAheadStream(InputStream in) {
    this.in = in;
    for (int i = 0; i < BUFFERS; i++) {
      empty.add(new Buffer());
    }
    reader = new Thread(this::readAll, THREAD);
    reader.setDaemon(true);
    reader.start();
  }

  private static final class Buffer {
    final byte[] bytes = new byte[BUFFER_BYTES];
    int length;
    boolean isLast;
    @Nullable Throwable failure;
  }

  private void readAll() {
    try {
      boolean ended = false;
      while (!ended) {
        Buffer buffer = empty.take();
        fill(buffer);
        ended = buffer.isLast;
        full.put(buffer);
      }
    } catch (InterruptedException e) {
      // It was closed: nobody reads on.
    }
  }

  /** Whatever happens is for the other side to know: this thread has nobody else to tell. */
  private void fill(Buffer buffer) {
    buffer.length = 0;
    try {
      while (buffer.length < BUFFER_BYTES) {
        int count = in.read(buffer.bytes, buffer.length, BUFFER_BYTES - buffer.length);
        if (count < 0) {
          buffer.isLast = true;
          return;
        }
        buffer.length += count;
      }
    } catch (IOException | RuntimeException | Error e) {
      buffer.isLast = true;
      buffer.failure = e;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, into.length);
    if (length == 0) {
      return 0;
    }
    Buffer buffer = unread();
    if (position == buffer.length) {
      throwAgain(buffer.failure);
      return -1;
    }
    int count = Math.min(length, buffer.length - position);
    System.arraycopy(buffer.bytes, position, into, from, count);
    position += count;
    return count;
  }

  /** Returns a buffer in which something is left, or the last one. */
  private Buffer unread() throws IOException {
    Buffer buffer = current;
    try {
      while (buffer == null || (position == buffer.length && !buffer.isLast)) {
        if (buffer != null) {
          empty.put(buffer);
          current = null;
        }
        buffer = full.take();
        current = buffer;
        position = 0;
      }
      return buffer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("interrupted while reading");
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  private static void throwAgain(@Nullable Throwable failure) throws IOException {
    if (failure instanceof IOException io) {
      throw io;
    }
    if (failure instanceof RuntimeException runtime) {
      throw runtime;
    }
    if (failure instanceof Error error) {
      throw error;
    }
  }

  @Override
  public void close() throws IOException {
    reader.interrupt();
    boolean interrupted = Thread.interrupted();
    while (true) {
      try {
        reader.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    in.close();
  }
}
