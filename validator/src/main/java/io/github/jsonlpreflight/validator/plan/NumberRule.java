package io.github.jsonlpreflight.validator.plan;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a schema asks of numbers. Judges the number that a scan has just read, exactly or not at
 * all.
 */
final class NumberRule {
  private final @Nullable BigDecimal minimum;
  private final boolean minimumIsExclusive;
  private final @Nullable BigDecimal maximum;
  private final boolean maximumIsExclusive;
  private final @Nullable BigDecimal multipleOf;

  // The bounds for integers, which most numbers and bounds are: both inclusive.
  private final boolean boundsAreLongs;
  private final long leastLong;
  private final long greatestLong;

  NumberRule(
      @Nullable BigDecimal minimum,
      boolean minimumIsExclusive,
      @Nullable BigDecimal maximum,
      boolean maximumIsExclusive,
      @Nullable BigDecimal multipleOf) {
    this.minimum = minimum;
    this.minimumIsExclusive = minimumIsExclusive;
    this.maximum = maximum;
    this.maximumIsExclusive = maximumIsExclusive;
    this.multipleOf = multipleOf;
    this.boundsAreLongs = isSmallInteger(minimum) && isSmallInteger(maximum);
    this.leastLong =
        boundsAreLongs && minimum != null
            ? minimum.longValueExact() + (minimumIsExclusive ? 1 : 0)
            : Long.MIN_VALUE;
    this.greatestLong =
        boundsAreLongs && maximum != null
            ? maximum.longValueExact() - (maximumIsExclusive ? 1 : 0)
            : Long.MAX_VALUE;
  }

  private static boolean isSmallInteger(@Nullable BigDecimal bound) {
    return bound == null
        || (bound.precision() - bound.scale() <= 18 && bound.stripTrailingZeros().scale() <= 0);
  }

  int judge(Scan scan) {
    if (boundsAreLongs && multipleOf == null && scan.numberIsInteger() && scan.numberIsSmall()) {
      long value = scan.numberUnscaled();
      return value >= leastLong && value <= greatestLong ? Verdict.VALID : Verdict.INVALID;
    }
    BigDecimal value = scan.numberValue();
    if (minimum != null && isPast(minimum.compareTo(value), minimumIsExclusive)) {
      return Verdict.INVALID;
    }
    if (maximum != null && isPast(value.compareTo(maximum), maximumIsExclusive)) {
      return Verdict.INVALID;
    }
    return multipleOf == null || value.remainder(multipleOf).signum() == 0
        ? Verdict.VALID
        : Verdict.INVALID;
  }

  private static boolean isPast(int comparison, boolean exclusive) {
    return exclusive ? comparison >= 0 : comparison > 0;
  }
}
