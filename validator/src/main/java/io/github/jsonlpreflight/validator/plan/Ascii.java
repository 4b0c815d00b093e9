package io.github.jsonlpreflight.validator.plan;

/** A set of ASCII characters, as bytes. Immutable. */
final class Ascii {
  static final Ascii DIGITS = of("0123456789");
  static final Ascii LETTERS = of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
  static final Ascii LETTERS_AND_DIGITS = LETTERS.or(DIGITS);
  static final Ascii HEX_DIGITS = DIGITS.or(of("abcdefABCDEF"));

  private final long low;
  private final long high;

  private Ascii(long low, long high) {
    this.low = low;
    this.high = high;
  }

  static Ascii of(String characters) {
    long low = 0;
    long high = 0;
    for (int i = 0; i < characters.length(); i++) {
      char c = characters.charAt(i);
      if (c < 64) {
        low |= 1L << c;
      } else {
        high |= 1L << (c - 64);
      }
    }
    return new Ascii(low, high);
  }

  Ascii or(Ascii other) {
    return new Ascii(low | other.low, high | other.high);
  }

  Ascii not() {
    return new Ascii(~low, ~high);
  }

  boolean overlaps(Ascii other) {
    return (low & other.low) != 0 || (high & other.high) != 0;
  }

  boolean has(byte b) {
    // A byte beyond ASCII is negative; shifts look at the last six bits only.
    return b >= 0 && ((b < 64 ? low : high) >>> b & 1) != 0;
  }

  /** Returns the first place in {@code [from, to)} whose byte is not in the set, or the end. */
  int skip(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && has(bytes[i])) {
      i++;
    }
    return i;
  }
}
