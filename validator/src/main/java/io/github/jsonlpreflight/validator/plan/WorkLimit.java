package io.github.jsonlpreflight.validator.plan;

/**
 * How long and how deep a record may be that the authority surely checks to its end, even on ways
 * that a plan need not go. Immutable.
 */
final class WorkLimit {
  /** No record is too much. */
  static final WorkLimit NONE = new WorkLimit(Long.MAX_VALUE, 0, Integer.MAX_VALUE);

  /**
   * So many schemas may the authority enter one inside the other; some 1,300 overflow a stack of a
   * megabyte.
   */
  private static final int MAX_NESTED = 800;

  private final long maxSteps;
  private final long words;
  private final int maxBytes;
  private final int branching;
  private final int maxDepth;

  /**
   * Makes a limit.
   *
   * @param maxSteps how many words the authority checks of a record before it gives up
   * @param words how many it may check of a value, at most
   * @param maxBytes how long a record may be for other reasons
   */
  WorkLimit(long maxSteps, long words, int maxBytes) {
    this(maxSteps, words, maxBytes, 1, Integer.MAX_VALUE);
  }

  private WorkLimit(long maxSteps, long words, int maxBytes, int branching, int maxDepth) {
    this.maxSteps = maxSteps;
    this.words = words;
    this.maxBytes = maxBytes;
    this.branching = branching;
    this.maxDepth = maxDepth;
  }

  /** Returns the limit for a schema that refers to itself, if it does. */
  WorkLimit with(Recursion recursion) {
    return recursion.exists()
        ? new WorkLimit(
            maxSteps,
            words,
            maxBytes,
            Math.max(1, recursion.branching()),
            MAX_NESTED / recursion.height())
        : this;
  }

  /** Tells whether the work grows with every level of a record. */
  boolean multiplies() {
    return branching > 1;
  }

  /** Tells whether the authority surely gets to the end of a record of this length and depth. */
  boolean allows(int bytes, int depth) {
    return bytes <= maxBytes && steps(bytes) <= maxSteps && depth <= maxDepth(bytes);
  }

  /**
   * Returns how many words a flat record may meet: a value has two bytes at least with what parts
   * it from the next one, and meets each word once.
   */
  private long steps(int bytes) {
    return (bytes + 1L) / 2 * (words + 1);
  }

  /** Returns how many levels a record of this length may have; each may multiply the work. */
  private int maxDepth(int bytes) {
    if (branching == 1) {
      return maxDepth;
    }
    int depth = 0;
    double steps = steps(bytes);
    while (depth < maxDepth && steps * branching <= maxSteps) {
      steps *= branching;
      depth++;
    }
    return depth;
  }
}
