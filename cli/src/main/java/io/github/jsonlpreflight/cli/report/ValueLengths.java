package io.github.jsonlpreflight.cli.report;

import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.validator.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long the values at fault are, field by field. Memory is capped: fields are data. */
final class ValueLengths {
  /** Counted; the first ones that come. */
  static final int MAX_FIELDS = 100;

  /** Shown; those with a limit, and then those with the most values. */
  static final int MAX_FIELDS_SHOWN = 12;

  private static final int MAX_POINTER_CODE_POINTS = 100;
  private static final Pattern INDEX = Pattern.compile("/[0-9]+(?=/|$)");

  private final LengthLimits limits;
  private final Map<String, Field> fields = new HashMap<>();
  private final Sampling sampling = new Sampling();

  ValueLengths(LengthLimits limits) {
    this.limits = limits;
  }

  private static final class Field {
    private final LengthCounter lengths = new LengthCounter();
    private final Map<String, Report.LengthLimit> limits = new LinkedHashMap<>();
    private long texts;
    private long notText;
  }

  /** Tells whether the next invalid record is to be measured. */
  boolean takesNext() {
    return sampling.takesNext();
  }

  /**
   * Measures a record that was taken.
   *
   * @param values the values at the places of the violations
   */
  void add(List<Violation> violations, Map<String, RecordValues.Value> values) {
    Set<String> counted = new HashSet<>();
    for (Violation violation : violations) {
      RecordValues.Value value = values.get(violation.instanceLocation());
      Field field = value == null ? null : field(violation.instanceLocation());
      if (value == null || field == null) {
        continue;
      }
      Optional<Report.LengthLimit> limit = limits.of(violation);
      limit.ifPresent(found -> field.limits.put(found.rule() + found.codePoints(), found));
      if (!counted.add(violation.instanceLocation())) {
        continue; // one value that breaks two rules is one value
      }
      if (value.codePoints() < 0) {
        field.notText += sampling.weight();
      } else {
        field.texts += sampling.weight();
        field.lengths.add(value.codePoints(), sampling.weight());
      }
    }
  }

  private @Nullable Field field(String instanceLocation) {
    String pointer =
        Messages.printable(
            INDEX.matcher(instanceLocation).replaceAll("/*"), MAX_POINTER_CODE_POINTS);
    Field field = fields.get(pointer);
    if (field == null && fields.size() < MAX_FIELDS) {
      field = new Field();
      fields.put(pointer, field);
    }
    return field;
  }

  /** Returns the lengths of the fields that have texts: those with a limit, then the most first. */
  List<Report.Lengths> shown() {
    List<Map.Entry<String, Field>> all = new ArrayList<>(fields.entrySet());
    all.removeIf(entry -> entry.getValue().texts == 0);
    List<Report.Lengths> shown = new ArrayList<>();
    all.stream()
        .sorted(
            Comparator.comparing(
                    (Map.Entry<String, Field> entry) -> entry.getValue().limits.isEmpty())
                .thenComparingLong(entry -> -entry.getValue().texts)
                .thenComparing(Map.Entry::getKey))
        .limit(MAX_FIELDS_SHOWN)
        .forEach(
            entry ->
                shown.add(
                    new Report.Lengths(
                        entry.getKey(),
                        sampling.weight(),
                        entry.getValue().notText,
                        entry.getValue().lengths.shortest(),
                        entry.getValue().lengths.longest(),
                        entry.getValue().lengths.bars(),
                        List.copyOf(entry.getValue().limits.values()))));
    return shown;
  }
}
