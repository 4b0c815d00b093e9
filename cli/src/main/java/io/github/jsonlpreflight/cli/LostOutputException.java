package io.github.jsonlpreflight.cli;

import java.io.IOException;

/** Results cannot be written to standard output, and the command has nothing else to do. */
final class LostOutputException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean readerGone;

  LostOutputException(IOException cause) {
    super("Cannot write to standard output: " + cause.getMessage(), cause);
    this.readerGone = StandardOutput.isReaderGone(cause);
  }

  /** Tells whether somebody has read enough, as {@code head} does. */
  boolean isReaderGone() {
    return readerGone;
  }
}
