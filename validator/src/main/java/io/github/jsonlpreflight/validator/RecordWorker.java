package io.github.jsonlpreflight.validator;

import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.jsonl.RecordBlock;
import io.github.jsonlpreflight.jsonl.RecordPass;
import io.github.jsonlpreflight.validator.duplicates.RecordDigest;
import io.github.jsonlpreflight.validator.plan.RecordPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges records on one thread: by the plan where that accepts them, else by the authority. Where
 * the plan hardly ever accepts it only costs, so it is left out for a while.
 */
final class RecordWorker implements RecordPass.BlockJudge<JudgedBlock>, RecordPass.RecordReader {
  /** The plan is left out after so many records that it did not accept, one behind the other. */
  private static final int PATIENCE = 16;

  private static final int FIRST_PAUSE = 64;
  private static final int LONGEST_PAUSE = 4096;

  private final RecordJudge authority;
  private final RecordPlan.Shortcut plan;
  private final ReadOptions reading;
  private final @Nullable RecordDigest digest;

  /** The verdicts of the records of a block that were read with remarks, by where they begin. */
  private final Map<Integer, RecordVerdict> read = new HashMap<>();

  private int misses;
  private int pause = FIRST_PAUSE;
  private int pauseLeft;

  /**
   * Makes a worker for one thread.
   *
   * @param digest what takes the digests of valid records, or null if nobody asks for them
   */
  RecordWorker(
      RecordJudge authority, RecordPlan plan, ReadOptions reading, @Nullable RecordDigest digest) {
    this.authority = authority;
    this.plan = plan.shortcut();
    this.reading = reading;
    this.digest = digest;
  }

  @Override
  public RecordPass.RecordReader reader() {
    return this;
  }

  @Override
  public JudgedBlock judge(RecordBlock block) {
    RecordVerdict[] verdicts = new RecordVerdict[block.recordCount()];
    for (int i = 0; i < verdicts.length; i++) {
      verdicts[i] = verdict(block, i);
    }
    read.clear();
    return new JudgedBlock(
        verdicts, digest == null ? JudgedBlock.NO_DIGESTS : digests(block, verdicts, digest));
  }

  private static long[] digests(RecordBlock block, RecordVerdict[] verdicts, RecordDigest digest) {
    long[] digests = new long[2 * verdicts.length];
    for (int i = 0; i < verdicts.length; i++) {
      if (verdicts[i] instanceof RecordVerdict.Valid) {
        digest.digest(block.bytes(), block.start(i), block.end(i));
        digests[2 * i] = digest.high();
        digests[2 * i + 1] = digest.low();
      }
    }
    return digests;
  }

  private RecordVerdict verdict(RecordBlock block, int i) {
    if (block.isOversized(i)) {
      return overLimit(block.recordLength(i), reading);
    }
    return block.isRead(i)
        ? read.getOrDefault(block.start(i), RecordVerdict.Valid.WITHOUT_WARNINGS)
        : authority.judge(block.bytes(), block.start(i), block.end(i));
  }

  /** Reads a record if the plan accepts it: it has looked at every byte, and so knows the end. */
  @Override
  public int read(byte[] bytes, int from) {
    boolean isBlank = bytes[from] == '\n' || bytes[from] == '\r';
    int end = isBlank || isPausing() ? -1 : counted(readByPlan(bytes, from));
    if (end >= 0 && !plan.remarks().isEmpty()) {
      read.put(from, authority.valid(plan.remarks()));
    }
    return end;
  }

  private int readByPlan(byte[] bytes, int from) {
    try {
      return plan.read(bytes, from);
    } catch (BoundedPatterns.TooManyStepsException e) {
      return -1; // the authority gives up on it too, and says so
    }
  }

  /** Judges the record in {@code [from, to)}, which is no longer than a record may be. */
  RecordVerdict judge(byte[] bytes, int from, int to) {
    boolean isAccepted = !isPausing() && counted(acceptByPlan(bytes, from, to)) >= 0;
    return isAccepted ? authority.valid(plan.remarks()) : authority.judge(bytes, from, to);
  }

  private int acceptByPlan(byte[] bytes, int from, int to) {
    try {
      return plan.accepts(bytes, from, to) ? to : -1;
    } catch (BoundedPatterns.TooManyStepsException e) {
      return -1;
    }
  }

  private boolean isPausing() {
    if (pauseLeft == 0) {
      return false;
    }
    pauseLeft--;
    return true;
  }

  /** Counts whether a record was accepted, which then ends somewhere. */
  private int counted(int end) {
    if (end >= 0) {
      misses = 0;
      pause = FIRST_PAUSE;
    } else if (++misses >= PATIENCE) {
      misses = PATIENCE - 1; // one more miss is enough to pause again
      pauseLeft = pause;
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    }
    return end;
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
