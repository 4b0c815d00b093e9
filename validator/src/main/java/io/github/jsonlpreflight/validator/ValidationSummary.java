package io.github.jsonlpreflight.validator;

import io.github.jsonlpreflight.jsonl.PassTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What is to be said of a whole source.
 *
 * @param totals what was read: all of it, unless the pass was ended early
 * @param invalid how many records are invalid
 * @param violations how many violations they have in all
 * @param warnings how many warnings the records have in all
 * @param duplicates how many records {@link Policy#DUPLICATE_RECORD} has found; empty where it is
 *     off
 */
public record ValidationSummary(
    PassTotals totals, long invalid, long violations, long warnings, OptionalLong duplicates) {
  /**
   * Returns what is to be said of this part of a source and the one behind it together.
   *
   * @param next what was found in that part
   */
  public ValidationSummary then(ValidationSummary next) {
    return new ValidationSummary(
        totals.then(next.totals),
        invalid + next.invalid,
        violations + next.violations,
        warnings + next.warnings,
        duplicates.isPresent() && next.duplicates.isPresent()
            ? OptionalLong.of(duplicates.getAsLong() + next.duplicates.getAsLong())
            : OptionalLong.empty());
  }

  /** Returns how many records were judged. */
  public long records() {
    return totals.records();
  }

  /** Returns how many records are valid. */
  public long valid() {
    return records() - invalid;
  }

  /** Returns what is to be said of the file, not of a record. */
  public List<Note> notes() {
    List<Note> notes = new ArrayList<>();
    if (totals.byteOrderMark()) {
      notes.add(
          new Note(
              "byte-order-mark",
              "The file begins with a byte-order mark; it is no part of the first record and is not"
                  + " sent"));
    }
    if (records() == 0) {
      notes.add(new Note("no-records", "The file has no records"));
    }
    return List.copyOf(notes);
  }
}
