package io.github.jsonlpreflight.jsonl;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The decompressed bytes of a source, within the limits of {@link ReadOptions}. Memory does not
 * grow with the source, and time only with its bytes and those that come out of it.
 */
abstract class DecompressingStream extends BulkInputStream {
  /**
   * Before so many bytes have come out the ratio says nothing: a file of equal records is small,
   * and harmless.
   */
  static final long RATIO_COUNTS_FROM = 256L << 20;

  protected final CompressedBytes input;
  private final String name;
  private final Compression compression;
  private final ReadOptions options;
  private final long ratioCountsFrom;
  private long produced;

  DecompressingStream(
      String name,
      Compression compression,
      CompressedBytes input,
      ReadOptions options,
      long ratioCountsFrom) {
    this.name = name;
    this.compression = compression;
    this.input = input;
    this.options = options;
    this.ratioCountsFrom = ratioCountsFrom;
  }

  /**
   * Returns the source's bytes, decompressed if their start says so.
   *
   * @param in is closed with the stream that is returned
   */
  static InputStream open(String name, InputStream in, ReadOptions options) throws IOException {
    return open(name, in, options, RATIO_COUNTS_FROM);
  }

  static InputStream open(String name, InputStream in, ReadOptions options, long ratioCountsFrom)
      throws IOException {
    byte[] start = in.readNBytes(Compression.MAGIC_BYTES);
    InputStream whole = new SequenceInputStream(new ByteArrayInputStream(start), in);
    return switch (Compression.of(start)) {
      case NONE -> whole;
      case GZIP -> new GzipStream(name, new CompressedBytes(whole), options, ratioCountsFrom);
      case ZSTD -> new ZstdStream(name, new CompressedBytes(whole), options, ratioCountsFrom);
    };
  }

  /**
   * Decompresses some bytes, at least one.
   *
   * @return how many, or -1 at the source's end
   */
  abstract int decode(byte[] buffer, int from, int length) throws IOException;

  /** Returns how many bytes have come out before the {@link #decode} at hand. */
  final long produced() {
    return produced;
  }

  @Override
  final int readSome(byte[] buffer, int from, int length) throws IOException {
    int count = decode(buffer, from, length);
    if (count > 0) {
      produced += count;
      checkLimits();
    }
    return count;
  }

  private void checkLimits() {
    if (produced > options.maxDecompressedBytes()) {
      throw limit(
          String.format(
              Locale.ROOT,
              "%s decompresses to more than %d bytes, the limit set by maxDecompressedBytes (its"
                  + " first %d bytes do)",
              name(),
              options.maxDecompressedBytes(),
              input.position()));
    }
    if (produced >= ratioCountsFrom
        && (produced - 1) / options.maxCompressionRatio() >= input.position()) {
      throw limit(
          String.format(
              Locale.ROOT,
              "%s decompresses to %d times its size (%d bytes to %d), over the limit of %d set by"
                  + " maxCompressionRatio",
              name(),
              produced / input.position(),
              input.position(),
              produced,
              options.maxCompressionRatio()));
    }
  }

  final PreflightException limit(String message) {
    return PreflightException.atByte(ErrorCode.DECOMPRESSION_LIMIT, message, produced, null);
  }

  final ReadOptions options() {
    return options;
  }

  final String name() {
    return Messages.printable(name);
  }

  /** Says that the data ends where more was promised. */
  final PreflightException truncated() {
    return damaged(
        "ends too early, at",
        input.position(),
        "it decompresses to " + produced + " bytes up to there",
        produced,
        null);
  }

  /**
   * Says that the compressed data cannot be trusted.
   *
   * @param what what is wrong with it, from a verb to what leads to the place
   * @param at where in the compressed source
   * @param good how many of the decompressed bytes can be trusted all the same
   */
  final PreflightException damaged(String what, long at, long good, @Nullable Exception cause) {
    String extent =
        good == 0
            ? "nothing of it is known to be good"
            : "the first " + good + " decompressed bytes are good";
    return damaged(what, at, extent, good, cause);
  }

  private PreflightException damaged(
      String what, long at, String extent, long decompressed, @Nullable Exception cause) {
    return PreflightException.atByte(
        ErrorCode.COMPRESSION_DAMAGED,
        String.format(
            Locale.ROOT,
            "%s is damaged: its %s data %s byte %d; %s",
            name(),
            compression.id(),
            what,
            at,
            extent),
        decompressed,
        cause);
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
