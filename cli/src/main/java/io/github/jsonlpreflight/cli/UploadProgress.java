package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.chunker.Chunk;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.uploader.ChunkOutcome;
import io.github.jsonlpreflight.uploader.UploadListener;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/**
 * Shows how an upload gets on, on one line of a terminal that is written anew, and erased at last.
 */
final class UploadProgress implements UploadListener, AutoCloseable {
  private static final String ERASE_LINE = "\r\u001b[K";
  private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final PrintWriter err;
  private final int chunks;
  private final boolean shown;
  private long lastDrawn;

  /**
   * Makes a progress.
   *
   * @param shown whether there is a terminal to show it on, and somebody who wants to see it
   */
  UploadProgress(PrintWriter err, int chunks, boolean shown) {
    this.err = err;
    this.chunks = chunks;
    this.shown = shown;
  }

  @Override
  public void chunkStarted(Chunk chunk, int attempt) {
    draw(chunk, attempt == 1 ? "sending" : "sending, attempt " + attempt);
  }

  @Override
  public synchronized void bytesSent(Chunk chunk, long bytes) {
    long now = System.nanoTime();
    if (now - lastDrawn >= REDRAW_NANOS) {
      lastDrawn = now;
      draw(chunk, "sent %s of %s".formatted(Sizes.format(bytes), Sizes.format(chunk.bytes())));
    }
  }

  @Override
  public void statusChanged(Chunk chunk, String status) {
    draw(chunk, "import is " + Messages.printable(status));
  }

  @Override
  public void chunkDone(Chunk chunk, ChunkOutcome outcome) {
    draw(chunk, Messages.printable(outcome.status()));
  }

  @Override
  public void waiting(String reason) {
    draw("waiting: " + Messages.printable(reason));
  }

  private void draw(Chunk chunk, String what) {
    draw("chunk %d of %d: %s".formatted(chunk.index(), chunks, what));
  }

  private synchronized void draw(String line) {
    if (shown) {
      err.print(ERASE_LINE + line);
      err.flush();
    }
  }

  @Override
  public void close() {
    draw("");
  }
}
