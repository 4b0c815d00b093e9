package io.github.jsonlpreflight.cli.options;

import io.github.jsonlpreflight.jsonl.ByteSize;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads sizes: {@code 64MiB} is 64 · 1024², {@code 5MB} is 5 · 1000². */
final class Sizes implements ITypeConverter<Long> {
  @Override
  public Long convert(String text) {
    try {
      return ByteSize.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
