package io.github.jsonlpreflight.jmh;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/** The JSON Schemas (2020-12) that the reviews are judged by. */
public enum ReviewSchema {
  /** Types, lengths, bounds, an enumeration, a pattern, formats, unique items, a nested object. */
  RICH,
  /** Three required strings. */
  FLAT;

  String fileName() {
    return name().toLowerCase(Locale.ROOT) + ".schema.json";
  }

  /** Returns the document. */
  byte[] document() {
    try (InputStream in = ReviewSchema.class.getResourceAsStream(fileName())) {
      if (in == null) {
        throw new IllegalStateException(fileName() + " is not among the resources");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
