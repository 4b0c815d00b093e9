package io.github.jsonlpreflight.validator.plan;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a schema asks of strings. Judges the string that a scan has just read. */
final class StringRule {
  private final int minLength;
  private final int maxLength;
  private final @Nullable TextTest shape;
  private final @Nullable Predicate<String> pattern;
  private final @Nullable TextTest usualFormat;
  private final @Nullable Predicate<String> format;

  /**
   * Makes a rule.
   *
   * @param minLength in code points
   * @param maxLength in code points
   * @param shape what can be seen of the pattern in the bytes, or null
   * @param pattern the pattern, or null
   * @param usualFormat what has the usual form of the format, or null
   * @param format the format, or null
   */
  StringRule(
      int minLength,
      int maxLength,
      @Nullable TextTest shape,
      @Nullable Predicate<String> pattern,
      @Nullable TextTest usualFormat,
      @Nullable Predicate<String> format) {
    this.minLength = minLength;
    this.maxLength = maxLength;
    this.shape = shape;
    this.pattern = pattern;
    this.usualFormat = usualFormat;
    this.format = format;
  }

  int judge(Scan scan) {
    int length = scan.textCodePoints();
    if (length < minLength || length > maxLength) {
      return Verdict.INVALID;
    }
    if (pattern != null && !fitsShape(scan) && !pattern.test(scan.text())) {
      return Verdict.INVALID;
    }
    if (format != null && !isUsual(scan) && !format.test(scan.text())) {
      return Verdict.INVALID;
    }
    return Verdict.VALID;
  }

  private boolean isUsual(Scan scan) {
    return usualFormat != null && scan.fits(usualFormat);
  }

  private boolean fitsShape(Scan scan) {
    return shape != null && scan.textIsPlainAscii() && scan.fits(shape);
  }
}
