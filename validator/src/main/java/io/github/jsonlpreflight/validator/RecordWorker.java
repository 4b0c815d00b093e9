package io.github.jsonlpreflight.validator;

import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.jsonl.RecordBlock;
import io.github.jsonlpreflight.jsonl.RecordPass;
import io.github.jsonlpreflight.validator.plan.RecordPlan;
import java.util.List;

/**
 * Judges records on one thread: by the plan where that accepts them, else by the authority. Where
 * the plan hardly ever accepts it only costs, so it is left out for a while.
 */
final class RecordWorker implements RecordPass.BlockJudge<RecordVerdict[]> {
  /** The plan is left out after so many records that it did not accept, one behind the other. */
  private static final int PATIENCE = 16;

  private static final int FIRST_PAUSE = 64;
  private static final int LONGEST_PAUSE = 4096;

  private final RecordJudge authority;
  private final RecordPlan.Shortcut plan;
  private final ReadOptions reading;

  private int misses;
  private int pause = FIRST_PAUSE;
  private int pauseLeft;

  RecordWorker(RecordJudge authority, RecordPlan plan, ReadOptions reading) {
    this.authority = authority;
    this.plan = plan.shortcut();
    this.reading = reading;
  }

  @Override
  public RecordVerdict[] judge(RecordBlock block) {
    RecordVerdict[] verdicts = new RecordVerdict[block.recordCount()];
    for (int i = 0; i < verdicts.length; i++) {
      verdicts[i] =
          block.isOversized(i)
              ? overLimit(block.recordLength(i), reading)
              : judge(block.bytes(), block.start(i), block.end(i));
    }
    return verdicts;
  }

  /** Judges the record in {@code [from, to)}, which is no longer than a record may be. */
  RecordVerdict judge(byte[] bytes, int from, int to) {
    return isAccepted(bytes, from, to)
        ? authority.valid(plan.remarks())
        : authority.judge(bytes, from, to);
  }

  private boolean isAccepted(byte[] bytes, int from, int to) {
    if (pauseLeft > 0) {
      pauseLeft--;
      return false;
    }
    if (planAccepts(bytes, from, to)) {
      misses = 0;
      pause = FIRST_PAUSE;
      return true;
    }
    if (++misses >= PATIENCE) {
      misses = PATIENCE - 1; // one more miss is enough to pause again
      pauseLeft = pause;
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    }
    return false;
  }

  private boolean planAccepts(byte[] bytes, int from, int to) {
    try {
      return plan.accepts(bytes, from, to);
    } catch (BoundedPatterns.TooManyStepsException e) {
      return false; // the authority gives up on it too, and says so
    }
  }

  static RecordVerdict overLimit(long length, ReadOptions options) {
    String reason =
        "Record of "
            + length
            + " bytes is over the "
            + options.maxRecordBytes()
            + "-byte limit set by maxRecordBytes";
    return new RecordVerdict.Invalid(
        List.of(new Violation(null, reason, "limit", "", "")), List.of());
  }
}
