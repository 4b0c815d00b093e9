package io.github.jsonlpreflight.validator.duplicates;

/**
 * A Bloom filter: says of a digest that it was never added, or that it may have been. Of a fixed
 * size, so it is wrong more often the more it holds; that costs time, never a mistake.
 */
final class DigestFilter {
  /** Best for some four bits a digest, when it matters most. */
  private static final int PROBES = 3;

  private final long[] words;
  private final long bits;

  DigestFilter(int words) {
    this.words = new long[words];
    this.bits = (long) words * Long.SIZE;
  }

  void add(long high, long low) {
    for (int i = 0; i < PROBES; i++) {
      long bit = bit(high, low, i);
      words[word(bit)] |= 1L << bit;
    }
  }

  boolean mayHold(long high, long low) {
    for (int i = 0; i < PROBES; i++) {
      long bit = bit(high, low, i);
      if ((words[word(bit)] & 1L << bit) == 0) {
        return false;
      }
    }
    return true;
  }

  /** The digest is as good as random, so sums of its halves are as good as more hashes. */
  private long bit(long high, long low, int probe) {
    long hash = low + probe * (high | 1);
    return Math.multiplyHigh(hash >>> 1, bits << 1);
  }

  private static int word(long bit) {
    return (int) (bit / Long.SIZE);
  }
}
