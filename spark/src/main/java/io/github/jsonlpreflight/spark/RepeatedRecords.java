package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.validator.EarlierParts;
import io.github.jsonlpreflight.validator.Policy;
import io.github.jsonlpreflight.validator.ValidationSummary;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Finds the records that repeat one of a split in front, for {@link Policy#DUPLICATE_RECORD}.
 *
 * <p>Each split of a file that has several is judged once more, and says the digest and the line of
 * each record that repeats none of the split's own. Where all of them are in order by digest, what
 * stands behind another of the same digest repeats it; it goes to the task that judges its split,
 * in the order of its lines. Spark keeps both orders on disk where they are too long for memory. A
 * digest has at most one row for each split, so no data puts all of the work on one task.
 *
 * <p>Rows are arrays of numbers, which every {@code spark.serializer} can send.
 */
final class RepeatedRecords {
  /** Where the digest's first half stands in a row of a digest. */
  private static final int DIGEST = 1;

  /** Where the split's index stands in a row of what is repeated. */
  private static final int SPLIT = 0;

  private RepeatedRecords() {}

  /** Any order will do that keeps equal digests together, and their lines in order. */
  private enum InOrder implements Comparator<long[]>, Serializable {
    OF_NUMBERS;

    @Override
    public int compare(long[] one, long[] other) {
      return Arrays.compare(one, other);
    }
  }

  /**
   * Returns the splits with what they repeat of each other, which is found out when a job needs it
   * and kept for those that follow.
   *
   * @param rules what records are judged by, or null if they are not
   */
  static JavaRDD<JudgedSplit> beside(List<Split> splits, @Nullable Rules rules, Cluster cluster) {
    JavaRDD<Split> all = cluster.rdd(splits).toJavaRDD();
    List<Split> compared = splits.stream().filter(Split::isPartOfMore).toList();
    if (rules == null || !rules.compareRecords() || compared.isEmpty()) {
      return all.map(split -> new JudgedSplit(split, (high, low, line) -> 0));
    }
    JavaPairRDD<long[], Long> repetitions =
        digests(compared, rules, cluster)
            .repartitionAndSortWithinPartitions(
                new ByNumber(DIGEST, tasks(compared, cluster)), InOrder.OF_NUMBERS)
            .mapPartitionsToPair(Repetitions::new)
            .repartitionAndSortWithinPartitions(
                new ByNumber(SPLIT, splits.size()), InOrder.OF_NUMBERS);
    return all.zipPartitions(
        repetitions,
        (only, ofSplit) -> {
          Split split = only.next();
          EarlierParts before = new EarlierSplits(split.file(), ofSplit);
          return List.of(new JudgedSplit(split, before)).iterator();
        });
  }

  /** Returns a row for each digest of each split: file, digest, line; and the split. */
  private static JavaPairRDD<long[], Integer> digests(
      List<Split> compared, Rules rules, Cluster cluster) {
    Broadcast<SerializableConfiguration> conf = cluster.sentConf();
    return cluster
        .rdd(compared)
        .toJavaRDD()
        .mapPartitionsToPair(only -> digests(only.next(), rules, conf.value().value()));
  }

  private static Iterator<Tuple2<long[], Integer>> digests(
      Split split, Rules rules, Configuration conf) {
    var validator = rules.validator();
    return PushedIterator.<Tuple2<long[], Integer>, ValidationSummary>ofTask(
        split,
        sink ->
            split.read(
                conf,
                source ->
                    validator.validate(
                        source,
                        (high, low, line) -> {
                          long[] row = {split.fileIndex(), high, low, line};
                          sink.accept(new Tuple2<>(row, split.index()));
                          return 0;
                        },
                        (record, verdict) -> true)),
        summary -> {});
  }

  /** A task may take as much as a split of the usual size hands out, however small splits are. */
  private static int tasks(List<Split> compared, Cluster cluster) {
    long bytes = compared.stream().mapToLong(split -> split.to() - split.from()).sum();
    long usual = bytes / SparkOptions.DEFAULT_SPLIT_BYTES;
    return Math.toIntExact(Math.max(usual, cluster.context().defaultParallelism()));
  }

  /** Returns the line of a record that repeats another. */
  static long line(Tuple2<long[], Long> repetition) {
    return repetition._1()[1];
  }

  /** Sends a row to the task that one of its numbers says. */
  private static final class ByNumber extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int place;
    private final int tasks;

    ByNumber(int place, int tasks) {
      this.place = place;
      this.tasks = tasks;
    }

    @Override
    public int numPartitions() {
      return tasks;
    }

    @Override
    public int getPartition(Object key) {
      return Math.floorMod(((long[]) key)[place], tasks);
    }
  }

  /** Makes of digests in their order rows of what is repeated: split, line; and the first line. */
  private static final class Repetitions implements Iterator<Tuple2<long[], Long>> {
    private static final int LINE = 3;

    private final Iterator<Tuple2<long[], Integer>> digests;
    private long[] first = {};
    private @Nullable Tuple2<long[], Long> next;

    Repetitions(Iterator<Tuple2<long[], Integer>> digests) {
      this.digests = digests;
    }

    @Override
    public boolean hasNext() {
      while (next == null && digests.hasNext()) {
        Tuple2<long[], Integer> digest = digests.next();
        long[] row = digest._1();
        if (first.length > 0 && Arrays.equals(row, 0, LINE, first, 0, LINE)) {
          next = new Tuple2<>(new long[] {digest._2(), row[LINE]}, first[LINE]);
        } else {
          first = row;
        }
      }
      return next != null;
    }

    @Override
    public Tuple2<long[], Long> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Tuple2<long[], Long> repetition = Objects.requireNonNull(next);
      next = null;
      return repetition;
    }
  }
}
