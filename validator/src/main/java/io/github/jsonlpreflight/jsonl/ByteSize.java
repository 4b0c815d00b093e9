package io.github.jsonlpreflight.jsonl;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as users write them: {@code 64MiB} is 64 · 1024², {@code 5MB} is 5 · 1000². */
public final class ByteSize {
  private static final Pattern SIZE =
      Pattern.compile("([0-9]+(?:\\.[0-9]+)?) ?([KMGT]i?)?B?", Pattern.CASE_INSENSITIVE);

  private static final Map<String, Long> UNITS =
      Map.of(
          "", 1L,
          "k", 1_000L,
          "m", 1_000_000L,
          "g", 1_000_000_000L,
          "t", 1_000_000_000_000L,
          "ki", 1L << 10,
          "mi", 1L << 20,
          "gi", 1L << 30,
          "ti", 1L << 40);

  private static final BigDecimal GREATEST = BigDecimal.valueOf(Long.MAX_VALUE);

  private ByteSize() {}

  /**
   * Returns how many bytes a text means.
   *
   * @throws IllegalArgumentException if it is no size
   */
  public static long parse(String text) {
    Matcher matcher = SIZE.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no size; write for instance 1000000, 5MB or 64MiB");
    }
    String unit = matcher.group(2) == null ? "" : matcher.group(2).toLowerCase(Locale.ROOT);
    BigDecimal bytes =
        new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(UNITS.getOrDefault(unit, 1L)));
    try {
      return bytes.longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "'"
              + text
              + (bytes.compareTo(GREATEST) > 0
                  ? "' is too large a size"
                  : "' is no whole number of bytes"));
    }
  }
}
