package io.github.jsonlpreflight.jsonl;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * Reads zstd (RFC 8878), frame after frame to the end of the source.
 *
 * <p>A decoder's window is outside the Java heap, of the size that the frame's header names; so the
 * header is looked at first. docs/rationale.md says why zstd-jni's own stream is not used.
 */
final class ZstdStream extends DecompressingStream {
  private static final int MAGIC_BYTES = 4;

  /** The longest header: magic, descriptor, window, dictionary's name, content's size. */
  private static final int MAX_HEADER_BYTES = 18;

  /** Where the descriptor says that the whole content is the window. */
  private static final int SINGLE_SEGMENT = 0x20;

  private static final int LEAST_WINDOW_LOG = 10;

  /** A content's size in two bytes counts from here, since lesser ones fit into one. */
  private static final int TWO_BYTE_SIZES_FROM = 256;

  private final ZstdDecompressCtx decoder;
  private boolean inFrame;
  private boolean hasOutputLeft;
  private long frameAt;
  private long frameFrom;

  ZstdStream(String name, CompressedBytes input, ReadOptions options, long ratioCountsFrom) {
    super(name, Compression.ZSTD, input, options, ratioCountsFrom);
    try {
      decoder = new ZstdDecompressCtx();
    } catch (LinkageError e) {
      throw new PreflightException(
          ErrorCode.COMPRESSED,
          name()
              + " is compressed with zstd, whose native library cannot be loaded on this machine;"
              + " decompress it first: zstdcat",
          e);
    }
    decoder.setLongMax(ceilingLog2(options.maxZstdWindowBytes()));
  }

  private static int ceilingLog2(long number) {
    return Long.SIZE - Long.numberOfLeadingZeros(number - 1);
  }

  @Override
  int decode(byte[] buffer, int from, int length) throws IOException {
    ByteBuffer target = ByteBuffer.wrap(buffer, from, length);
    while (true) {
      if (!inFrame) {
        if (!input.has(1)) {
          return -1;
        }
        beginFrame();
      }
      if (!hasOutputLeft && !input.has(1)) {
        throw truncated();
      }
      decodeInto(target);
      if (target.position() > from) {
        return target.position() - from;
      }
    }
  }

  private void decodeInto(ByteBuffer target) {
    ByteBuffer source = ByteBuffer.wrap(input.array(), input.from(), input.available());
    try {
      boolean isFrameOver = decoder.decompressByteBufferStream(target, source);
      input.take(source.position() - input.from());
      inFrame = !isFrameOver;
      // What fills the target may not be all that the decoder has.
      hasOutputLeft = inFrame && !target.hasRemaining();
    } catch (ZstdException e) {
      throw damaged(e);
    }
  }

  /** The decoder does not say where; and damage shows later than where it is. */
  private PreflightException damaged(ZstdException e) {
    return damaged(
        "is corrupt ("
            + String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT)
            + ") in the frame that begins at",
        frameAt,
        frameFrom,
        e);
  }

  /** Looks at the header of a frame, and leaves it to the decoder. */
  private void beginFrame() throws IOException {
    input.has(MAX_HEADER_BYTES);
    if (input.available() < MAGIC_BYTES) {
      throw truncated();
    }
    byte[] magic = new byte[MAGIC_BYTES];
    System.arraycopy(input.array(), input.from(), magic, 0, MAGIC_BYTES);
    if (Compression.of(magic) != Compression.ZSTD) {
      throw damaged("is followed by something else at", input.position(), produced(), null);
    }
    boolean isSkippable = (magic[0] & 0xF0) == 0x50;
    if (!isSkippable && windowBytes() > options().maxZstdWindowBytes()) {
      throw limit(
          String.format(
              Locale.ROOT,
              "%s needs a zstd window of %d bytes, over the %d-byte limit set by"
                  + " maxZstdWindowBytes (frame at byte %d)",
              name(),
              windowBytes(),
              options().maxZstdWindowBytes(),
              input.position()));
    }
    inFrame = true;
    frameAt = input.position();
    frameFrom = produced();
  }

  /** Returns what the frame's header says of its window (RFC 8878, 3.1.1.1), 0 if it is cut off. */
  private long windowBytes() {
    if (input.available() < MAGIC_BYTES + 2) {
      return 0;
    }
    int descriptor = input.peek(MAGIC_BYTES);
    if ((descriptor & SINGLE_SEGMENT) == 0) {
      int window = input.peek(MAGIC_BYTES + 1);
      long base = 1L << (LEAST_WINDOW_LOG + (window >> 3));
      return base + base / 8 * (window & 7);
    }
    int dictionaryBytes = new int[] {0, 1, 2, 4}[descriptor & 3];
    int sizeBytes = 1 << (descriptor >> 6);
    int at = MAGIC_BYTES + 1 + dictionaryBytes;
    if (input.available() < at + sizeBytes) {
      return 0;
    }
    long size = sizeBytes == 2 ? TWO_BYTE_SIZES_FROM : 0;
    for (int i = 0; i < sizeBytes; i++) {
      size += (long) input.peek(at + i) << (8 * i);
    }
    return size < 0 ? Long.MAX_VALUE : size;
  }

  @Override
  public void close() throws IOException {
    decoder.close();
    super.close();
  }
}
