package io.github.jsonlpreflight.chunker;

import io.github.jsonlpreflight.jsonl.Messages;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes chunk files under temporary names. Each is flushed to the disk as soon as it is whole, by
 * other threads, while the next ones are written: then the disk has little left to do at the end.
 *
 * <p>A chunk that an earlier start has finished is not written again. What is open there, and may
 * begin the next chunk, goes to the next one's file at once.
 */
final class ChunkFiles implements Closeable {
  /** Files are held open until they are flushed, so there may not be many. */
  private static final int FLUSHES_AT_ONCE = 4;

  /** How long flushes that have begun may go on when this ends early. */
  private static final long PATIENCE_MILLIS = 1_000;

  private final Path folder;
  private final SourceFingerprint source;
  private final SplitProgress progress;
  private final ExecutorService flushers =
      Executors.newFixedThreadPool(
          FLUSHES_AT_ONCE,
          task -> {
            Thread thread = new Thread(task, "preflight-flush");
            thread.setDaemon(true);
            return thread;
          });
  private final Semaphore flushes = new Semaphore(FLUSHES_AT_ONCE);
  private final Set<WholeFile> unsealed = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  private int index = 1;
  private boolean isThere;
  private boolean isOpen;
  private @Nullable WholeFile file;
  private @Nullable WholeFile next;

  ChunkFiles(Path folder, SourceFingerprint source, SplitProgress progress) throws IOException {
    this.folder = folder;
    this.source = source;
    this.progress = progress;
    this.isThere = progress.has(1);
  }

  void write(byte[] bytes, int from, int length) throws IOException {
    if (!isThere) {
      if (file == null) {
        file = create(index);
      }
      write(file, bytes, from, length);
    } else if (isOpen && (next != null || !progress.has(index + 1))) {
      if (next == null) {
        next = create(index + 1);
      }
      write(next, bytes, from, length);
    }
  }

  /** Says that from here on what is written may be taken back. */
  void beginOpen() {
    isOpen = true;
  }

  void keepOpen() throws IOException {
    isOpen = false;
    if (next != null) {
      next.channel().truncate(0);
    }
  }

  void takeBackOpen(long bytes) throws IOException {
    isOpen = false;
    if (next != null) {
      next.channel().truncate(0);
    }
    if (file != null) {
      cutOff(file, bytes);
    }
  }

  /**
   * Ends a chunk's file, and begins the next one with what is open.
   *
   * @param bytes the chunk's size
   * @param openBytes how many bytes at the end are the next chunk's
   * @param sha256 the chunk's digest, once it is known
   */
  void endChunk(long bytes, long openBytes, CompletableFuture<String> sha256) throws IOException {
    WholeFile ended = file;
    WholeFile begun = next;
    int endedIndex = index;
    index++;
    isThere = progress.has(index);
    isOpen = false;
    next = null;
    if (ended != null && openBytes > 0) {
      if (!isThere) {
        begun = create(index);
        copyEnd(ended.channel(), openBytes, begun.channel());
      }
      cutOff(ended, openBytes);
    }
    file = begun;
    acquire(1);
    flushers.execute(() -> finish(endedIndex, bytes, sha256, ended));
    throwFailure();
  }

  private void finish(
      int endedIndex, long bytes, CompletableFuture<String> sha256, @Nullable WholeFile ended) {
    try {
      if (ended == null) {
        progress.require(endedIndex, bytes, sha256.get());
      } else {
        ended.seal();
        progress.note(endedIndex, bytes, sha256.get());
        unsealed.remove(ended);
      }
    } catch (IOException | InterruptedException | ExecutionException | RuntimeException e) {
      failure.compareAndSet(null, e);
    } finally {
      flushes.release();
    }
  }

  /** Waits until all chunks that have ended are on the disk. */
  void await() throws IOException {
    acquire(FLUSHES_AT_ONCE);
    flushes.release(FLUSHES_AT_ONCE);
    throwFailure();
  }

  private void acquire(int permits) throws IOException {
    try {
      flushes.acquire(permits);
    } catch (InterruptedException e) {
      throw ChunkOutput.interrupted(e);
    }
  }

  private void throwFailure() throws IOException {
    Exception failed = failure.get();
    if (failed instanceof RuntimeException exception) {
      throw exception;
    }
    if (failed != null) {
      throw failed instanceof IOException exception ? exception : new IOException(failed);
    }
  }

  private WholeFile create(int chunk) throws IOException {
    WholeFile created = WholeFile.create(target(chunk));
    unsealed.add(created);
    return created;
  }

  private Path target(int chunk) {
    return folder.resolve(source.chunkName(chunk));
  }

  private void write(WholeFile to, byte[] bytes, int from, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, from, length);
    try {
      while (buffer.hasRemaining()) {
        to.channel().write(buffer);
      }
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(
          Messages.printable("Cannot write into " + folder + ": " + e.getMessage()), e);
    }
  }

  private static void cutOff(WholeFile from, long bytes) throws IOException {
    from.channel().truncate(from.channel().position() - bytes);
  }

  private static void copyEnd(FileChannel from, long bytes, FileChannel to) throws IOException {
    long end = from.position();
    for (long at = end - bytes; at < end; ) {
      long copied = from.transferTo(at, end - at, to);
      if (copied <= 0) {
        throw new EOFException("a file has become shorter while it was written");
      }
      at += copied;
    }
  }

  /** Ends the threads and removes every file that is not finished. */
  @Override
  public void close() throws IOException {
    boolean interrupted = Thread.interrupted();
    flushers.shutdown();
    try {
      if (!flushers.awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        flushers.shutdownNow();
        flushers.awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    try {
      closeUnsealed();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Closes all, also those behind one that cannot be removed. */
  private void closeUnsealed() throws IOException {
    IOException failure = null;
    for (WholeFile one : unsealed) {
      try {
        one.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
