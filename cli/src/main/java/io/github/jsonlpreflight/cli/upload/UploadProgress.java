package io.github.jsonlpreflight.cli.upload;

import io.github.jsonlpreflight.chunker.Chunk;
import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.console.ProgressLine;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.uploader.ChunkOutcome;
import io.github.jsonlpreflight.uploader.UploadListener;

/** Shows how an upload gets on: which chunk, what of it, and what became of those before it. */
final class UploadProgress implements UploadListener {
  private final ProgressLine line;
  private final int chunks;
  private long accepted;
  private long rejected;

  UploadProgress(ProgressLine line, int chunks) {
    this.line = line;
    this.chunks = chunks;
  }

  @Override
  public void chunkStarted(Chunk chunk, int attempt) {
    show(chunk, attempt == 1 ? "sending" : "sending, attempt " + attempt);
  }

  @Override
  public void bytesSent(Chunk chunk, long bytes) {
    line.update(
        () ->
            text(
                chunk,
                "sent %s of %s".formatted(Humanize.size(bytes), Humanize.size(chunk.bytes()))));
  }

  @Override
  public void statusChanged(Chunk chunk, String status) {
    show(chunk, "import is " + Messages.printable(status));
  }

  @Override
  public void chunkDone(Chunk chunk, ChunkOutcome outcome) {
    synchronized (this) {
      accepted += outcome.accepted();
      rejected += outcome.rejected();
    }
    show(chunk, Messages.printable(outcome.status()));
  }

  @Override
  public void waiting(String reason) {
    line.change(() -> "waiting: " + Messages.printable(reason));
  }

  private void show(Chunk chunk, String what) {
    line.change(() -> text(chunk, what));
  }

  private synchronized String text(Chunk chunk, String what) {
    return "chunk %d of %d: %s; so far %s accepted, %s rejected"
        .formatted(
            chunk.index(), chunks, what, Humanize.number(accepted), Humanize.number(rejected));
  }
}
