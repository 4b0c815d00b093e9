package io.github.jsonlpreflight.testkit;

import java.io.ByteArrayInputStream;

/** Hands out its bytes a few at a time, as sockets and pipes do, whatever is asked for. */
public final class DribblingStream extends ByteArrayInputStream {
  private final int atMost;

  /** Makes a stream that gives at most so many bytes a read. */
  public DribblingStream(byte[] bytes, int atMost) {
    super(bytes);
    this.atMost = atMost;
  }

  @Override
  public synchronized int read(byte[] buffer, int from, int length) {
    return super.read(buffer, from, Math.min(length, atMost));
  }
}
