package io.github.jsonlpreflight.validator.plan;

/** A schema, or a part of one, compiled. */
abstract class Node {
  /** Any JSON is valid. */
  static final Node ANYTHING =
      new Node() {
        @Override
        int judge(Scan scan) {
          return scan.value() ? Verdict.VALID : Verdict.UNKNOWN;
        }
      };

  /** Nothing is valid. */
  static final Node NOTHING =
      new Node() {
        @Override
        int judge(Scan scan) {
          return Verdict.INVALID;
        }
      };

  /** Something stands in the schema that a plan does not know. */
  static final Node NOT_KNOWN =
      new Node() {
        @Override
        int judge(Scan scan) {
          return Verdict.UNKNOWN;
        }
      };

  /** Returns the node that judges values of a property; the same one for all, unless overridden. */
  Node forProperty(String name) {
    return this;
  }

  /**
   * Judges the value at which the scan stands, and reads it to its end if it is valid.
   *
   * @return one of the {@link Verdict}s
   */
  abstract int judge(Scan scan);
}
