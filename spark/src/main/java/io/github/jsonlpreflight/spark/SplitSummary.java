package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.jsonl.PassTotals;
import io.github.jsonlpreflight.validator.ValidationSummary;
import java.io.Serializable;
import java.util.OptionalLong;

/** What was found in a split, in a form that can be sent. */
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
    long warnings)
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
        found.warnings());
  }

  ValidationSummary toSummary() {
    return new ValidationSummary(
        new PassTotals(
            lines, blankLines, records, bytes, byteOrderMark, finalNewline, /* finished= */ true),
        records,
        invalid,
        violations,
        warnings,
        OptionalLong.empty());
  }
}
