package io.github.jsonlpreflight.chunker;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** How a source's bytes lie in its file. */
enum Packing {
  PLAIN("") {
    @Override
    byte[] piece(byte[] bytes) {
      return bytes;
    }
  },
  /** A gzip member for each piece. */
  GZIP(".gz") {
    @Override
    byte[] piece(byte[] bytes) {
      ByteArrayOutputStream member = new ByteArrayOutputStream();
      try (OutputStream out = new GZIPOutputStream(member)) {
        out.write(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException("memory has no such trouble", e);
      }
      return member.toByteArray();
    }
  },
  /** A zstd frame for each piece. */
  ZSTD(".zst") {
    @Override
    byte[] piece(byte[] bytes) {
      return Zstd.compress(bytes);
    }
  };

  private final String ending;

  Packing(String ending) {
    this.ending = ending;
  }

  /** Returns them in turn, so that a few seeds have all of them. */
  static Packing of(long seed) {
    return values()[(int) (seed % values().length)];
  }

  abstract byte[] piece(byte[] bytes);

  /** Returns what stands behind {@code .jsonl} in the file's name. */
  String ending() {
    return ending;
  }

  /** Packs bytes in so many pieces, cut anywhere; some may hold nothing. */
  byte[] pack(byte[] bytes, int pieces, Random random) {
    int[] cuts = random.ints(pieces - 1L, 0, bytes.length + 1).sorted().toArray();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    int from = 0;
    for (int cut : cuts) {
      packed.writeBytes(piece(Arrays.copyOfRange(bytes, from, cut)));
      from = cut;
    }
    packed.writeBytes(piece(Arrays.copyOfRange(bytes, from, bytes.length)));
    return packed.toByteArray();
  }
}
