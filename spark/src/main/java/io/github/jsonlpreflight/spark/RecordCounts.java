package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.validator.ValidationSummary;
import java.util.OptionalLong;

/**
 * How many records there were.
 *
 * @param records all of them
 * @param invalid those that are invalid
 * @param duplicates those that repeat an earlier one; empty where nobody has looked for them
 */
record RecordCounts(long records, long invalid, OptionalLong duplicates) {
  static final RecordCounts NONE = new RecordCounts(0, 0, OptionalLong.empty());

  static RecordCounts of(ValidationSummary found) {
    return new RecordCounts(found.records(), found.invalid(), found.duplicates());
  }

  /** Returns the counts of both; it is enough that one has looked for duplicates. */
  RecordCounts plus(RecordCounts more) {
    boolean isCounted = duplicates.isPresent() || more.duplicates.isPresent();
    return new RecordCounts(
        records + more.records,
        invalid + more.invalid,
        isCounted
            ? OptionalLong.of(duplicates.orElse(0) + more.duplicates.orElse(0))
            : OptionalLong.empty());
  }

  long valid() {
    return records - invalid;
  }
}
