package io.github.jsonlpreflight.spark;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.util.AccumulatorV2;

/**
 * What was found in each split, once: who reads a split again, because a task was lost, ran twice,
 * or its result was needed a second time, finds the same and says it in the same place.
 */
final class SplitTotals extends AccumulatorV2<SplitSummary, Map<Integer, SplitSummary>> {
  private static final long serialVersionUID = 1L;

  private final TreeMap<Integer, SplitSummary> bySplit = new TreeMap<>();

  @Override
  public synchronized boolean isZero() {
    return bySplit.isEmpty();
  }

  @Override
  public synchronized SplitTotals copy() {
    SplitTotals copy = new SplitTotals();
    copy.bySplit.putAll(bySplit);
    return copy;
  }

  @Override
  public synchronized void reset() {
    bySplit.clear();
  }

  @Override
  public synchronized void add(SplitSummary summary) {
    bySplit.put(summary.split(), summary);
  }

  @Override
  public synchronized void merge(AccumulatorV2<SplitSummary, Map<Integer, SplitSummary>> other) {
    bySplit.putAll(other.value());
  }

  @Override
  public synchronized Map<Integer, SplitSummary> value() {
    return Map.copyOf(bySplit);
  }
}
