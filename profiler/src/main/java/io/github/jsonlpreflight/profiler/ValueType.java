package io.github.jsonlpreflight.profiler;

import java.util.Locale;

/** The types of JSON values (RFC 8259 §3), numbers by how they are written. */
public enum ValueType {
  /** An object. */
  OBJECT,
  /** An array. */
  ARRAY,
  /** A string. */
  STRING,
  /** A number without a fraction and an exponent. */
  INTEGER,
  /** Any other number. */
  NUMBER,
  /** {@code true} or {@code false}. */
  BOOLEAN,
  /** {@code null}. */
  NULL;

  /** Returns the name as it stands in output, for instance {@code integer}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
