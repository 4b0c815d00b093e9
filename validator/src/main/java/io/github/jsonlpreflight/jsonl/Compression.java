package io.github.jsonlpreflight.jsonl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** How a source is compressed, as far as it is read here. Its name never decides, its bytes do. */
public enum Compression {
  /** Not at all, or in a way that is not read. */
  NONE,
  /** RFC 1952, any number of members. */
  GZIP,
  /** RFC 8878, any number of frames, skippable ones among them. */
  ZSTD;

  /** So many of a source's first bytes tell. */
  static final int MAGIC_BYTES = 4;

  private static final int GZIP_MAGIC = 0x8B1F;
  private static final int ZSTD_MAGIC = 0xFD2FB528;
  private static final int ZSTD_SKIPPABLE_MAGIC = 0x184D2A50;
  private static final int ZSTD_SKIPPABLE_MASK = 0xFFFFFFF0;

  /** Returns the name as it stands in files and messages, for instance {@code gzip}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns how a file is compressed; it is opened and its first bytes are read. */
  public static Compression of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in);
    }
  }

  /** Returns how a source is compressed, by its first bytes, which are taken from the stream. */
  public static Compression of(InputStream in) throws IOException {
    return of(in.readNBytes(MAGIC_BYTES));
  }

  /** Returns how a source is compressed that begins with these bytes, or consists of them. */
  static Compression of(byte[] start) {
    if (start.length >= 2 && littleEndian(start, 2) == GZIP_MAGIC) {
      return GZIP;
    }
    if (start.length >= MAGIC_BYTES) {
      int magic = littleEndian(start, MAGIC_BYTES);
      if (magic == ZSTD_MAGIC || (magic & ZSTD_SKIPPABLE_MASK) == ZSTD_SKIPPABLE_MAGIC) {
        return ZSTD;
      }
    }
    return NONE;
  }

  private static int littleEndian(byte[] bytes, int count) {
    int number = 0;
    for (int i = 0; i < count; i++) {
      number |= (bytes[i] & 0xFF) << (8 * i);
    }
    return number;
  }
}
