package io.github.jsonlpreflight.validator;

import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.validator.duplicates.EarlierRecords;
import java.io.IOException;

/**
 * Applies {@link Policy#DUPLICATE_RECORD} to the records of one source, in their order. An invalid
 * record is compared with none: it is not sent, so it doubles nothing.
 */
final class DuplicateRecords {
  private final EarlierRecords earlier;
  private final Policies policies;
  private long found;

  DuplicateRecords(EarlierRecords earlier, Policies policies) {
    this.earlier = earlier;
    this.policies = policies;
  }

  /**
   * Returns the verdict on a record, which is the given one unless it duplicates an earlier record.
   */
  RecordVerdict judge(JsonlRecord record, RecordVerdict verdict, Verdicts judged, int place)
      throws IOException {
    if (verdict instanceof RecordVerdict.Invalid) {
      return verdict;
    }
    long firstLine = earlier.firstLine(judged.high(place), judged.low(place), record.lineNumber());
    if (firstLine == 0) {
      return verdict;
    }
    found++;
    Findings findings = new Findings(policies, verdict);
    findings.policy(
        Policy.DUPLICATE_RECORD, null, "", "Same bytes as the record of line " + firstLine);
    return findings.verdict();
  }

  long found() {
    return found;
  }
}
