package io.github.jsonlpreflight.validator;

import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.jsonl.RecordPass;
import io.github.jsonlpreflight.validator.duplicates.EarlierRecords;
import io.github.jsonlpreflight.validator.duplicates.MemoryBudget;
import io.github.jsonlpreflight.validator.duplicates.RecordDigest;
import io.github.jsonlpreflight.validator.plan.RecordPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Judges records by one schema. Safe to share; nothing is kept between calls that a verdict depends
 * on, so it may run in as many threads or processes as one likes. There is nothing to close.
 */
public final class RecordValidator {
  private final ValidatorOptions options;
  private final RecordJudge judge;
  private final RecordPlan plan;

  /** What each pass may use to remember earlier records, where it must. */
  private final MemoryBudget memory;

  private final Path temporaryFolder;

  /** As many as have ever judged single records at once: a worker knows how records are written. */
  private final Queue<RecordWorker> idle = new ConcurrentLinkedQueue<>();

  private RecordValidator(
      RecordSchema schema, ValidatorOptions options, MemoryBudget memory, Path temporaryFolder) {
    this.options = options;
    this.memory = memory;
    this.temporaryFolder = temporaryFolder;
    this.judge = new RecordJudge(schema, options);
    this.plan = Plans.of(schema, options);
  }

  /** Returns a validator with {@linkplain ValidatorOptions#defaults() the defaults}. */
  public static RecordValidator create(RecordSchema schema) {
    return create(schema, ValidatorOptions.defaults());
  }

  /** Returns a validator. */
  public static RecordValidator create(RecordSchema schema, ValidatorOptions options) {
    return create(
        schema,
        options,
        MemoryBudget.ofHeap(options.reading().memory().heapBytes()),
        Path.of(System.getProperty("java.io.tmpdir")));
  }

  static RecordValidator create(
      RecordSchema schema, ValidatorOptions options, MemoryBudget memory, Path temporaryFolder) {
    return new RecordValidator(schema, options, memory, temporaryFolder);
  }

  /**
   * Returns what of the schema is beyond the fast way that judges most valid records, each part
   * with its place: records that meet it are judged by the authority alone, some ten times slower.
   */
  public List<String> slowParts() {
    return plan.unknown();
  }

  /**
   * Judges one record, given as the bytes of its line without the newline. It is compared with no
   * other: {@link Policy#DUPLICATE_RECORD} says nothing here.
   */
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

  /** Single records are compared with none before them, so nobody asks for their digests. */
  private RecordWorker worker() {
    return new RecordWorker(judge, plan, options.reading(), null);
  }

  private RecordWorker digestingWorker() {
    return new RecordWorker(judge, plan, options.reading(), new RecordDigest());
  }

  /**
   * Judges every record of a source, on {@link ReadOptions#threads()} threads, in one pass.
   *
   * <p>Where {@link Policy#DUPLICATE_RECORD} is on, this call alone remembers which records there
   * were, in up to three eighths of the heap (of the share that {@link ReadOptions#memory()} has of
   * it) and at most 192 MiB, and beyond that in nameless files in the folder of the property {@code
   * java.io.tmpdir}, some 32 bytes a record. They are gone when it returns, however it does.
   *
   * @param handler receives each record and its verdict, in source order, on this thread
   * @throws PreflightException if the source cannot be read or is no JSON Lines at all
   */
  public ValidationSummary validate(JsonlSource source, RecordHandler handler) throws IOException {
    return validate(source, (high, low, line) -> 0, handler);
  }

  /**
   * Judges every record of a part of a file, as {@link #validate(JsonlSource, RecordHandler)} does.
   *
   * @param parts knows the records in front of the part; asked nothing where {@link
   *     Policy#DUPLICATE_RECORD} is off
   * @throws PreflightException if the source cannot be read or is no JSON Lines at all
   */
  public ValidationSummary validate(JsonlSource source, EarlierParts parts, RecordHandler handler)
      throws IOException {
    if (options.policies().severity(Policy.DUPLICATE_RECORD) == Severity.OFF) {
      HandOver handOver = new HandOver(handler, null);
      return handOver.summary(RecordPass.run(source, options.reading(), this::worker, handOver));
    }
    try (EarlierRecords earlier = new EarlierRecords(memory, temporaryFolder)) {
      HandOver handOver =
          new HandOver(handler, new DuplicateRecords(earlier, parts, options.policies()));
      return handOver.summary(
          RecordPass.run(source, options.reading(), this::digestingWorker, handOver));
    }
  }
}
