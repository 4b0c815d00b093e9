package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.jsonl.PassTotals;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.jsonl.RecordScan;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

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
  record Count(long lines, long records) implements Serializable {
    static Count of(Split split, ReadOptions options, Configuration conf) throws IOException {
      PassTotals totals = split.read(conf, source -> RecordScan.count(source, options));
      return new Count(totals.lines(), totals.records());
    }
  }

  /** Counts what splits hold, each for itself, in whatever order. */
  @FunctionalInterface
  interface Counting {
    /** Returns the counts in the order of the splits. */
    List<Count> of(List<Split> splits) throws IOException;
  }

  /** Returns the splits, each with the line and the record that it begins with. */
  static List<Split> place(List<Split> splits, Reading reading, Cluster cluster)
      throws IOException {
    return place(
        splits,
        counted ->
            cluster.run(
                "Preflight: count lines",
                counted,
                (split, conf) -> Count.of(split, reading.ofThisTask(), conf)));
  }

  /** Returns the same, whoever counts. */
  static List<Split> place(List<Split> splits, Counting counting) throws IOException {
    List<Split> counted = splits.stream().filter(Split::isPartOfMore).toList();
    return counted.isEmpty()
        ? splits
        : startingBehindEachOther(splits, counted, counting.of(counted));
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
