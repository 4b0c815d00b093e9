package io.github.jsonlpreflight.chunker;

import io.github.jsonlpreflight.jsonl.Compression;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The (decompressed) bytes of an open file, by their place. */
interface SourceBytes extends Closeable {
  /** So many of a file's first bytes tell how it is compressed. */
  int MAGIC_BYTES = 4;

  /**
   * Reads bytes that stand at an offset and behind it, at least one.
   *
   * @return how many, or -1 if the source ends before the offset
   */
  int read(byte[] buffer, int from, int length, long offset) throws IOException;

  /** Opens a file. */
  static SourceBytes open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    SourceBytes plain = new PlainBytes(channel);
    try {
      byte[] start = new RangeInputStream(plain, 0, MAGIC_BYTES).readAllBytes();
      return Compression.of(start) == Compression.NONE
          ? plain
          : new DecompressedBytes(file.toString(), plain);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** A file's own bytes. */
  record PlainBytes(FileChannel channel) implements SourceBytes {
    @Override
    public int read(byte[] buffer, int from, int length, long offset) throws IOException {
      return channel.read(ByteBuffer.wrap(buffer, from, length), offset);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
