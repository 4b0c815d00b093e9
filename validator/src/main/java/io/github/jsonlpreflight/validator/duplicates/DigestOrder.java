package io.github.jsonlpreflight.validator.duplicates;

/** The order of digests, as 128-bit numbers without a sign. */
final class DigestOrder {
  private DigestOrder() {}

  static int compare(long high, long low, long otherHigh, long otherLow) {
    int order = Long.compareUnsigned(high, otherHigh);
    return order != 0 ? order : Long.compareUnsigned(low, otherLow);
  }
}
