package io.github.jsonlpreflight.chunker;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * What a compressed file decompresses to. It goes forward; whoever asks for what lies behind has it
 * begin anew, so ask in order.
 */
final class DecompressedBytes implements SourceBytes {
  /** The limits are for who reads a source first; what is read again has passed them. */
  private static final ReadOptions UNLIMITED =
      ReadOptions.builder()
          .maxDecompressedBytes(Long.MAX_VALUE)
          .maxCompressionRatio(Integer.MAX_VALUE)
          .maxZstdWindowBytes(ReadOptions.GREATEST_MAX_ZSTD_WINDOW_BYTES)
          .build();

  private final String name;
  private final SourceBytes compressed;
  private final byte[] passedOver = new byte[64 << 10];
  private @Nullable InputStream in;
  private long position;

  DecompressedBytes(String name, SourceBytes compressed) {
    this.name = name;
    this.compressed = compressed;
  }

  /**
   * {@inheritDoc}
   *
   * @throws PreflightException if it is damaged: it was good when it was read first, so it has
   *     changed
   */
  @Override
  public int read(byte[] buffer, int from, int length, long offset) throws IOException {
    try {
      return decompress(buffer, from, length, offset);
    } catch (PreflightException e) {
      throw e.code() == ErrorCode.COMPRESSION_DAMAGED
          ? new PreflightException(
              ErrorCode.SOURCE_CHANGED,
              Messages.printable(name) + " has changed since it was read: " + e.getMessage(),
              e)
          : e;
    }
  }

  private int decompress(byte[] buffer, int from, int length, long offset) throws IOException {
    InputStream stream = at(offset);
    if (position < offset) {
      return -1;
    }
    int count = stream.read(buffer, from, length);
    position += Math.max(count, 0);
    return count;
  }

  /** Returns the stream at an offset, or at its end if that comes before. */
  private InputStream at(long offset) throws IOException {
    InputStream stream = in;
    if (stream == null || offset < position) {
      stream = begin();
    }
    while (position < offset) {
      int count = stream.read(passedOver, 0, (int) Math.min(passedOver.length, offset - position));
      if (count < 0) {
        break;
      }
      position += count;
    }
    return stream;
  }

  private InputStream begin() throws IOException {
    end();
    InputStream whole = new RangeInputStream(compressed, 0, Long.MAX_VALUE);
    InputStream stream = JsonlSource.stream(name, whole).open(UNLIMITED);
    in = stream;
    position = 0;
    return stream;
  }

  private void end() throws IOException {
    InputStream stream = in;
    in = null;
    if (stream != null) {
      stream.close();
    }
  }

  @Override
  public void close() throws IOException {
    try (compressed) {
      end();
    }
  }
}
