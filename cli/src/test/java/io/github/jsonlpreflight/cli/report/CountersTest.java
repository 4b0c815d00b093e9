package io.github.jsonlpreflight.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws of what counts in flat memory: nothing is lost, and nothing grows. */
final class CountersTest {
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void countsEveryRecordInTheStretchWhereItBegins(long seed) {
    Random random = new Random(seed);
    long bytes = 1 + (random.nextLong() >>> (1 + random.nextInt(62)));
    int records = (int) Math.min(2000, bytes);
    long[] offsets = random.longs(records, 0, bytes).sorted().toArray();
    StripCounter counter = new StripCounter();
    long invalid = 0;
    for (int i = 0; i < records; i++) {
      counter.add(offsets[i], i % 3 == 0, i % 2 == 0);
      invalid += i % 3 == 0 ? 1 : 0;
    }

    Report.Strip strip = counter.toStrip(bytes);

    assertThat(sum(strip.records())).isEqualTo(records);
    assertThat(sum(strip.invalid())).isEqualTo(invalid);
    assertThat(strip.records()).hasSameSizeAs(strip.invalid()).hasSameSizeAs(strip.warned());
    assertThat(strip.records().size()).isLessThanOrEqualTo(StripCounter.STRETCHES);
    if (bytes >= StripCounter.STRETCHES) {
      assertThat(strip.records().size()).isGreaterThanOrEqualTo(StripCounter.STRETCHES / 2);
    }
    assertThat(Long.bitCount(strip.stretchBytes())).isEqualTo(1);
    for (int i = 0; i < strip.records().size(); i++) {
      long from = i * strip.stretchBytes();
      long expected = 0;
      for (long offset : offsets) {
        expected += offset - from >= 0 && offset - from < strip.stretchBytes() ? 1 : 0;
      }
      assertThat(strip.records().get(i)).as("stretch %d", i).isEqualTo(expected);
    }
  }

  @Test
  void hasNoStretchInAnEmptyFile() {
    assertThat(new StripCounter().toStrip(0).records()).isEmpty();
  }

  @Test
  void reachesTheFilesEndWhereNoRecordBeginsThere() {
    StripCounter counter = new StripCounter();
    counter.add(0, true, false);

    Report.Strip strip = counter.toStrip(1 << 20);

    assertThat(strip.records().size() * strip.stretchBytes()).isGreaterThanOrEqualTo(1 << 20);
    assertThat(sum(strip.invalid())).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2047, 2048, 2049, 10_000, 1_000_000})
  void standsForAsManyRecordsAsThereAre(int records) {
    Sampling sampling = new Sampling();
    long sum = 0;
    int taken = 0;
    for (int i = 0; i < records; i++) {
      if (sampling.takesNext()) {
        sum += sampling.weight();
        taken++;
      }
    }
    assertThat(Math.abs(sum - records)).isLessThan(sampling.weight());
    assertThat(taken).isLessThanOrEqualTo(Sampling.STAGE * 10);
    if (records <= Sampling.STAGE) {
      assertThat(taken).isEqualTo(records);
    }
  }

  @Test
  void hasABarForEveryLengthNoWiderThanAQuarter() {
    for (int length : lengths()) {
      int bar = LengthCounter.bar(length);
      long from = LengthCounter.from(bar);
      long to = LengthCounter.from(bar + 1) - 1;
      assertThat((long) length).as("length %d", length).isBetween(from, to);
      assertThat(to - from).as("width at %d", length).isLessThanOrEqualTo(from / 4);
    }
  }

  @Test
  void keepsSumAndEndsOfLengths() {
    LengthCounter counter = new LengthCounter();
    long sum = 0;
    for (int length : lengths()) {
      counter.add(length, 3);
      sum += 3;
    }
    List<Report.LengthBar> bars = counter.bars();
    assertThat(bars.stream().mapToLong(Report.LengthBar::count).sum()).isEqualTo(sum);
    assertThat(counter.shortest()).isZero();
    assertThat(counter.longest()).isEqualTo(Integer.MAX_VALUE);
    for (int i = 1; i < bars.size(); i++) {
      assertThat(bars.get(i).from()).isEqualTo(bars.get(i - 1).to() + 1);
    }
  }

  private static int[] lengths() {
    return new Random(1)
            .ints(5000)
            .map(any -> any >>> (1 + Math.floorMod(any, 31)))
            .boxed()
            .collect(
                () -> new java.util.TreeSet<>(List.of(0, 1, 7, 8, 9, 15, 16, Integer.MAX_VALUE)),
                java.util.TreeSet::add,
                java.util.TreeSet::addAll)
            .stream()
            .mapToInt(Integer::intValue)
            .toArray();
  }

  @Test
  void listsTheFirstAndSomeOfEveryLateRule() {
    FindingList list = new FindingList();
    int taken = 0;
    for (int i = 0; i < 5000; i++) {
      taken += list.takesNext("usual") ? 1 : 0;
    }
    assertThat(taken).isEqualTo(FindingList.MAX_LISTED);
    int late = 0;
    for (int i = 0; i < 5000; i++) {
      late += list.takesNext("late") ? 1 : 0;
    }
    assertThat(late).isEqualTo(FindingList.LISTED_OF_EACH_RULE);
    for (int i = 0; i < 5000; i++) {
      taken += list.takesNext("rule " + i) ? 1 : 0;
    }
    assertThat(taken + late).isEqualTo(FindingList.MAX_LISTED_IN_ALL);
    assertThat(list.more()).isEqualTo(15_000 - FindingList.MAX_LISTED_IN_ALL);
  }

  private static long sum(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
