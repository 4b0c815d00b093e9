package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.jsonl.ByteSize;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads and writes sizes: {@code 64MiB} is 64 · 1024², {@code 5MB} is 5 · 1000². */
final class Sizes implements ITypeConverter<Long> {
  @Override
  public Long convert(String text) {
    try {
      return ByteSize.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /** Returns a size as people read it: the largest binary unit, one decimal. */
  static String format(long bytes) {
    if (bytes < 1L << 10) {
      return bytes + " bytes";
    }
    if (bytes < 1L << 20) {
      return "%.1f KiB".formatted(bytes / 0x1p10);
    }
    return bytes < 1L << 30
        ? "%.1f MiB".formatted(bytes / 0x1p20)
        : "%.1f GiB".formatted(bytes / 0x1p30);
  }
}
