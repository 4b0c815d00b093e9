package io.github.jsonlpreflight.cli.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts records along a file whose length nobody knows beforehand: whenever the file turns out to
 * be longer than the stretches reach, two neighbours become one. Memory is the same for any length.
 */
final class StripCounter {
  /** Even; between half of it and all are in use at the end of any file that is not tiny. */
  static final int STRETCHES = 240;

  private final long[] records = new long[STRETCHES];
  private final long[] invalid = new long[STRETCHES];
  private final long[] warned = new long[STRETCHES];
  private int shift;

  void add(long byteOffset, boolean isInvalid, boolean isWarned) {
    while (byteOffset >>> shift >= STRETCHES) {
      widen();
    }
    int at = (int) (byteOffset >>> shift);
    records[at]++;
    if (isInvalid) {
      invalid[at]++;
    } else if (isWarned) {
      warned[at]++;
    }
  }

  private void widen() {
    fold(records);
    fold(invalid);
    fold(warned);
    shift++;
  }

  private static void fold(long[] counts) {
    for (int i = 0; i < STRETCHES / 2; i++) {
      counts[i] = counts[2 * i] + counts[2 * i + 1];
    }
    for (int i = STRETCHES / 2; i < STRETCHES; i++) {
      counts[i] = 0;
    }
  }

  /** Returns the counts of a source of so many bytes. */
  Report.Strip toStrip(long bytes) {
    while (bytes > (long) STRETCHES << shift) {
      widen(); // what no record begins in, as behind a long one, is a part of the file too
    }
    int used = (int) ((bytes + (1L << shift) - 1) >>> shift);
    return new Report.Strip(
        1L << shift, first(used, records), first(used, invalid), first(used, warned));
  }

  private static List<Long> first(int count, long[] values) {
    List<Long> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(values[i]);
    }
    return list;
  }
}
