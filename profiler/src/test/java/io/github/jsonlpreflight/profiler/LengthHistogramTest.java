package io.github.jsonlpreflight.profiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LengthHistogramTest {
  @Test
  void bucketsFollowEachOtherWithoutGaps() {
    long next = 0;
    for (int bucket = 0; next < Integer.MAX_VALUE; bucket++) {
      assertThat(LengthHistogram.bucket((int) next)).isEqualTo(bucket);
      long greatest = LengthHistogram.greatest(bucket);
      assertThat(LengthHistogram.bucket((int) greatest)).isEqualTo(bucket);
      assertThat(greatest - next).isLessThanOrEqualTo(next / 64);
      next = greatest + 1;
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void percentilesAreOffByTheStatedErrorAtMostAndMergingChangesNothing(long seed) {
    Random random = new Random(seed);
    int[] lengths = new int[1 + random.nextInt(2000)];
    LengthHistogram whole = new LengthHistogram();
    LengthHistogram[] parts = {new LengthHistogram(), new LengthHistogram()};
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = random.nextInt(1 << random.nextInt(1, 26));
      whole.add(lengths[i]);
      parts[random.nextInt(2)].add(lengths[i]);
    }
    parts[0].merge(parts[1]);
    Arrays.sort(lengths);
    Lengths found = whole.toLengths();
    assertThat(parts[0].toLengths()).isEqualTo(found);
    assertThat(found.min()).isEqualTo(lengths[0]);
    assertThat(found.max()).isEqualTo(lengths[lengths.length - 1]);
    assertNear(found.median(), lengths, 50);
    assertNear(found.p95(), lengths, 95);
    assertNear(found.p99(), lengths, 99);
  }

  private static void assertNear(long found, int[] sorted, int percent) {
    long exact = sorted[(int) ((sorted.length * (long) percent + 99) / 100) - 1];
    assertThat(found).isBetween(exact, exact + exact / 64);
  }
}
