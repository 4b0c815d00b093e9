package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.jsonl.PassTotals;
import io.github.jsonlpreflight.validator.ValidationSummary;
import java.io.Serializable;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a split, in a form that can be sent: {@link ValidationSummary} says what each
 * number means. Null are those that nobody has asked for.
 */
record SplitSummary(
    int split,
    long lines,
    long blankLines,
    long records,
    long bytes,
    boolean byteOrderMark,
    boolean finalNewline,
    long invalid,
    long violations,
    long warnings,
    @Nullable Long duplicates)
    implements Serializable {
  static SplitSummary of(Split split, ValidationSummary found) {
    PassTotals totals = found.totals();
    return new SplitSummary(
        split.index(),
        totals.lines(),
        totals.blankLines(),
        totals.records(),
        totals.bytes(),
        totals.byteOrderMark(),
        totals.finalNewline(),
        found.invalid(),
        found.violations(),
        found.warnings(),
        found.duplicates().isPresent() ? found.duplicates().getAsLong() : null);
  }

  ValidationSummary toSummary() {
    return new ValidationSummary(
        new PassTotals(
            lines, blankLines, records, bytes, byteOrderMark, finalNewline, /* finished= */ true),
        invalid,
        violations,
        warnings,
        duplicates == null ? OptionalLong.empty() : OptionalLong.of(duplicates));
  }
}
