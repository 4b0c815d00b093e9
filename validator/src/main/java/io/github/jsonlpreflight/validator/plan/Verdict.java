package io.github.jsonlpreflight.validator.plan;

/**
 * What a part of a plan says of a value. Numbers, not an enum: this is returned for every value of
 * every record.
 */
final class Verdict {
  /** The value is valid for certain, and has been read to its end. */
  static final int VALID = 1;

  /** It is not known; what the scan stands at is of no use. */
  static final int UNKNOWN = 0;

  /** The value, if it is JSON at all, is invalid for certain. What the scan stands at is no use. */
  static final int INVALID = -1;

  private Verdict() {}
}
