package io.github.jsonlpreflight.validator.plan;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a schema asks of strings. Judges the string that a scan has just read. */
final class StringRule {
  /** The authority checks some formats by recursion, and gives up on long texts. */
  private static final int MAX_FORMATTED_LENGTH = 2_000;

  private final int minLength;
  private final int maxLength;
  private final @Nullable TextTest shape;
  private final @Nullable Predicate<String> pattern;
  private final @Nullable TextTest format;

  /**
   * Makes a rule.
   *
   * @param minLength in code points
   * @param maxLength in code points
   * @param shape what can be seen of the pattern in the bytes, or null
   * @param pattern the pattern, or null
   * @param format a format, or null
   */
  StringRule(
      int minLength,
      int maxLength,
      @Nullable TextTest shape,
      @Nullable Predicate<String> pattern,
      @Nullable TextTest format) {
    this.minLength = minLength;
    this.maxLength = maxLength;
    this.shape = shape;
    this.pattern = pattern;
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
    if (format != null && (length > MAX_FORMATTED_LENGTH || !scan.fits(format))) {
      return Verdict.UNKNOWN;
    }
    return Verdict.VALID;
  }

  private boolean fitsShape(Scan scan) {
    return shape != null && scan.textIsPlainAscii() && scan.fits(shape);
  }
}
