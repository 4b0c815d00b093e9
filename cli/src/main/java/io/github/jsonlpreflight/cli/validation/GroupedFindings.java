package io.github.jsonlpreflight.cli.validation;

import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.validator.RecordVerdict;
import io.github.jsonlpreflight.validator.Violation;

/**
 * The errors and the warnings of a file by rule and field, with the lines and reasons of the first.
 */
final class GroupedFindings {
  private final ShownReasons reasons;
  private final FindingGroups errors;
  private final FindingGroups warnings;

  /**
   * Begins a file.
   *
   * @param maxErrors how many places of errors are kept
   * @param maxWarnings how many places of warnings are kept
   */
  GroupedFindings(long maxErrors, long maxWarnings, ShownReasons reasons) {
    this.reasons = reasons;
    this.errors = new FindingGroups(maxErrors);
    this.warnings = new FindingGroups(maxWarnings);
  }

  void record(JsonlRecord record, RecordVerdict verdict) {
    if (verdict instanceof RecordVerdict.Invalid invalid) {
      invalid.violations().forEach(violation -> add(errors, record, violation));
      errors.addUnheld(invalid.more().violations());
    }
    verdict.warnings().forEach(warning -> add(warnings, record, warning));
    warnings.addUnheld(verdict.more().warnings());
  }

  private void add(FindingGroups groups, JsonlRecord record, Violation violation) {
    groups.add(
        violation,
        before -> new FindingGroups.Place(record.lineNumber(), reasons.of(violation), null, null));
  }

  FindingGroups errors() {
    return errors;
  }

  FindingGroups warnings() {
    return warnings;
  }
}
