package io.github.jsonlpreflight.validator;

import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.PassTotals;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.jsonl.RecordBlock;
import io.github.jsonlpreflight.jsonl.RecordPass;
import io.github.jsonlpreflight.validator.plan.RecordPlan;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Judges records by one schema. Safe to share; nothing is kept between records that a verdict
 * depends on, so it may run in as many threads or processes as one likes.
 */
public final class RecordValidator {
  private final ValidatorOptions options;
  private final RecordJudge judge;
  private final RecordPlan plan;

  /** As many as have ever judged single records at once: a worker knows how records are written. */
  private final Queue<RecordWorker> idle = new ConcurrentLinkedQueue<>();

  private RecordValidator(RecordSchema schema, ValidatorOptions options) {
    this.options = options;
    this.judge = new RecordJudge(schema, options);
    this.plan = Plans.of(schema, options);
  }

  /** Returns a validator with {@linkplain ValidatorOptions#defaults() the defaults}. */
  public static RecordValidator create(RecordSchema schema) {
    return create(schema, ValidatorOptions.defaults());
  }

  /** Returns a validator. */
  public static RecordValidator create(RecordSchema schema, ValidatorOptions options) {
    return new RecordValidator(schema, options);
  }

  /**
   * Returns what of the schema is beyond the fast way that judges most valid records, each part
   * with its place: records that meet it are judged by the authority alone, some ten times slower.
   */
  public List<String> slowParts() {
    return plan.unknown();
  }

  /** Judges one record, given as the bytes of its line without the newline. */
  public RecordVerdict validate(byte[] record) {
    return validate(record, 0, record.length);
  }

  /** Judges the record in {@code [from, to)}. */
  public RecordVerdict validate(byte[] bytes, int from, int to) {
    Objects.checkFromToIndex(from, to, bytes.length);
    return to - from > options.reading().heldRecordBytes()
        ? RecordWorker.overLimit(to - from, options.reading())
        : judgeAlone(bytes, from, to);
  }

  private RecordVerdict judgeAlone(byte[] bytes, int from, int to) {
    RecordWorker worker = idle.poll();
    if (worker == null) {
      worker = worker();
    }
    RecordVerdict verdict = worker.judge(bytes, from, to);
    idle.add(worker);
    return verdict;
  }

  private RecordWorker worker() {
    return new RecordWorker(judge, plan, options.reading());
  }

  /**
   * Judges every record of a source, on {@link ReadOptions#threads()} threads, in one pass.
   *
   * @param handler receives each record and its verdict, in source order, on this thread
   * @throws PreflightException if the source cannot be read or is no JSON Lines at all
   */
  public ValidationSummary validate(JsonlSource source, RecordHandler handler) throws IOException {
    HandOver handOver = new HandOver(handler);
    PassTotals totals = RecordPass.run(source, options.reading(), this::worker, handOver);
    return handOver.summary(totals);
  }

  /** Hands records over one by one and counts. */
  private static final class HandOver implements RecordPass.BlockSink<Verdicts> {
    private final RecordHandler handler;
    private long handedOver;
    private long invalid;
    private long violations;
    private long warnings;

    HandOver(RecordHandler handler) {
      this.handler = handler;
    }

    @Override
    public boolean accept(RecordBlock block, Verdicts verdicts) throws IOException {
      for (int i = verdicts.from(); i < verdicts.end(); i++) {
        RecordVerdict verdict = verdicts.of(i);
        count(verdict);
        if (!handler.accept(block.record(i), verdict)) {
          return false;
        }
      }
      return true;
    }

    private void count(RecordVerdict verdict) {
      handedOver++;
      warnings += verdict.warnings().size() + verdict.more().warningCount();
      if (verdict instanceof RecordVerdict.Invalid bad) {
        invalid++;
        violations += bad.violations().size() + bad.more().violationCount();
      }
    }

    ValidationSummary summary(PassTotals totals) {
      return new ValidationSummary(totals, handedOver, invalid, violations, warnings);
    }
  }
}
