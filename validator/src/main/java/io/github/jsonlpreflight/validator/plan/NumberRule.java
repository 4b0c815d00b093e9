package io.github.jsonlpreflight.validator.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What a schema asks of numbers. Judges the number that a scan has just read, exactly or not at
 * all.
 */
final class NumberRule {
  /** A number that is small has no greater scale than it has digits. */
  private static final int SCALES = Scan.MAX_LONG_DIGITS + 1;

  private final @Nullable BigDecimal minimum;
  private final boolean minimumIsExclusive;
  private final @Nullable BigDecimal maximum;
  private final boolean maximumIsExclusive;
  private final @Nullable BigDecimal multipleOf;

  // By scale, the least and the greatest number that is in bounds, as multiples of 10^-scale.
  private final long[] least = new long[SCALES];
  private final long[] greatest = new long[SCALES];

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
    for (int scale = 0; scale < SCALES; scale++) {
      least[scale] = minimum == null ? Long.MIN_VALUE : least(minimum, minimumIsExclusive, scale);
      greatest[scale] =
          maximum == null ? Long.MAX_VALUE : -least(maximum.negate(), maximumIsExclusive, scale);
    }
  }

  /** Returns the least multiple of {@code 10^-scale} that is not below a bound. */
  private static long least(BigDecimal bound, boolean isExclusive, int scale) {
    long integerDigits = (long) bound.precision() - bound.scale() + scale;
    if (bound.signum() != 0 && integerDigits > Scan.MAX_LONG_DIGITS) {
      return bound.signum() * Long.MAX_VALUE; // past all numbers that are small
    }
    if (bound.signum() != 0 && integerDigits <= 0) {
      return bound.signum() > 0 ? 1 : 0; // a fraction, maybe one with a million zeros
    }
    BigDecimal shifted = bound.scaleByPowerOfTen(scale);
    BigDecimal ceiling = shifted.setScale(0, RoundingMode.CEILING);
    boolean isPast = isExclusive && ceiling.compareTo(shifted) == 0;
    return ceiling.longValueExact() + (isPast ? 1 : 0);
  }

  int judge(Scan scan) {
    if (!scan.numberIsSmall()) {
      return judge(scan.numberValue());
    }
    long value = scan.numberUnscaled();
    int scale = scan.numberScale();
    boolean fits =
        value >= least[scale]
            && value <= greatest[scale]
            && (multipleOf == null || isMultiple(scan.numberValue()));
    return fits ? Verdict.VALID : Verdict.INVALID;
  }

  private int judge(BigDecimal value) {
    boolean fits =
        (minimum == null || value.compareTo(minimum) >= (minimumIsExclusive ? 1 : 0))
            && (maximum == null || value.compareTo(maximum) <= (maximumIsExclusive ? -1 : 0))
            && isMultiple(value);
    return fits ? Verdict.VALID : Verdict.INVALID;
  }

  private boolean isMultiple(BigDecimal value) {
    return multipleOf == null || value.remainder(multipleOf).signum() == 0;
  }
}
