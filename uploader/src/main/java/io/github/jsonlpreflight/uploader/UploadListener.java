package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.chunker.Chunk;

/**
 * Is told how a run gets on. Does nothing unless overridden; must not throw, and returns soon.
 *
 * <p>Called on the run's thread, but for {@link #bytesSent}.
 */
public interface UploadListener {
  /** A listener that does nothing. */
  UploadListener SILENT = new UploadListener() {};

  /** A chunk is about to be sent, for the {@code attempt}th time counted from 1. */
  default void chunkStarted(Chunk chunk, int attempt) {}

  /**
   * Some of a chunk's bytes were sent. Called often, on the thread that sends them.
   *
   * @param bytes how many of the chunk's bytes so far; begins anew if the chunk is sent again
   */
  default void bytesSent(Chunk chunk, long bytes) {}

  /** The service calls a chunk's import something else than before. */
  default void statusChanged(Chunk chunk, String status) {}

  /** A chunk is finished, or given up for this time. */
  default void chunkDone(Chunk chunk, ChunkOutcome outcome) {}

  /** Something keeps the run from going on; it tries again by itself. */
  default void waiting(String reason) {}
}
