package io.github.jsonlpreflight.validator;

import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.PassTotals;
import io.github.jsonlpreflight.jsonl.RecordBlock;
import io.github.jsonlpreflight.jsonl.RecordPass;
import java.io.IOException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Hands the records of a source over one by one and counts. */
final class HandOver implements RecordPass.BlockSink<Verdicts> {
  private final RecordHandler handler;
  private final @Nullable DuplicateRecords duplicates;
  private long invalid;
  private long violations;
  private long warnings;

  /**
   * Makes one for a pass.
   *
   * @param duplicates what compares records with earlier ones; null if nothing does
   */
  HandOver(RecordHandler handler, @Nullable DuplicateRecords duplicates) {
    this.handler = handler;
    this.duplicates = duplicates;
  }

  @Override
  public int accept(RecordBlock block, Verdicts judged) throws IOException {
    for (int i = judged.from(); i < judged.end(); i++) {
      JsonlRecord record = block.record(i);
      RecordVerdict verdict = judged.of(i);
      if (duplicates != null) {
        verdict = duplicates.judge(record, verdict, judged, i);
      }
      count(verdict);
      if (!handler.accept(record, verdict)) {
        return i + 1;
      }
    }
    return GO_ON;
  }

  private void count(RecordVerdict verdict) {
    warnings += verdict.warnings().size() + verdict.more().warningCount();
    if (verdict instanceof RecordVerdict.Invalid bad) {
      invalid++;
      violations += bad.violations().size() + bad.more().violationCount();
    }
  }

  ValidationSummary summary(PassTotals totals) {
    return new ValidationSummary(
        totals,
        invalid,
        violations,
        warnings,
        duplicates == null ? OptionalLong.empty() : OptionalLong.of(duplicates.found()));
  }
}
