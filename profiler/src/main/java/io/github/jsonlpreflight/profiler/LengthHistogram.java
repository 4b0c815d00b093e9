package io.github.jsonlpreflight.profiler;

import java.util.Arrays;

/**
 * Counts lengths in buckets: each length below {@value #EXACT} has its own, and from there on each
 * power of two is cut into {@value #PARTS}. So the error is bounded, and what it says does not
 * depend on any order, which a sketch of quantiles would.
 */
final class LengthHistogram {
  private static final int PARTS_BITS = 6;
  private static final int PARTS = 1 << PARTS_BITS;
  private static final int EXACT = 2 * PARTS;

  private long[] counts = new long[32];
  private long total;
  private int min = Integer.MAX_VALUE;
  private int max;

  void add(int length) {
    count(bucket(length), 1);
    total++;
    min = Math.min(min, length);
    max = Math.max(max, length);
  }

  void merge(LengthHistogram other) {
    for (int i = other.counts.length - 1; i >= 0; i--) {
      if (other.counts[i] > 0) {
        count(i, other.counts[i]);
      }
    }
    total += other.total;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
  }

  private void count(int bucket, long n) {
    if (bucket >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(bucket + 1, 2 * counts.length));
    }
    counts[bucket] += n;
  }

  /** Returns what it says of at least one length. */
  Lengths toLengths() {
    return new Lengths(min, percentile(50), percentile(95), percentile(99), max);
  }

  /** Returns the greatest length of the bucket in which so many of a hundred are reached. */
  private long percentile(int percent) {
    long rank = total - total * (100 - percent) / 100; // rounded up
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return Math.min(max, greatest(i));
      }
    }
    return max;
  }

  static int bucket(int length) {
    if (length < EXACT) {
      return length;
    }
    int shift = 31 - Integer.numberOfLeadingZeros(length) - PARTS_BITS;
    return (shift << PARTS_BITS) + (length >>> shift);
  }

  static long greatest(int bucket) {
    if (bucket < EXACT) {
      return bucket;
    }
    int shift = (bucket >>> PARTS_BITS) - 1;
    long part = bucket - ((long) shift << PARTS_BITS);
    return ((part + 1) << shift) - 1;
  }
}
