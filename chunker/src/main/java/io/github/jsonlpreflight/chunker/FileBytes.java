package io.github.jsonlpreflight.chunker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file's own bytes. */
record FileBytes(FileChannel channel) implements SourceBytes {
  @Override
  public int read(byte[] buffer, int from, int length, long offset) throws IOException {
    return channel.read(ByteBuffer.wrap(buffer, from, length), offset);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
