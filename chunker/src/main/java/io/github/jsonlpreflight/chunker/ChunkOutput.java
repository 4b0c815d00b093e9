package io.github.jsonlpreflight.chunker;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Takes the bytes of chunks, one chunk behind the other: into files, where there are to be any, and
 * into their SHA-256 on a thread of its own, which takes about as long as everything else together.
 *
 * <p>The end of what was written may be <em>open</em>: the beginning of a record whose end is not
 * known. It may stay, be taken back, or turn out to begin the next chunk.
 */
final class ChunkOutput implements Closeable {
  /** One is read into, one is hashed, and none of the two threads waits for the other at once. */
  private static final int BLOCKS = 4;

  private final @Nullable ChunkFiles files;
  private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(BLOCKS);
  private final ExecutorService hasher =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "preflight-hash");
            thread.setDaemon(true);
            return thread;
          });
  private int blocks;
  private long openBytes;

  // The hashing thread's own.
  private Sha256 current = new Sha256();
  private @Nullable Sha256 beforeOpen;
  private @Nullable Sha256 open;

  ChunkOutput(@Nullable ChunkFiles files) {
    this.files = files;
  }

  /** Returns a block to fill; waits for one where all are still to be hashed. */
  byte[] lend(int bytes) throws IOException {
    if (blocks < BLOCKS) {
      blocks++;
      return new byte[bytes];
    }
    try {
      return free.take();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Says that somebody who writes was interrupted while it waited, and keeps the flag. */
  static IOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return (IOException) new InterruptedIOException("interrupted while writing").initCause(e);
  }

  /** Takes a block back, to be lent again when what was written of it is hashed. */
  void giveBack(byte[] block) {
    hasher.execute(() -> free.add(block));
  }

  /** Writes a part of a block, which stays as it is until the block is lent again. */
  void write(byte[] block, int from, int to) throws IOException {
    if (from == to) {
      return;
    }
    if (files != null) {
      files.write(block, from, to - from);
    }
    hasher.execute(() -> hash(block, from, to));
  }

  /** Writes what is open: what was written before it is not. */
  void writeOpen(byte[] block, int from, int to) throws IOException {
    if (openBytes == 0) {
      if (files != null) {
        files.beginOpen();
      }
      hasher.execute(
          () -> {
            beforeOpen = current.copy();
            open = new Sha256();
          });
    }
    openBytes += to - from;
    write(block, from, to);
  }

  /** Tells whether the end of what was written is open. */
  boolean isOpen() {
    return openBytes > 0;
  }

  /** Keeps what is open in this chunk. */
  void keepOpen() throws IOException {
    if (files != null) {
      files.keepOpen();
    }
    openBytes = 0;
    hasher.execute(this::closeOpen);
  }

  /** Takes back what is open: it belongs to no chunk. */
  void takeBackOpen() throws IOException {
    if (files != null) {
      files.takeBackOpen(openBytes);
    }
    openBytes = 0;
    hasher.execute(
        () -> {
          current = beforeOpen == null ? current : beforeOpen;
          closeOpen();
        });
  }

  /**
   * Ends a chunk. What is open begins the next one.
   *
   * @param bytes the chunk's size, without what is open
   * @return the chunk's SHA-256, once it is known
   */
  CompletableFuture<String> endChunk(long bytes) throws IOException {
    CompletableFuture<String> sha256 = CompletableFuture.supplyAsync(this::endHash, hasher);
    if (files != null) {
      files.endChunk(bytes, openBytes, sha256);
    }
    openBytes = 0;
    return sha256;
  }

  private void hash(byte[] block, int from, int to) {
    current.update(block, from, to - from);
    if (open != null) {
      open.update(block, from, to - from);
    }
  }

  private String endHash() {
    Sha256 ended = beforeOpen == null ? current : beforeOpen;
    current = open == null ? new Sha256() : open;
    closeOpen();
    return ended.hex();
  }

  private void closeOpen() {
    beforeOpen = null;
    open = null;
  }

  /** Ends the thread; nothing may be written any more. */
  @Override
  public void close() {
    hasher.shutdownNow();
  }
}
