package io.github.jsonlpreflight.jsonl;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a source: blocks of whole records, judged on several threads, handed over in file
 * order on the caller's thread.
 *
 * <p>No more blocks are in memory at once than {@link MemoryShares} has room for, and no more than
 * a few a thread, so memory does not grow with the source. Worker threads end before a pass
 * returns, however it ends.
 */
public final class RecordPass {
  /** So many blocks a thread are in flight at once. */
  static final int BLOCKS_PER_THREAD = 3;

  /** Judging deeply nested records may recurse; only the pages a thread touches cost memory. */
  private static final long WORKER_STACK_BYTES = 64L << 20;

  private RecordPass() {}

  /**
   * Judges blocks. Each instance is used by one thread at a time, without knowledge of what stands
   * before a block: line numbers are not known yet.
   *
   * @param <R> what is found out about a block
   */
  @FunctionalInterface
  public interface BlockJudge<R> {
    /**
     * Returns what is to be known about a block, whose records were found before. Where they are
     * many, this is asked again about the next ones, when these are handed over.
     */
    R judge(RecordBlock block);

    /**
     * Tells whether a result is about all records that are left. Where there is too much to say of
     * them, a judge may stop in the middle; it goes on when that is handed over.
     */
    default boolean isWhole(RecordBlock block, R result) {
      return true;
    }

    /** Goes on behind a result that was not about all records that were left. */
    default R judgeOn(RecordBlock block, R before) {
      throw new IllegalStateException("this judge never stops in the middle");
    }

    /** Returns what reads records while they are found, on the same thread; by default, nothing. */
    default RecordReader reader() {
      return (bytes, from) -> -1;
    }
  }

  /** Reads records before it is known where they end. */
  @FunctionalInterface
  public interface RecordReader {
    /**
     * Reads the record that begins here, if it can: then nobody need look for its end.
     *
     * @param bytes a block's bytes, with {@link RecordBlock#READ_AHEAD} of them behind its lines
     * @param from where the line begins, which may turn out to be blank
     * @return where the first newline from there on stands, or -1 if the record was not read
     */
    int read(byte[] bytes, int from);
  }

  /**
   * Receives the blocks in file order.
   *
   * @param <R> what was found out about a block
   */
  @FunctionalInterface
  public interface BlockSink<R> {
    /** All of the records were taken, and the next ones are welcome. */
    int GO_ON = -1;

    /**
     * Takes the next block, or what else was found out about the last one.
     *
     * @return {@link #GO_ON}, or, to end the pass here, how many of the block's records were taken;
     *     the pass's totals are about these and what stands before them
     */
    int accept(RecordBlock block, R result) throws IOException;
  }

  /** Receives the records in file order. */
  @FunctionalInterface
  public interface RecordSink {
    /** Takes the next record; returns false to end the pass here. */
    boolean accept(JsonlRecord record) throws IOException;
  }

  /**
   * Reads a source on the caller's thread, without judging anything.
   *
   * @throws PreflightException if the source cannot be read or is no JSON Lines at all
   */
  public static PassTotals run(JsonlSource source, ReadOptions options, RecordSink sink)
      throws IOException {
    try (InputStream in = openDiagnosed(source, options)) {
      return new Pass<>(in, source.start(), options, eachRecord(sink)).runInline(block -> block);
    }
  }

  /**
   * Reads a source and judges its blocks on {@link ReadOptions#threads()} threads.
   *
   * @param judges makes a judge for each thread
   * @throws PreflightException if the source cannot be read or is no JSON Lines at all
   */
  public static <R> PassTotals run(
      JsonlSource source,
      ReadOptions options,
      Supplier<? extends BlockJudge<R>> judges,
      BlockSink<R> sink)
      throws IOException {
    ExecutorService workers = Executors.newFixedThreadPool(options.threads(), new WorkerThreads());
    try (InputStream in = openDiagnosed(source, options)) {
      return new Pass<>(in, source.start(), options, sink).runOn(workers, judges);
    } finally {
      stop(workers);
    }
  }

  /**
   * Looks at the first bytes of a source, as every pass over a whole source does; for those who
   * read its {@linkplain JsonlSource#part parts} afterwards.
   *
   * @throws PreflightException if the source cannot be read or is no JSON Lines at all
   */
  public static void requireJsonLines(JsonlSource source, ReadOptions options) throws IOException {
    openDiagnosed(source, options).close();
  }

  static InputStream openDiagnosed(JsonlSource source, ReadOptions options) throws IOException {
    InputStream in = source.open(options);
    if (source.start().isPart()) {
      return in;
    }
    if (in instanceof DecompressingStream && options.threads() > 1 && source.path().isPresent()) {
      in = new ReadAheadStream(in);
    }
    try {
      byte[] sample = in.readNBytes(Diagnosis.SAMPLE_BYTES);
      Diagnosis.check(source.name(), sample);
      return new SequenceInputStream(new ByteArrayInputStream(sample), in);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static BlockSink<RecordBlock> eachRecord(RecordSink sink) {
    return (block, same) -> {
      for (int i = 0; i < block.recordCount(); i++) {
        if (!sink.accept(block.record(i))) {
          return i + 1;
        }
      }
      return BlockSink.GO_ON;
    };
  }

  /** Waits for the block that a worker is at: nobody may write to its memory afterwards. */
  private static void stop(ExecutorService workers) {
    workers.shutdownNow();
    Uninterrupted.await(() -> workers.awaitTermination(1, TimeUnit.MINUTES)); // a judge always ends
  }

  /** Says that somebody who reads was interrupted while it waited, and keeps the flag. */
  static IOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return (IOException) new InterruptedIOException("interrupted while reading").initCause(e);
  }

  private static final class Pass<R> {
    private final BlockReader reader;
    private final ReadOptions options;
    private final JsonlSource.Start start;
    private final BlockSink<R> sink;
    private PassTotals totals = PassTotals.NOTHING;

    Pass(InputStream in, JsonlSource.Start start, ReadOptions options, BlockSink<R> sink) {
      this.reader = new BlockReader(in, start.byteOffset(), options);
      this.options = options;
      this.start = start;
      this.sink = sink;
    }

    PassTotals runInline(BlockJudge<R> judge) throws IOException {
      while (true) {
        RecordBlock block = reader.next(Long.MAX_VALUE);
        if (block == null) {
          return totals.atEnd();
        }
        do {
          block.index(judge.reader());
          number(block);
          if (!takes(block, judge.judge(block))) {
            return totals;
          }
          totals = totals.plus(block);
        } while (block.hasMore());
        reader.recycle(block);
      }
    }

    PassTotals runOn(ExecutorService workers, Supplier<? extends BlockJudge<R>> judges)
        throws IOException {
      BlockingQueue<BlockJudge<R>> idle = new LinkedBlockingQueue<>();
      for (int i = 0; i < options.threads(); i++) {
        idle.add(judges.get());
      }
      Deque<InFlight<R>> inFlight = new ArrayDeque<>();
      RecordBlock block = reader.next(roomBeside(inFlight));
      while (block != null || reader.needsRoom() || !inFlight.isEmpty()) {
        if (block != null && mayFly(block, inFlight)) {
          RecordBlock submitted = block;
          inFlight.add(
              new InFlight<>(submitted, workers.submit(() -> judgeWith(idle, submitted, null))));
          block = reader.next(roomBeside(inFlight));
        } else {
          InFlight<R> oldest = inFlight.remove();
          if (!handOver(oldest, workers, idle)) {
            return totals;
          }
          reader.recycle(oldest.block());
          if (block == null && reader.needsRoom()) {
            block = reader.next(roomBeside(inFlight));
          }
        }
      }
      return totals.atEnd();
    }

    /** Hands a block over, part by part; returns false where the pass is to end. */
    private boolean handOver(
        InFlight<R> oldest, ExecutorService workers, BlockingQueue<BlockJudge<R>> idle)
        throws IOException {
      RecordBlock block = oldest.block();
      Part<R> part = await(oldest.result());
      number(block); // its records are known only now
      while (takes(block, part.result())) {
        boolean isWhole = part.isWhole();
        if (isWhole) {
          totals = totals.plus(block);
        }
        if (isWhole && !block.hasMore()) {
          return true;
        }
        Part<R> before = isWhole ? null : part;
        part = await(workers.submit(() -> judgeWith(idle, block, before)));
        if (isWhole) {
          number(block);
        }
      }
      return false;
    }

    private boolean mayFly(RecordBlock block, Deque<InFlight<R>> inFlight) {
      return inFlight.isEmpty()
          || (inFlight.size() < options.threads() * BLOCKS_PER_THREAD
              && block.memoryBytes() <= roomBeside(inFlight));
    }

    /**
     * Returns how many bytes a block may take beside those in flight; alone, as many as it needs.
     */
    private long roomBeside(Deque<InFlight<R>> inFlight) {
      if (inFlight.isEmpty()) {
        return Long.MAX_VALUE;
      }
      long taken = 0;
      for (InFlight<R> one : inFlight) {
        taken += one.block().memoryBytes();
      }
      return options.memory().blocksBytes() - taken;
    }

    private void number(RecordBlock block) {
      block.number(start.firstLine() + totals.lines(), start.firstRecordIndex() + totals.records());
    }

    /** Hands records over; returns false where the pass ends with one of them. */
    private boolean takes(RecordBlock block, R result) throws IOException {
      int taken = sink.accept(block, result);
      if (taken == BlockSink.GO_ON) {
        return true;
      }
      totals = totals.plus(block, taken);
      return false;
    }

    private static <R> Part<R> judgeWith(
        BlockingQueue<BlockJudge<R>> idle, RecordBlock block, @Nullable Part<R> before)
        throws InterruptedException {
      BlockJudge<R> judge = idle.take();
      try {
        R result;
        if (before == null) {
          block.index(judge.reader());
          result = judge.judge(block);
        } else {
          result = judge.judgeOn(block, before.result());
        }
        return new Part<>(result, judge.isWhole(block, result));
      } finally {
        idle.add(judge);
      }
    }

    private static <R> R await(Future<R> result) throws IOException {
      try {
        return result.get();
      } catch (InterruptedException e) {
        throw interrupted(e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RuntimeException cause) {
          throw cause;
        }
        if (e.getCause() instanceof Error cause) {
          throw cause;
        }
        throw new IllegalStateException("a judge may not throw a checked exception", e.getCause());
      }
    }
  }

  private record InFlight<R>(RecordBlock block, Future<Part<R>> result) {}

  /** What was found out about a block, or about the next records of it. */
  private record Part<R>(R result, boolean isWhole) {}

  private static final class WorkerThreads implements ThreadFactory {
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Override
    public Thread newThread(Runnable task) {
      Thread thread =
          new Thread(null, task, "preflight-judge-" + COUNT.incrementAndGet(), WORKER_STACK_BYTES);
      thread.setDaemon(true);
      return thread;
    }
  }
}
