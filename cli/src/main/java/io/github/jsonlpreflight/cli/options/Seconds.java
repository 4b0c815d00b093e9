package io.github.jsonlpreflight.cli.options;

import java.math.BigDecimal;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time in seconds, fractions allowed. */
final class Seconds implements ITypeConverter<Duration> {
  private static final BigDecimal LEAST = new BigDecimal("0.001");
  private static final BigDecimal GREATEST = new BigDecimal(7 * 24 * 60 * 60);

  @Override
  public Duration convert(String text) {
    BigDecimal seconds;
    try {
      seconds = new BigDecimal(text.strip());
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          "'" + text + "' is no number of seconds; write for instance 3 or 0.5");
    }
    if (seconds.compareTo(LEAST) < 0 || seconds.compareTo(GREATEST) > 0) {
      throw new TypeConversionException(
          "'" + text + "' is out of range: it goes from " + LEAST + " to " + GREATEST + " seconds");
    }
    return Duration.ofNanos(seconds.movePointRight(9).longValue());
  }

  /** Returns a time as it is written on a command line. */
  static String format(Duration time) {
    return BigDecimal.valueOf(time.toNanos(), 9).stripTrailingZeros().toPlainString();
  }
}
