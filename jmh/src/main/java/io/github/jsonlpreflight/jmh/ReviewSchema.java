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

  /** Returns the document's name among the resources; small records have fewer fields to rule. */
  String fileName(Shape shape) {
    String name = name().toLowerCase(Locale.ROOT);
    return name + (this == RICH && shape == Shape.SMALL ? "-small" : "") + ".schema.json";
  }

  /** Returns the document. */
  byte[] document(Shape shape) {
    String fileName = fileName(shape);
    try (InputStream in = ReviewSchema.class.getResourceAsStream(fileName)) {
      if (in == null) {
        throw new IllegalStateException(fileName + " is not among the resources");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
