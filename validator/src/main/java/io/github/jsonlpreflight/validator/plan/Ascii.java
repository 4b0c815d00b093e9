package io.github.jsonlpreflight.validator.plan;

/** A set of ASCII characters, as bytes. Immutable. */
final class Ascii {
  static final Ascii DIGITS = of("0123456789");
  static final Ascii LETTERS = of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
  static final Ascii LETTERS_AND_DIGITS = LETTERS.or(DIGITS);
  static final Ascii HEX_DIGITS = DIGITS.or(of("abcdefABCDEF"));

  private static final int SIZE = 0x80;

  /** By unsigned byte, so that none is out of bounds. */
  private final boolean[] members;

  private Ascii(boolean[] members) {
    this.members = members;
  }

  static Ascii of(String characters) {
    boolean[] members = new boolean[2 * SIZE];
    for (int i = 0; i < characters.length(); i++) {
      if (characters.charAt(i) >= SIZE) {
        throw new IllegalArgumentException("not ASCII: " + characters);
      }
      members[characters.charAt(i)] = true;
    }
    return new Ascii(members);
  }

  Ascii or(Ascii other) {
    boolean[] either = members.clone();
    for (int i = 0; i < SIZE; i++) {
      either[i] |= other.members[i];
    }
    return new Ascii(either);
  }

  Ascii not() {
    boolean[] others = new boolean[2 * SIZE];
    for (int i = 0; i < SIZE; i++) {
      others[i] = !members[i];
    }
    return new Ascii(others);
  }

  boolean overlaps(Ascii other) {
    for (int i = 0; i < SIZE; i++) {
      if (members[i] && other.members[i]) {
        return true;
      }
    }
    return false;
  }

  boolean has(byte b) {
    return members[b & 0xFF];
  }

  /** Returns the first place in {@code [from, to)} whose byte is not in the set, or the end. */
  int skip(byte[] bytes, int from, int to) {
    boolean[] set = members;
    int i = from;
    while (i < to && set[bytes[i] & 0xFF]) {
      i++;
    }
    return i;
  }
}
