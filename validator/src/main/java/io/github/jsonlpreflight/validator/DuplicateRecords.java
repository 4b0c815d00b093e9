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
  private final EarlierParts parts;
  private final Policies policies;
  private long found;

  /**
   * Makes one for a pass.
   *
   * @param earlier what remembers the records of this source
   * @param parts what knows those in front of it
   */
  DuplicateRecords(EarlierRecords earlier, EarlierParts parts, Policies policies) {
    this.earlier = earlier;
    this.parts = parts;
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
    long firstLine = firstLine(judged.high(place), judged.low(place), record.lineNumber());
    if (firstLine == 0) {
      return verdict;
    }
    found++;
    Findings findings = new Findings(policies, verdict);
    findings.policy(
        Policy.DUPLICATE_RECORD, null, "", "Same bytes as the record of line " + firstLine);
    return findings.verdict();
  }

  /** Returns the line of the first record with a digest, or 0 if that is the one at hand. */
  private long firstLine(long high, long low, long line) throws IOException {
    long firstHere = earlier.find(high, low);
    if (firstHere != 0) {
      return firstHere;
    }
    long firstBefore = parts.firstLine(high, low, line);
    earlier.add(high, low, firstBefore == 0 ? line : firstBefore);
    return firstBefore;
  }

  long found() {
    return found;
  }
}
