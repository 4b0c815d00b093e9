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
final class RecordWorker implements RecordPass.BlockJudge<Verdicts>, RecordPass.RecordReader {
  /** The plan is left out after so many records that it did not accept, one behind the other. */
  private static final int PATIENCE = 16;

  private static final int FIRST_PAUSE = 64;
  private static final int LONGEST_PAUSE = 4096;

  private final RecordJudge authority;
  private final RecordPlan plans;
  private final RecordPlan.Shortcut plan;
  private final ReadOptions reading;
  private final @Nullable RecordDigest digest;

  /** The verdicts of the records of a block that were read with remarks, by where they begin. */
  private final Map<Integer, RecordVerdict> read = new HashMap<>();

  private final long findingsBytes;
  private long readBytes;

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
    this.plans = plan;
    this.plan = plan.shortcut();
    this.reading = reading;
    this.findingsBytes = reading.memory().findingsBytesPerBlock(reading.threads());
    this.digest = digest;
  }

  @Override
  public RecordPass.RecordReader reader() {
    return this;
  }

  @Override
  public Verdicts judge(RecordBlock block) {
    Verdicts verdicts = judgeFrom(block, 0);
    read.clear();
    readBytes = 0;
    return verdicts;
  }

  @Override
  public Verdicts judgeOn(RecordBlock block, Verdicts before) {
    return judgeFrom(block, before.end());
  }

  @Override
  public boolean isWhole(RecordBlock block, Verdicts verdicts) {
    return verdicts.end() == block.recordCount();
  }

  /** Judges records until their findings take all the memory that there is for a block's. */
  private Verdicts judgeFrom(RecordBlock block, int from) {
    Verdicts verdicts =
        new Verdicts(from, block.recordCount() - from, /* hasDigests= */ digest != null);
    long room = findingsBytes;
    for (int i = from; i < block.recordCount() && room > 0; i++) {
      RecordVerdict verdict = verdict(block, i, /* isFirst= */ from == 0);
      verdicts.add(verdict);
      if (digest != null && verdict instanceof RecordVerdict.Valid) {
        digest.digest(block.bytes(), block.start(i), block.end(i));
        verdicts.digest(digest.high(), digest.low());
      }
      room -= Verdicts.memoryBytes(verdict);
    }
    return verdicts;
  }

  /**
   * Returns the verdict of a record.
   *
   * @param isFirst whether this worker has just read the block
   */
  private RecordVerdict verdict(RecordBlock block, int i, boolean isFirst) {
    if (block.isOversized(i)) {
      return overLimit(block.recordLength(i), reading);
    }
    int from = block.start(i);
    int to = block.end(i);
    boolean hasRoom = authority.hasRoomFor(to - from);
    if (hasRoom && !block.isRead(i)) {
      return authority.judge(block.bytes(), from, to); // the plan has not accepted it
    }
    return hasRoom && isFirst
        ? read.getOrDefault(from, RecordVerdict.Valid.WITHOUT_WARNINGS)
        : judge(block.bytes(), from, to);
  }

  /** Reads a record if the plan accepts it: it has looked at every byte, and so knows the end. */
  @Override
  public int read(byte[] bytes, int from) {
    boolean isBlank = bytes[from] == '\n' || bytes[from] == '\r';
    int end = isBlank || isPausing() ? -1 : counted(readBy(plan, bytes, from));
    if (end >= 0 && !plan.remarks().isEmpty()) {
      if (readBytes >= findingsBytes) {
        return -1; // there is no room to say so now; it is judged again when there is
      }
      RecordVerdict verdict = authority.valid(plan.remarks());
      read.put(from, verdict);
      readBytes += Verdicts.memoryBytes(verdict);
    }
    return end;
  }

  private static int readBy(RecordPlan.Shortcut plan, byte[] bytes, int from) {
    try {
      return plan.read(bytes, from);
    } catch (BoundedPatterns.TooManyStepsException e) {
      return -1; // the authority gives up on it too, and says so
    }
  }

  /** Judges the record in {@code [from, to)}, which is no longer than a record may be. */
  RecordVerdict judge(byte[] bytes, int from, int to) {
    if (!authority.hasRoomFor(to - from)) {
      // The authority may have no memory for it, so whether a plan accepts it decides; and what one
      // accepts that was used before may depend on the records before.
      RecordPlan.Shortcut fresh = plans.shortcut();
      return acceptBy(fresh, bytes, from, to) >= 0
          ? authority.valid(fresh.remarks())
          : authority.judge(bytes, from, to);
    }
    boolean isAccepted = !isPausing() && counted(acceptBy(plan, bytes, from, to)) >= 0;
    return isAccepted ? authority.valid(plan.remarks()) : authority.judge(bytes, from, to);
  }

  private static int acceptBy(RecordPlan.Shortcut plan, byte[] bytes, int from, int to) {
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
    return new RecordVerdict.Invalid(
        List.of(new Violation(null, options.overLimit(length), "limit", "", "")), List.of());
  }
}
