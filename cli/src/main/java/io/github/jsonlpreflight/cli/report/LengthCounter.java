package io.github.jsonlpreflight.cli.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts lengths exactly up to 8, and beyond in four bars for each doubling: a bar is no wider than
 * a quarter of what it begins at, and any length has one.
 */
public final class LengthCounter {
  private static final int EXACT = 8;
  private static final int BARS_IN_A_DOUBLING = 4;

  /** Lengths are ints. */
  private static final int BARS = EXACT + (31 - 3) * BARS_IN_A_DOUBLING;

  private final long[] counts = new long[BARS];
  private int shortest = Integer.MAX_VALUE;
  private int longest;

  void add(int length, long weight) {
    counts[bar(length)] += weight;
    shortest = Math.min(shortest, length);
    longest = Math.max(longest, length);
  }

  int shortest() {
    return shortest;
  }

  int longest() {
    return longest;
  }

  /** Returns the bar that a length is counted in. */
  public static int bar(int length) {
    if (length < EXACT) {
      return length;
    }
    int doubling = 31 - Integer.numberOfLeadingZeros(length); // 3 for 8 to 15
    int quarter = (length >>> (doubling - 2)) & 3;
    return EXACT + (doubling - 3) * BARS_IN_A_DOUBLING + quarter;
  }

  /** Returns the least length in a bar. */
  public static long from(int bar) {
    if (bar < EXACT) {
      return bar;
    }
    int doubling = 3 + (bar - EXACT) / BARS_IN_A_DOUBLING;
    int quarter = (bar - EXACT) % BARS_IN_A_DOUBLING;
    return (4L + quarter) << (doubling - 2);
  }

  /** Returns the bars from the first to the last that has a count, the empty ones between too. */
  List<Report.LengthBar> bars() {
    int first = 0;
    int last = BARS - 1;
    while (first < BARS && counts[first] == 0) {
      first++;
    }
    while (last >= 0 && counts[last] == 0) {
      last--;
    }
    List<Report.LengthBar> bars = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      bars.add(new Report.LengthBar(from(i), from(i + 1) - 1, counts[i]));
    }
    return bars;
  }
}
