package io.github.jsonlpreflight.profiler;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The least and the greatest of numbers, exactly. */
final class NumberRange {
  private @Nullable BigDecimal min;
  private @Nullable BigDecimal max;
  private double nearMin = Double.POSITIVE_INFINITY;
  private double nearMax = Double.NEGATIVE_INFINITY;

  /**
   * Adds a number.
   *
   * @param near the nearest 64-bit float: rounding keeps the order, so what lies between the bounds
   *     as floats lies between them exactly, and most numbers need not be looked at more closely
   */
  void add(double near, String text) {
    if (near > nearMin && near < nearMax) {
      return;
    }
    try {
      add(new BigDecimal(text));
    } catch (NumberFormatException e) {
      // Its exponent is beyond 32 bits: no reader of JSON holds it either.
    }
  }

  private void add(BigDecimal number) {
    if (min == null || number.compareTo(min) < 0) {
      min = number;
      nearMin = number.doubleValue();
    }
    if (max == null || number.compareTo(max) > 0) {
      max = number;
      nearMax = number.doubleValue();
    }
  }

  void merge(NumberRange other) {
    if (other.min != null) {
      add(other.min);
    }
    if (other.max != null) {
      add(other.max);
    }
  }

  /** Returns the least number, written shortly and the same however it stood, or null. */
  @Nullable String min() {
    return min == null ? null : written(min);
  }

  /** Returns the greatest number, as {@link #min()}. */
  @Nullable String max() {
    return max == null ? null : written(max);
  }

  private static String written(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    return Math.abs((long) plain.scale()) <= 20 ? plain.toPlainString() : plain.toString();
  }
}
