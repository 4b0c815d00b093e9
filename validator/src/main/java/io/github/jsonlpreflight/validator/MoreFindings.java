package io.github.jsonlpreflight.validator;

import java.util.Map;

/**
 * What was found in a record beyond the findings that are held of it: a record of a million faults
 * has a million violations, all counted, of which the first {@value #MAX_HELD} are described.
 *
 * @param violations how many more violations there are, by {@link Violation#keyword()}
 * @param warnings how many more warnings there are, in the same way
 */
public record MoreFindings(Map<String, Long> violations, Map<String, Long> warnings) {
  /** So many violations, and as many warnings, are held of one record. */
  public static final int MAX_HELD = 1_000;

  /** They are held as long as their texts have fewer characters than this together. */
  public static final int MAX_HELD_CHARACTERS = 256 << 10;

  static final MoreFindings NONE = new MoreFindings(Map.of(), Map.of());

  /** Copies the counts. */
  public MoreFindings {
    violations = Map.copyOf(violations);
    warnings = Map.copyOf(warnings);
  }

  /** Returns how many violations there are beyond those that are held. */
  public long violationCount() {
    return sum(violations);
  }

  /** Returns how many warnings there are beyond those that are held. */
  public long warningCount() {
    return sum(warnings);
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
