package io.github.jsonlpreflight.validator;

/** What a policy does when it fires. */
public enum Severity {
  /** The record is invalid. */
  ERROR,
  /** The record stays valid; the finding is listed and counted. */
  WARN,
  /** Nothing. */
  OFF
}
