package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.jsonl.PassTotals;
import io.github.jsonlpreflight.jsonl.RecordScan;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The first job: how many lines and records each split has, so that those behind it know where they
 * begin. Files of a single split need it not.
 */
final class SplitCounts {
  private SplitCounts() {}

  /**
   * What a split holds.
   *
   * @param lines physical lines
   * @param records what of them is not blank
   */
  private record Count(long lines, long records) implements Serializable {}

  /** Returns the splits, each with the line and the record that it begins with. */
  static List<Split> place(List<Split> splits, Reading reading, Cluster cluster) {
    List<Split> counted = splits.stream().filter(SplitCounts::isPartOfMore).toList();
    if (counted.isEmpty()) {
      return splits;
    }
    List<Count> counts =
        cluster.run(
            "Preflight: count lines",
            counted,
            (split, conf) ->
                split.read(
                    conf,
                    source -> {
                      PassTotals totals = RecordScan.count(source, reading.ofThisTask());
                      return new Count(totals.lines(), totals.records());
                    }));
    return startingBehindEachOther(splits, counted, counts);
  }

  private static boolean isPartOfMore(Split split) {
    return split.from() > 0 || split.to() < split.file().length();
  }

  private static List<Split> startingBehindEachOther(
      List<Split> splits, List<Split> counted, List<Count> counts) {
    List<Split> placed = new ArrayList<>(splits);
    long line = 1;
    long record = 0;
    for (int i = 0; i < counted.size(); i++) {
      Split split = counted.get(i);
      if (split.from() == 0) {
        line = 1;
        record = 0;
      }
      placed.set(split.index(), split.startingAt(line, record));
      line += counts.get(i).lines();
      record += counts.get(i).records();
    }
    return placed;
  }
}
