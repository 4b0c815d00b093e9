package io.github.jsonlpreflight.cli.files;

import java.io.IOException;

/** Results cannot be written to standard output, and the command has nothing else to do. */
public final class LostOutputException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean readerGone;

  public LostOutputException(IOException cause) {
    super("Cannot write to standard output: " + cause.getMessage(), cause);
    this.readerGone = StandardOutput.isReaderGone(cause);
  }

  /** Tells whether somebody has read enough, as {@code head} does. */
  public boolean isReaderGone() {
    return readerGone;
  }
}
