package io.github.jsonlpreflight.validator;

import io.github.jsonlpreflight.jsonl.JsonlSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A named rule about a point that the service leaves open. The defaults follow one rule: an error
 * only where data would be lost or misread, a warning where the service may or may not object.
 */
public enum Policy {
  /** An object has the same key twice: readers differ in which value they take (RFC 8259 §4). */
  DUPLICATE_KEY(Severity.ERROR),
  /** A string holds half a surrogate pair, which no UTF-8 can (RFC 8259 §8.2). */
  LONE_SURROGATE(Severity.ERROR),
  /** A top-level field is not in the dataset's schema. */
  UNKNOWN_FIELD(Severity.WARN),
  /** A field of the dataset's schema is {@code null}. */
  NULL_VALUE(Severity.WARN),
  /** A field that is no address holds a number or a boolean. */
  TEXT_TYPE(Severity.WARN),
  /** A field that is no address holds an object or an array. */
  NESTED_VALUE(Severity.WARN),
  /** An address is neither {@code http} nor {@code https}. */
  URL_SCHEME(Severity.WARN),
  /** An audio or video address ends in another way than the service's own tools expect. */
  MEDIA_EXTENSION(Severity.WARN),
  /** A field of a strict schema holds an empty or blank string. */
  BLANK_VALUE(Severity.WARN),
  /** A value is longer than so many code points; only together with that number. */
  MAX_VALUE_LENGTH(Severity.OFF),
  /** A number changes when a 64-bit float holds it. */
  PRECISION(Severity.WARN),
  /**
   * A valid record has the same bytes as an earlier valid one of the same source, white space
   * around the two left out. Only where a {@linkplain RecordValidator#validate(JsonlSource,
   * RecordHandler) whole source} is judged: a single record has no earlier one.
   */
  DUPLICATE_RECORD(Severity.OFF);

  private final Severity defaultSeverity;

  Policy(Severity defaultSeverity) {
    this.defaultSeverity = defaultSeverity;
  }

  /** Returns the name that users and reports use, for instance {@code duplicate-key}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns what the policy does unless it is told otherwise. */
  public Severity defaultSeverity() {
    return defaultSeverity;
  }

  /** Returns the policy of that {@link #id()}. */
  public static Optional<Policy> byId(String id) {
    return Arrays.stream(values()).filter(policy -> policy.id().equals(id)).findFirst();
  }

  /** Tells whether the policy is about JSON itself, not about the fields of a dataset's schema. */
  boolean isAboutJson() {
    return this == DUPLICATE_KEY || this == LONE_SURROGATE;
  }
}
