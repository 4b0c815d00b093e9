package io.github.jsonlpreflight.validator.plan;

import java.util.Arrays;

/**
 * Tells whether the elements of an array all differ. Equal values have the same hash however they
 * are spelt: with their members in another order, with escapes, with zeros at a number's end. So
 * values with different hashes differ for certain, and of others it is not known. Reads only what a
 * scan has read to its end before. One serves one thread, again and again.
 */
final class DistinctValues {
  /** With more elements, whether they differ is not known. */
  static final int MAX_ELEMENTS = 1_024;

  private static final long TRUE = 0x9E37_79B9_7F4A_7C15L;
  private static final long FALSE = 0xC2B2_AE3D_27D4_EB4FL;
  private static final long NULL = 0x1656_67B1_9E37_79F9L;
  private static final long ZERO = 0x27D4_EB2F_1656_67C5L;
  private static final long STRING = 0x1B87_3593_85EB_CA77L;
  private static final long ARRAY = 0x52DC_E729_38B3_4CA5L;
  private static final long OBJECT = 0x4CF5_AD43_2745_937FL;
  private static final long PRIME = 0x0000_0100_0000_01B3L;

  /** Twice as many places as elements; 0 stands for none. */
  private final long[] seen = new long[2 * MAX_ELEMENTS];

  private byte[] bytes = new byte[0];
  private int at;

  /**
   * Tells whether the elements of the array that begins at {@code start} differ for certain.
   *
   * @param count how many there are
   */
  boolean differ(byte[] bytes, int start, int count) {
    if (count > MAX_ELEMENTS) {
      return false;
    }
    this.bytes = bytes;
    at = start + 1;
    Arrays.fill(seen, 0);
    for (int i = 0; i < count; i++) {
      skipTo();
      if (!isNew(value())) {
        return false;
      }
    }
    return true;
  }

  private boolean isNew(long hash) {
    long key = hash == 0 ? 1 : hash;
    int place = (int) (key >>> 32) & (seen.length - 1);
    while (seen[place] != 0) {
      if (seen[place] == key) {
        return false;
      }
      place = (place + 1) & (seen.length - 1);
    }
    seen[place] = key;
    return true;
  }

  /** Moves to the next value, name or end, past what parts it from the last one. */
  private byte skipTo() {
    while (bytes[at] <= ' ' || bytes[at] == ',' || bytes[at] == ':') {
      at++;
    }
    return bytes[at];
  }

  private long value() {
    return switch (bytes[at]) {
      case '"' -> string();
      case '{' -> object();
      case '[' -> array();
      case 't' -> word(4, TRUE);
      case 'f' -> word(5, FALSE);
      case 'n' -> word(4, NULL);
      default -> number();
    };
  }

  private long word(int length, long hash) {
    at += length;
    return hash;
  }

  private long array() {
    long hash = ARRAY;
    at++;
    while (skipTo() != ']') {
      hash = mixed(hash * PRIME + value());
    }
    at++;
    return hash;
  }

  private long object() {
    long hash = OBJECT;
    at++;
    while (skipTo() != '}') {
      long name = string();
      skipTo();
      hash += mixed(name * PRIME ^ value()); // a sum: their order is nothing
    }
    at++;
    return mixed(hash);
  }

  private long string() {
    long hash = STRING;
    int i = at + 1;
    while (bytes[i] != '"') {
      if (bytes[i] != '\\') {
        hash = (hash ^ bytes[i++]) * PRIME;
      } else if (bytes[i + 1] == 'u') {
        int unit = hex4(i + 2);
        i += 6;
        if (Character.isHighSurrogate((char) unit)) {
          unit = Character.toCodePoint((char) unit, (char) hex4(i + 2));
          i += 6;
        }
        hash = utf8(hash, unit);
      } else {
        hash = (hash ^ Scan.simpleEscape(bytes[i + 1])) * PRIME;
        i += 2;
      }
    }
    at = i + 1;
    return mixed(hash);
  }

  private int hex4(int from) {
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      value = value << 4 | Character.digit(bytes[i], 16);
    }
    return value;
  }

  /** Goes on with the bytes of a code point in UTF-8. */
  private static long utf8(long hash, int c) {
    if (c < 0x80) {
      return (hash ^ c) * PRIME;
    }
    int continued = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    int lead = (0xFF00 >> (continued + 1)) & 0xFF;
    long longer = (hash ^ (byte) (lead | c >> (6 * continued))) * PRIME;
    for (int left = continued - 1; left >= 0; left--) {
      longer = (longer ^ (byte) (0x80 | (c >> (6 * left) & 0x3F))) * PRIME;
    }
    return longer;
  }

  /**
   * Hashes a number, behind which the array goes on, by its digits, without zeros at either end,
   * and the place of its point.
   */
  private long number() {
    boolean negative = bytes[at] == '-';
    int i = negative ? at + 1 : at;
    long hash = 0;
    int scale = 0;
    int zeros = 0;
    boolean fraction = false;
    boolean begun = false;
    for (; isDigit(i) || bytes[i] == '.'; i++) {
      if (bytes[i] == '.') {
        fraction = true;
        continue;
      }
      scale += fraction ? 1 : 0;
      if (bytes[i] == '0') {
        zeros += begun ? 1 : 0;
      } else {
        for (; zeros > 0; zeros--) {
          hash = (hash ^ '0') * PRIME;
        }
        hash = (hash ^ bytes[i]) * PRIME;
        begun = true;
      }
    }
    int exponent = exponent(i);
    if (!begun) {
      return ZERO;
    }
    long power = (long) exponent - scale + zeros;
    return mixed(mixed(hash + (negative ? 1 : 0)) + power * PRIME);
  }

  /** Reads the exponent that may stand there, and moves to the end of the number. */
  private int exponent(int from) {
    at = from;
    if ((bytes[from] | 0x20) != 'e') {
      return 0;
    }
    int i = from + 1;
    boolean negative = bytes[i] == '-';
    i += negative || bytes[i] == '+' ? 1 : 0;
    int exponent = 0;
    for (; isDigit(i); i++) {
      exponent = exponent * 10 + (bytes[i] - '0'); // a scan lets no more than a few digits pass
    }
    at = i;
    return negative ? -exponent : exponent;
  }

  private boolean isDigit(int i) {
    return bytes[i] >= '0' && bytes[i] <= '9';
  }

  /** Lets every bit depend on every other one (the last steps of MurmurHash3). */
  private static long mixed(long hash) {
    long mixed = hash;
    mixed = (mixed ^ mixed >>> 33) * 0xFF51_AFD7_ED55_8CCDL;
    mixed = (mixed ^ mixed >>> 33) * 0xC4CE_B9FE_1A85_EC53L;
    return mixed ^ mixed >>> 33;
  }
}
