package io.github.jsonlpreflight.cli.report;

import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.validator.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts how often each rule fires on each field, always exactly; memory is capped. */
public final class RuleTable {
  /** Pairs of a rule and a field that are told apart; beyond, a rule's fields are one. */
  static final int MAX_RULES = 1000;

  /** Rows of the page. */
  public static final int MAX_RULES_SHOWN = 200;

  static final int MAX_FIELD_CODE_POINTS = 80;

  private record Key(String severity, String rule, @Nullable String field) {}

  private final Map<Key, long[]> counts = new HashMap<>();

  void add(String severity, Violation violation) {
    Key key = new Key(severity, violation.keyword(), violation.field());
    if (counts.size() >= MAX_RULES && !counts.containsKey(key)) {
      key = new Key(severity, violation.keyword(), null);
    }
    counts.computeIfAbsent(key, absent -> new long[1])[0]++;
  }

  /** Returns the counts: errors before warnings, then the greatest first. */
  List<Report.RuleCount> sorted() {
    List<Report.RuleCount> sorted = new ArrayList<>();
    counts.forEach(
        (key, count) ->
            sorted.add(new Report.RuleCount(key.severity, key.rule, shown(key.field), count[0])));
    sorted.sort(
        Comparator.comparing(Report.RuleCount::severity)
            .thenComparingLong(count -> -count.count())
            .thenComparing(Report.RuleCount::rule)
            .thenComparing(count -> String.valueOf(count.field())));
    return sorted.subList(0, Math.min(MAX_RULES_SHOWN, sorted.size()));
  }

  /** Returns how many pairs are counted and not shown. */
  long more() {
    return Math.max(0, counts.size() - MAX_RULES_SHOWN);
  }

  static @Nullable String shown(@Nullable String field) {
    return field == null ? null : Messages.printable(field, MAX_FIELD_CODE_POINTS);
  }
}
