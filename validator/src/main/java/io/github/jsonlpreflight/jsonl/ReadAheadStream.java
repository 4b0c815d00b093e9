package io.github.jsonlpreflight.jsonl;

import java.io.IOException;
import java.io.InputStream;
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
final class ReadAheadStream extends BulkInputStream {
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
  int readSome(byte[] into, int from, int length) throws IOException {
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
      throw RecordPass.interrupted(e);
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
    Uninterrupted.await(
        () -> {
          reader.join();
          return true;
        });
    in.close();
  }
}
