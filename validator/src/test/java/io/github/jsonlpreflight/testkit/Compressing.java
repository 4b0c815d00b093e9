package io.github.jsonlpreflight.testkit;

import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Compresses as the usual tools do, checksums included. */
public enum Compressing {
  /** A gzip member for each piece. */
  GZIP {
    @Override
    public byte[] piece(byte[] bytes, int from, int to) {
      ByteArrayOutputStream compressed = new ByteArrayOutputStream();
      try (OutputStream out = new GZIPOutputStream(compressed)) {
        out.write(bytes, from, to - from);
      } catch (IOException e) {
        throw new IllegalStateException("memory has no such trouble", e);
      }
      return compressed.toByteArray();
    }
  },
  /** A zstd frame for each piece, with its checksum. */
  ZSTD {
    @Override
    public byte[] piece(byte[] bytes, int from, int to) {
      try (ZstdCompressCtx context = new ZstdCompressCtx()) {
        context.setChecksum(true);
        return context.compress(Arrays.copyOfRange(bytes, from, to));
      }
    }
  };

  /** Compresses a part of some bytes. */
  public abstract byte[] piece(byte[] bytes, int from, int to);

  /** Compresses bytes in one piece. */
  public byte[] whole(byte[] bytes) {
    return piece(bytes, 0, bytes.length);
  }

  /** Compresses bytes in pieces that end at these places, which rise. */
  public byte[] cutAt(byte[] bytes, int... cuts) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    int from = 0;
    for (int cut : cuts) {
      compressed.writeBytes(piece(bytes, from, cut));
      from = cut;
    }
    compressed.writeBytes(piece(bytes, from, bytes.length));
    return compressed.toByteArray();
  }

  /** Returns a zstd frame that decoders pass over. */
  public static byte[] skippableFrame(int magicOffset, byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0x184D2A50 + magicOffset)
        .putInt(content.length)
        .put(content)
        .array();
  }

  /** Returns arrays as one. */
  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
