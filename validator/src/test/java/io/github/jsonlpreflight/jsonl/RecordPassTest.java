package io.github.jsonlpreflight.jsonl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jsonlpreflight.jsonl.RecordPass.BlockSink;
import io.github.jsonlpreflight.testkit.Reading;
import io.github.jsonlpreflight.testkit.Reading.Seen;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RecordPassTest {
  private static final ReadOptions THREE_THREADS =
      ReadOptions.builder().threads(3).blockBytes(16).build();

  private Set<Thread> threadsBefore = Set.of();

  @BeforeEach
  void takeDownThreads() {
    threadsBefore = judgeThreads();
  }

  @AfterEach
  void leavesNoThreadBehind() throws InterruptedException {
    Set<Thread> left = judgeThreads();
    left.removeAll(threadsBefore);
    for (Thread thread : left) {
      thread.join(10_000); // its work is done, but the thread itself may need a moment to end
      assertThat(thread.isAlive()).as(thread.getName()).isFalse();
    }
  }

  @Test
  void givesEachRecordItsPlace() throws IOException {
    Reading reading = Reading.of("\uFEFF{\"a\":1}\r\n\n \t\n{\"é\":2}\n{}");
    assertThat(reading.records())
        .containsExactly(
            new Seen(1, 0, 0, 3, 8, true, "{\"a\":1}\r"),
            new Seen(4, 1, 16, 16, 8, true, "{\"\u00C3\u00A9\":2}"),
            new Seen(5, 2, 25, 25, 2, false, "{}"));
    assertThat(reading.totals()).isEqualTo(new PassTotals(5, 2, 3, 27, true, false, true));
  }

  /** One and two under, at and over a block's end and the sample that is looked at before. */
  @ParameterizedTest
  @ValueSource(ints = {Diagnosis.SAMPLE_BYTES, 8192, ReadOptions.DEFAULT_BLOCK_BYTES})
  void readsRecordsThatEndAroundTheEdgeOfABuffer(int edge) throws IOException {
    for (int length = edge - 4; length <= edge + 2; length++) {
      for (String lineEnd : List.of("\n", "\r\n")) {
        byte[] file =
            ("\"" + "x".repeat(length - 2) + "\"" + lineEnd + "{}" + lineEnd).getBytes(UTF_8);
        ReadOptions options = ReadOptions.builder().blockBytes(Math.max(edge, 8192)).build();
        Reading expected = ReferenceSplitter.read(file, options.maxRecordBytes());
        assertThat(Reading.inline(new ByteArrayInputStream(file), options)).isEqualTo(expected);
        assertThat(Reading.threaded(new ByteArrayInputStream(file), options)).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void handsOverInTheSameOrderOnAnyNumberOfThreads(int threads) throws IOException {
    byte[] file = numberedRecords(5_000);
    ReadOptions options = ReadOptions.builder().threads(threads).blockBytes(100).build();
    List<Integer> sums = new ArrayList<>();
    RecordPass.run(
        source(file),
        options,
        () -> RecordPassTest::slowlyHash,
        (block, hash) -> {
          sums.add(hash);
          return hash == slowlyHash(block) ? BlockSink.GO_ON : 0;
        });
    List<Integer> expected = new ArrayList<>();
    RecordPass.run(
        source(file),
        options.toBuilder().threads(1).build(),
        () -> RecordPassTest::slowlyHash,
        (block, hash) -> {
          expected.add(hash);
          return BlockSink.GO_ON;
        });
    assertThat(sums).isEqualTo(expected).hasSizeGreaterThan(500);
  }

  @Test
  void usesEveryThreadAndNoJudgeTwiceAtOnce() throws IOException {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    CountDownLatch allAtWork = new CountDownLatch(3);
    RecordPass.run(
        source(numberedRecords(500)),
        THREE_THREADS,
        () -> new ExclusiveJudge(threads, allAtWork),
        (block, result) -> BlockSink.GO_ON);
    assertThat(threads)
        .hasSize(3)
        .as("they keep no program from its end")
        .allMatch(Thread::isDaemon);
  }

  @Test
  void returnsOnlyWhenItsWorkersHaveEndedHoweverOftenItIsInterrupted() throws Exception {
    ReadOptions options = ReadOptions.builder().threads(1).blockBytes(2).build();
    CountDownLatch atSecondBlock = new CountDownLatch(1);
    AtomicBoolean hasEnded = new AtomicBoolean();
    AtomicReference<Boolean> endedBefore = new AtomicReference<>();
    Thread[] caller = new Thread[1];
    RecordPass.BlockJudge<Integer> judge =
        block -> {
          if (block.bytes()[block.start(0)] == '2') {
            atSecondBlock.countDown();
            awaitThatItWaits(caller[0], endedBefore);
            caller[0].interrupt();
            awaitThatItWaits(caller[0], endedBefore);
            hasEnded.set(true);
          }
          return 0;
        };
    caller[0] =
        new Thread(
            () -> {
              try {
                RecordPass.run(
                    source("1\n2\n".getBytes(UTF_8)),
                    options,
                    () -> judge,
                    (block, result) -> {
                      await(atSecondBlock);
                      return 0;
                    });
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              endedBefore.set(hasEnded.get() && Thread.interrupted());
            });
    caller[0].start();
    caller[0].join();
    assertThat(endedBefore).hasValue(true);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Waits until a thread waits, with no interrupt on the way to it; or has got past its waiting.
   */
  private static void awaitThatItWaits(Thread thread, AtomicReference<Boolean> isPast) {
    while (isPast.get() == null
        && (thread.getState() != Thread.State.TIMED_WAITING || thread.isInterrupted())) {
      Thread.onSpinWait();
    }
  }

  @Test
  void endsWhereTheRecordSinkSaysSo() throws IOException {
    List<Long> lines = new ArrayList<>();
    PassTotals totals =
        RecordPass.run(
            source(numberedRecords(100)),
            ReadOptions.builder().blockBytes(16).build(),
            record -> {
              lines.add(record.lineNumber());
              return lines.size() < 7;
            });
    assertThat(lines).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(totals.finished()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1_000})
  void saysOfAPassThatWasEndedWhatStandsUpToTheLastRecordTaken(int blockBytes) throws IOException {
    byte[] file =
        "\uFEFF\n{\"a\":1}\n\n\n[2]\r\n \n\"longer than the limit of ten bytes\"\n\n4\n5\n\n6"
            .getBytes(UTF_8);
    ReadOptions options =
        ReadOptions.builder().threads(2).blockBytes(blockBytes).maxRecordBytes(10).build();
    List<Seen> whole = Reading.inline(new ByteArrayInputStream(file), options).records();
    assertThat(whole).hasSize(6);
    for (int taken = 1; taken <= whole.size(); taken++) {
      Seen last = whole.get(taken - 1);
      int end = Math.toIntExact(last.contentOffset() + last.length());
      byte[] before = Arrays.copyOf(file, Math.min(end + 1, file.length));
      PassTotals expected = Reading.inline(new ByteArrayInputStream(before), options).totals();
      int upTo = taken;
      for (PassTotals totals :
          List.of(
              RecordPass.run(source(file), options, record -> record.recordIndex() < upTo - 1),
              RecordPass.run(
                  source(file),
                  options,
                  () -> RecordBlock::recordCount,
                  (block, count) -> {
                    long left = count == 0 ? upTo : upTo - block.record(0).recordIndex();
                    return left <= count ? (int) left : BlockSink.GO_ON;
                  }))) {
        assertThat(totals.finished()).isFalse();
        assertThat(totals.atEnd()).as("%d records", taken).isEqualTo(expected);
      }
    }
  }

  @Test
  void endsWhereTheBlockSinkSaysSo() throws IOException {
    List<Integer> blocks = new ArrayList<>();
    PassTotals totals =
        RecordPass.run(
            source(numberedRecords(100)),
            THREE_THREADS,
            () -> RecordBlock::recordCount,
            (block, count) -> {
              blocks.add(count);
              return blocks.size() < 3 ? BlockSink.GO_ON : count;
            });
    assertThat(blocks).hasSize(3);
    assertThat(totals.finished()).isFalse();
    assertThat(totals.records()).isEqualTo(blocks.stream().mapToInt(i -> i).sum());
  }

  @Test
  void countsNothingOfABlockThatTheSinkTakesNoRecordOf() throws IOException {
    PassTotals totals =
        RecordPass.run(
            source("1\n\n2\n\n3\n".getBytes(UTF_8)),
            ReadOptions.builder().threads(2).blockBytes(3).build(),
            () -> RecordBlock::recordCount,
            (block, count) ->
                count > 0 && block.record(0).recordIndex() == 1 ? 0 : BlockSink.GO_ON);
    assertThat(totals).isEqualTo(new PassTotals(2, 1, 1, 3, false, true, false));
  }

  /** A block costs more to make than to fill. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void fillsTheSameBlocksAgain(int threads) throws IOException {
    ReadOptions options = ReadOptions.builder().threads(threads).blockBytes(100).build();
    Set<byte[]> buffers = Collections.newSetFromMap(new IdentityHashMap<>());
    RecordPass.run(
        source(numberedRecords(5_000)),
        options,
        () -> RecordBlock::recordCount,
        (block, count) -> {
          buffers.add(block.bytes());
          return BlockSink.GO_ON;
        });
    assertThat(buffers).hasSizeLessThanOrEqualTo(3 * threads + 1);

    buffers.clear();
    RecordPass.run(
        source(numberedRecords(5_000)),
        options,
        record -> {
          assertThat(record.isHeld()).isTrue();
          buffers.add(record.array());
          return true;
        });
    assertThat(buffers).as("where nothing is judged").hasSize(1);
  }

  @Test
  void knowsManyRecordsOfABlock() throws IOException {
    byte[] file = numberedRecords(10_000);
    Reading expected = ReferenceSplitter.read(file, file.length);
    for (int blockBytes : new int[] {16_000, ReadOptions.DEFAULT_BLOCK_BYTES}) {
      ReadOptions options = ReadOptions.builder().blockBytes(blockBytes).build();
      assertThat(Reading.inline(new ByteArrayInputStream(file), options)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  @DisplayName("fault 20: of tiny records no more are known at a time than there is memory for")
  void knowsALimitedNumberOfRecordsAtATime(int threads) throws IOException {
    ReadOptions options = ReadOptions.builder().threads(threads).blockBytes(800).build();
    List<Integer> counts = new ArrayList<>();
    List<Long> lines = new ArrayList<>();
    PassTotals totals =
        RecordPass.run(
            source("1\n\n".repeat(1_000).getBytes(UTF_8)),
            options,
            () -> RecordBlock::recordCount,
            (block, count) -> {
              counts.add(count);
              for (int i = 0; i < block.recordCount(); i++) {
                lines.add(block.record(i).lineNumber());
              }
              return BlockSink.GO_ON;
            });
    assertThat(counts).hasSizeGreaterThan(9).allMatch(count -> count <= 100);
    assertThat(lines).isEqualTo(LongStream.range(0, 1_000).map(i -> 2 * i + 1).boxed().toList());
    assertThat(totals).isEqualTo(new PassTotals(2_000, 1_000, 1_000, 3_000, false, true, true));
  }

  @Test
  @DisplayName("law 3: blocks read ahead take no more memory together than their share")
  void readsNoFurtherAheadThanThereIsMemoryFor() throws IOException {
    MemoryShares memory = new MemoryShares(1 << 20);
    ReadOptions options = ReadOptions.builder().threads(3).blockBytes(4_000).memory(memory).build();
    String small = "{\"n\":1}\n".repeat(400);
    String large = "{\"n\":\"" + "x".repeat(20_000) + "\"}\n";
    AtomicLong taken = new AtomicLong();
    AtomicInteger judged = new AtomicInteger();
    List<Integer> ahead = new ArrayList<>();
    String lines = small.repeat(20) + large + small + large.repeat(9) + small;
    InputStream file =
        new FilterInputStream(new ByteArrayInputStream(lines.getBytes(UTF_8))) {
          @Override
          public int read(byte[] block, int from, int length) throws IOException {
            awaitThatAllIsJudged();
            if (judged.get() > 0 && block.length > 2 * options.blockBytes()) {
              assertThat(taken.get() + block.length)
                  .as("of a block that grows")
                  .isLessThanOrEqualTo(memory.blocksBytes());
            }
            return super.read(block, from, length);
          }
        };
    PassTotals totals =
        RecordPass.run(
            JsonlSource.stream(Reading.NAME, file),
            options,
            () ->
                block -> {
                  taken.addAndGet(block.bytes().length);
                  return judged.incrementAndGet();
                },
            (block, result) -> {
              awaitThatAllIsJudged();
              ahead.add(judged.get());
              assertThat(judged.get() == 1 || taken.get() <= memory.blocksBytes())
                  .as("%d blocks take %d bytes", judged.get(), taken.get())
                  .isTrue();
              taken.addAndGet(-block.bytes().length);
              judged.decrementAndGet();
              return BlockSink.GO_ON;
            });
    assertThat(ahead).contains(1).anyMatch(blocks -> blocks > 2);
    assertThat(totals.bytes()).isEqualTo(lines.length());
    assertThat(totals.records()).isEqualTo(lines.lines().count());
  }

  @Test
  void countsThePlacesOfABlocksRecordsAsItsMemory() {
    assertThat(new RecordBlock(800).memoryBytes()).isEqualTo(800 + 100 * (4 + 4 + 4 + 1 + 4));
  }

  /** While its sink or source is asked, a pass submits nothing: its threads judge all, and wait. */
  private void awaitThatAllIsJudged() {
    Set<Thread> threads = judgeThreads();
    threads.removeAll(threadsBefore);
    while (!threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING)) {
      Thread.onSpinWait();
    }
  }

  @Test
  void passesOnWhatTheJudgeThrows() {
    IllegalStateException thrown = new IllegalStateException("judge");
    List<Long> seen = new ArrayList<>();
    assertThatThrownBy(
            () ->
                RecordPass.run(
                    source(numberedRecords(100)),
                    THREE_THREADS,
                    () ->
                        block -> {
                          if (new String(block.bytes(), block.start(0), 8, UTF_8).contains(":50")) {
                            throw thrown;
                          }
                          return 0;
                        },
                    (block, result) -> {
                      seen.add(block.record(0).lineNumber());
                      return BlockSink.GO_ON;
                    }))
        .isSameAs(thrown);
    assertThat(seen).startsWith(1L).doesNotContain(51L).isSorted();
  }

  @Test
  void passesOnAnErrorOfTheJudge() {
    AssertionError thrown = new AssertionError("judge");
    assertThatThrownBy(
            () ->
                RecordPass.run(
                    source(numberedRecords(100)),
                    THREE_THREADS,
                    () ->
                        block -> {
                          throw thrown;
                        },
                    (block, result) -> BlockSink.GO_ON))
        .isSameAs(thrown);
  }

  @Test
  void passesOnWhatTheSinkThrows() {
    IOException thrown = new IOException("sink");
    assertThatThrownBy(
            () ->
                RecordPass.run(
                    source(numberedRecords(100)),
                    THREE_THREADS,
                    () -> RecordBlock::recordCount,
                    (block, result) -> {
                      throw thrown;
                    }))
        .isSameAs(thrown);
    assertThatThrownBy(
            () ->
                RecordPass.run(
                    source(numberedRecords(100)),
                    THREE_THREADS,
                    record -> {
                      throw thrown;
                    }))
        .isSameAs(thrown);
  }

  @Test
  void passesOnWhatTheSourceThrowsInTheMiddle() {
    IOException thrown = new IOException("source");
    for (int goodBytes : new int[] {0, 10, Diagnosis.SAMPLE_BYTES + 10}) {
      InputStream in = new FailingStream(goodBytes, thrown);
      assertThatThrownBy(() -> Reading.threaded(in, THREE_THREADS)).isSameAs(thrown);
      InputStream again = new FailingStream(goodBytes, thrown);
      assertThatThrownBy(() -> Reading.inline(again, THREE_THREADS)).isSameAs(thrown);
    }
  }

  @Test
  void endsWhenInterruptedAndKeepsTheFlag() {
    CountDownLatch never = new CountDownLatch(1);
    try {
      Thread.currentThread().interrupt();
      assertThatThrownBy(
              () ->
                  RecordPass.run(
                      source(numberedRecords(100)),
                      THREE_THREADS,
                      () -> block -> awaitInterrupt(never),
                      (block, result) -> BlockSink.GO_ON))
          .isInstanceOf(InterruptedIOException.class)
          .hasCauseInstanceOf(InterruptedException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void leavesTheCallersStreamOpen() throws IOException {
    List<String> closed = new ArrayList<>();
    InputStream in =
        new ByteArrayInputStream("{}\n".getBytes(UTF_8)) {
          @Override
          public void close() {
            closed.add("closed");
          }
        };
    Reading.inline(in, ReadOptions.defaults());
    assertThat(closed).isEmpty();
  }

  @Test
  void readsAPartAsThePassOverTheWholeHasReadIt() throws IOException {
    byte[] file = "\uFEFF{\"a\":1}\n\n{\"a\":2}\n \n{\"a\":3}\n{\"a\":4}".getBytes(UTF_8);
    List<Seen> whole =
        Reading.inline(new ByteArrayInputStream(file), ReadOptions.defaults()).records();
    for (Seen first : whole) {
      int from = (int) first.contentOffset();
      List<Seen> part = new ArrayList<>();
      PassTotals totals =
          RecordPass.run(
              JsonlSource.part(
                  "part",
                  new ByteArrayInputStream(file, from, file.length - from),
                  from,
                  first.lineNumber(),
                  first.recordIndex()),
              ReadOptions.builder().blockBytes(3).build(),
              record -> part.add(Reading.seen(record)));
      assertThat(part).isEqualTo(whole.subList((int) first.recordIndex(), whole.size()));
      assertThat(totals.bytes()).isEqualTo(file.length - from);
    }
  }

  @Test
  void takesNoByteOrderMarkFromTheStartOfALaterPart() throws IOException {
    List<String> records = new ArrayList<>();
    RecordPass.run(
        JsonlSource.part("part", new ByteArrayInputStream("\uFEFF{}\n".getBytes(UTF_8)), 100, 7, 6),
        ReadOptions.defaults(),
        record -> records.add(new String(record.copyBytes(), UTF_8)));
    assertThat(records).containsExactly("\uFEFF{}");
  }

  @Test
  void looksAtTheWholeFileBeforeAnyRecord() {
    assertThatThrownBy(() -> Reading.of("[\n{},\n{}\n]\n"))
        .isInstanceOf(PreflightException.class)
        .hasMessageStartingWith(Reading.NAME + " is one JSON array");
  }

  private static JsonlSource source(byte[] file) {
    return JsonlSource.stream(Reading.NAME, new ByteArrayInputStream(file));
  }

  private static byte[] numberedRecords(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "{\"n\":%d}\n".formatted(i))
        .collect(Collectors.joining())
        .getBytes(UTF_8);
  }

  /** Takes longer for some blocks than for others, so that they end out of order. */
  private static int slowlyHash(RecordBlock block) {
    int hash = 1;
    for (int i = 0; i < block.recordCount(); i++) {
      for (int at = block.start(i); at < block.end(i); at++) {
        hash = 31 * hash + block.bytes()[at];
      }
    }
    int rounds = Math.floorMod(hash, 5) * 10_000;
    int work = hash;
    for (int i = 0; i < rounds; i++) {
      work = work * 1_664_525 + 1_013_904_223;
    }
    return work == 0 ? 0 : hash;
  }

  private static int awaitInterrupt(CountDownLatch never) {
    try {
      never.await();
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static Set<Thread> judgeThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("preflight-judge-"))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Notices when two threads are in it at once. */
  private static final class ExclusiveJudge implements RecordPass.BlockJudge<Integer> {
    private final Set<Thread> threads;
    private final CountDownLatch allAtWork;
    private boolean inUse;

    ExclusiveJudge(Set<Thread> threads, CountDownLatch allAtWork) {
      this.threads = threads;
      this.allAtWork = allAtWork;
    }

    @Override
    public Integer judge(RecordBlock block) {
      if (inUse) {
        throw new IllegalStateException("one judge on two threads");
      }
      inUse = true;
      if (threads.add(Thread.currentThread())) {
        allAtWork.countDown();
      }
      try {
        allAtWork.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      inUse = false;
      return block.recordCount();
    }
  }

  /** So many bytes of good lines, and then trouble. */
  private static final class FailingStream extends InputStream {
    private static final byte[] LINE = "{\"a\":1}\n".getBytes(UTF_8);

    private final IOException trouble;
    private final int goodBytes;
    private int given;

    FailingStream(int goodBytes, IOException trouble) {
      this.goodBytes = goodBytes;
      this.trouble = trouble;
    }

    @Override
    public int read() throws IOException {
      if (given == goodBytes) {
        throw trouble;
      }
      return LINE[given++ % LINE.length];
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      if (length > 0) {
        buffer[from] = (byte) read();
      }
      return Math.min(length, 1);
    }
  }
}
