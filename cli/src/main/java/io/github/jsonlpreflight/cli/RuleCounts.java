package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.validator.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts how often each rule fires on each field. Memory is capped: field names are data. */
final class RuleCounts {
  private static final int MAX_RULES = 1000;

  /**
   * A rule on a field.
   *
   * @param keyword the rule
   * @param field the field, or null where it is the record's affair
   */
  record Rule(String keyword, @Nullable String field) {}

  /**
   * How often a rule fired.
   *
   * @param rule the rule; its field is null if there were too many fields to tell apart
   * @param count how often
   */
  record Count(Rule rule, long count) {}

  private final Map<Rule, long[]> counts = new HashMap<>();

  void add(Violation violation) {
    Rule rule = new Rule(violation.keyword(), violation.field());
    if (counts.size() >= MAX_RULES && !counts.containsKey(rule)) {
      rule = new Rule(violation.keyword(), null);
    }
    counts.computeIfAbsent(rule, absent -> new long[1])[0]++;
  }

  /** Returns the counts, the greatest first. */
  List<Count> sorted() {
    List<Count> sorted = new ArrayList<>();
    counts.forEach((rule, count) -> sorted.add(new Count(rule, count[0])));
    sorted.sort(
        Comparator.comparingLong((Count count) -> -count.count())
            .thenComparing(count -> count.rule().keyword())
            .thenComparing(count -> String.valueOf(count.rule().field())));
    return sorted;
  }
}
