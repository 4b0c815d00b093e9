package io.github.jsonlpreflight.validator.duplicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jsonlpreflight.testkit.Seeded;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a map that keeps everything, under budgets so small that nearly everything spills. */
class EarlierRecordsTest {
  @TempDir private Path folder;

  static Stream<Seeded> seeds() {
    return Seeded.seeds(200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void findsTheFirstLineOfEveryDigest(Seeded random) throws IOException {
    MemoryBudget memory =
        new MemoryBudget(2 << random.between(0, 11), random.oneOf(List.of(1, 2, 7, 64, 1024)));
    Digests digests = new Digests(random);
    Map<Digest, Long> oracle = new HashMap<>();
    try (EarlierRecords earlier = new EarlierRecords(memory, folder)) {
      int records = random.between(0, 3_000);
      for (long line = 1; line <= records; line += random.between(1, 3)) {
        Digest digest = digests.next();
        Long first = oracle.putIfAbsent(digest, line);
        long found = firstLine(earlier, digest, line);
        if (found != (first == null ? 0 : first)) {
          throw new AssertionError(
              "line %d, %s, %s: %d, not %s".formatted(line, digest, memory, found, first));
        }
      }
    }
    assertThat(Temporary.filesIn(folder)).isEmpty();
    assertThat(Temporary.openIn(folder)).isEmpty();
  }

  /** Enough for runs of many windows, where a digest is looked for by guessing. */
  @ParameterizedTest
  @ValueSource(ints = {64, 1024, 65_536})
  void findsThemAmongMany(int slots) throws IOException {
    int count = Math.min(200_000, 500 * slots);
    try (EarlierRecords earlier = new EarlierRecords(new MemoryBudget(slots, 256), folder)) {
      for (int round = 0; round < 2; round++) {
        Seeded random = Seeded.of(slots);
        for (long line = 1; line <= count; line++) {
          Digest digest = Digest.spread(random);
          long found = firstLine(earlier, digest, line);
          if (found != (round == 0 ? 0 : line)) {
            throw new AssertionError("line %d in round %d: %d".formatted(line, round, found));
          }
        }
      }
    }
    assertThat(Temporary.openIn(folder)).isEmpty();
  }

  @Test
  void leavesNoNameInTheFolderWhileItIsInUse() throws IOException {
    try (EarlierRecords earlier = new EarlierRecords(new MemoryBudget(2, 1), folder)) {
      fill(earlier, 10);
      assertThat(Temporary.openIn(folder)).isNotEmpty();
      assertThat(Temporary.filesIn(folder)).isEmpty();
    }
    assertThat(Temporary.openIn(folder)).isEmpty();
  }

  @Test
  void touchesNoDiskWhileThereIsMemory() throws IOException {
    Path nowhere = folder.resolve("missing");
    try (EarlierRecords earlier = new EarlierRecords(new MemoryBudget(1024, 1), nowhere)) {
      fill(earlier, 700);
    }
  }

  @Test
  void namesTheFolderThatCannotBeUsed() throws IOException {
    Path nowhere = folder.resolve("missing");
    try (EarlierRecords earlier = new EarlierRecords(new MemoryBudget(2, 1), nowhere)) {
      assertThatThrownBy(() -> fill(earlier, 100))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Cannot keep in " + nowhere)
          .hasMessageContaining("java.io.tmpdir");
    }
  }

  @Test
  void endsWithAnInterruptAndFreesItsFiles() throws IOException {
    try (EarlierRecords earlier = new EarlierRecords(new MemoryBudget(2, 1), folder)) {
      fill(earlier, 100);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> fill(earlier, 100)).isInstanceOf(ClosedByInterruptException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(Temporary.openIn(folder)).isEmpty();
    assertThat(Temporary.filesIn(folder)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 64L << 20, 512L << 20, 8L << 30, Long.MAX_VALUE})
  void staysWithinItsShareOfAHeap(long heap) {
    MemoryBudget memory = MemoryBudget.ofHeap(heap);
    long bytes = 24L * memory.tableSlots() + 8L * memory.filterWords();
    assertThat(bytes).isLessThanOrEqualTo(Math.max(32 << 10, Math.min(heap / 8 * 3, 192L << 20)));
    assertThat(Integer.bitCount(memory.tableSlots())).isEqualTo(1);
  }

  /** Returns the line of the first record with a digest, or 0 where that is this one. */
  private static long firstLine(EarlierRecords earlier, Digest digest, long line)
      throws IOException {
    long found = earlier.find(digest.high(), digest.low());
    if (found == 0) {
      earlier.add(digest.high(), digest.low(), line);
    }
    return found;
  }

  private static void fill(EarlierRecords earlier, int count) throws IOException {
    Seeded random = Seeded.of(count);
    for (long line = 1; line <= count; line++) {
      Digest digest = Digest.spread(random);
      firstLine(earlier, digest, line);
    }
  }

  private record Digest(long high, long low) {
    static Digest spread(Seeded random) {
      return new Digest(random.anyLong(), random.anyLong());
    }
  }

  /** Digests as they come, and such as never would: many of the same first bits, or few in all. */
  private static final class Digests {
    private final Seeded random;
    private final long highMask;
    private final long highBits;
    private final long lowMask;

    Digests(Seeded random) {
      this.random = random;
      this.highMask = random.oneOf(List.of(-1L, 0xFFFL << 52, 0xFFL, 0x7L << 61, 0L));
      this.highBits = random.oneOf(List.of(0L, 0L, -1L, Long.MIN_VALUE)) & ~highMask;
      this.lowMask = random.oneOf(List.of(-1L, 0xFFFL, 0x3FL << 58, 0L));
    }

    Digest next() {
      return new Digest((random.anyLong() & highMask) | highBits, random.anyLong() & lowMask);
    }
  }
}
