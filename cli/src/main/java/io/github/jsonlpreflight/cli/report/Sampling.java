package io.github.jsonlpreflight.cli.report;

/**
 * Takes every record while there are few, then every second, every fourth and so on: the cost grows
 * with the logarithm of how many there are. Each taken one stands for as many as its {@link
 * #weight()} says, so that sums stay right.
 */
final class Sampling {
  /** So many are taken before the next ones have to stand for twice as many. */
  static final int STAGE = 2048;

  private long weight = 1;
  private int taken;
  private long toSkip;

  /** Tells whether to take the next record. */
  boolean takesNext() {
    if (toSkip > 0) {
      toSkip--;
      return false;
    }
    if (taken == STAGE) {
      taken = 0;
      weight *= 2;
    }
    taken++;
    toSkip = weight - 1;
    return true;
  }

  /** Returns how many records the one that was taken last stands for. */
  long weight() {
    return weight;
  }
}
