package io.github.jsonlpreflight.validator.plan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Strict UTF-8 (RFC 3629). Jackson lets overlong forms and code points past U+10FFFF through, and a
 * receiver may read them as something else.
 */
public final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private Utf8() {}

  /** Returns the index of the first byte in {@code [from, to)} that is no UTF-8, or -1. */
  public static int firstInvalid(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      if (i <= to - Long.BYTES && ((long) LONGS.get(bytes, i) & HIGH_BITS) == 0) {
        i += Long.BYTES;
      } else {
        int length = sequenceLength(bytes, i, to);
        if (length == 0) {
          return i;
        }
        i += length;
      }
    }
    return -1;
  }

  /** Returns how many bytes the code point at {@code i} takes, or 0 if there is none. */
  static int sequenceLength(byte[] bytes, int i, int to) {
    int first = bytes[i] & 0xFF;
    if (first < 0x80) {
      return 1;
    }
    // RFC 3629 §4: only the second byte has a range of its own after some first bytes.
    if (first >= 0xC2 && first <= 0xDF) {
      return isBetween(bytes, i + 1, to, 0x80, 0xBF) ? 2 : 0;
    }
    if (first >= 0xE0 && first <= 0xEF) {
      int least = first == 0xE0 ? 0xA0 : 0x80;
      int greatest = first == 0xED ? 0x9F : 0xBF;
      return isBetween(bytes, i + 1, to, least, greatest) && isBetween(bytes, i + 2, to, 0x80, 0xBF)
          ? 3
          : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
      int least = first == 0xF0 ? 0x90 : 0x80;
      int greatest = first == 0xF4 ? 0x8F : 0xBF;
      return isBetween(bytes, i + 1, to, least, greatest)
              && isBetween(bytes, i + 2, to, 0x80, 0xBF)
              && isBetween(bytes, i + 3, to, 0x80, 0xBF)
          ? 4
          : 0;
    }
    return 0;
  }

  private static boolean isBetween(byte[] bytes, int i, int to, int least, int greatest) {
    return i < to && (bytes[i] & 0xFF) >= least && (bytes[i] & 0xFF) <= greatest;
  }
}
