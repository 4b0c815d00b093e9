package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.chunker.Chunk;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.uploader.ChunkOutcome;
import io.github.jsonlpreflight.uploader.UploadListener;
import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/** Shows how an upload gets on, on one line of a terminal that is written anew. */
final class UploadProgress implements UploadListener {
  private static final String ERASE_LINE = "\r\u001b[K";
  private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final PrintWriter err;
  private final int chunks;
  private long lastDrawn;

  UploadProgress(PrintWriter err, int chunks) {
    this.err = err;
    this.chunks = chunks;
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
    if (chunk.index() == chunks) {
      erase();
    }
  }

  @Override
  public synchronized void waiting(String reason) {
    err.print(ERASE_LINE + "waiting: " + Messages.printable(reason));
    err.flush();
  }

  private synchronized void draw(Chunk chunk, String what) {
    err.printf("%schunk %d of %d: %s", ERASE_LINE, chunk.index(), chunks, what);
    err.flush();
  }

  private synchronized void erase() {
    err.print(ERASE_LINE);
    err.flush();
  }
}
