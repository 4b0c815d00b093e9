package io.github.jsonlpreflight.validator.plan;

import static io.github.jsonlpreflight.validator.plan.EightBytes.HIGH_BITS;
import static io.github.jsonlpreflight.validator.plan.EightBytes.INTS;
import static io.github.jsonlpreflight.validator.plan.EightBytes.LONGS;
import static io.github.jsonlpreflight.validator.plan.EightBytes.ONES;

import java.util.Arrays;

/**
 * Strict UTF-8 (RFC 3629). Jackson lets overlong forms and code points past U+10FFFF through, and a
 * receiver may read them as something else.
 */
public final class Utf8 {
  /** What every byte of a sequence but the first is, in its two highest bits. */
  private static final int CONTINUATIONS = 0x8080_8080;

  /** Those two bits of the bytes behind the first one, for sequences of 0 to 4 bytes. */
  private static final int[] CONTINUATION_BITS = {0, 0, 0xC000, 0xC0_C000, 0xC0C0_C000};

  /** For each first byte, the length and the least and greatest second byte, a byte each. */
  private static final int[] SEQUENCES = sequences();

  private Utf8() {}

  private static int[] sequences() {
    int[] sequences = new int[0x100];
    Arrays.fill(sequences, 0x00, 0x80, sequence(1, 0, 0xFF));
    Arrays.fill(sequences, 0xC2, 0xE0, sequence(2, 0x80, 0xBF));
    Arrays.fill(sequences, 0xE0, 0xF0, sequence(3, 0x80, 0xBF));
    Arrays.fill(sequences, 0xF0, 0xF5, sequence(4, 0x80, 0xBF));
    // RFC 3629 §4: no longer form than need be, no surrogates, nothing past U+10FFFF.
    sequences[0xE0] = sequence(3, 0xA0, 0xBF);
    sequences[0xED] = sequence(3, 0x80, 0x9F);
    sequences[0xF0] = sequence(4, 0x90, 0xBF);
    sequences[0xF4] = sequence(4, 0x80, 0x8F);
    return sequences;
  }

  private static int sequence(int length, int leastSecond, int greatestSecond) {
    return length | leastSecond << 8 | greatestSecond << 16;
  }

  /** Returns the index of the first byte in {@code [from, to)} that is no UTF-8, or -1. */
  public static int firstInvalid(byte[] bytes, int from, int to) {
    int i = from;
    int sequence = from; // no sequence goes on from before here
    long awaited = 0;
    while (i <= to - Long.BYTES) {
      long word = (long) LONGS.get(bytes, i);
      i += Long.BYTES;
      if (((word & HIGH_BITS) | awaited) != 0) {
        if (hasIntricateLead(word) || continuations(word) != (awaited | awaitedWithin(word))) {
          while (sequence < i) {
            int length = sequenceLength(bytes, sequence, to);
            if (length == 0) {
              return sequence;
            }
            sequence += length;
          }
          i = sequence;
          awaited = 0;
          continue;
        }
        awaited = awaitedBehind(word);
      }
      if (awaited == 0) {
        sequence = i;
      }
    }
    while (sequence < to) {
      int length = sequenceLength(bytes, sequence, to);
      if (length == 0) {
        return sequence;
      }
      sequence += length;
    }
    return -1;
  }

  private static int sequenceLength(byte[] bytes, int i, int to) {
    if (i <= to - Integer.BYTES) {
      return sequenceLength(bytes, i);
    }
    byte[] last = Arrays.copyOf(Arrays.copyOfRange(bytes, i, to), Integer.BYTES);
    return sequenceLength(last, 0); // what was added continues nothing
  }

  /**
   * Returns how many bytes the code point at {@code i} takes, or 0 if there is none. Four bytes are
   * read, whatever they are.
   */
  static int sequenceLength(byte[] bytes, int i) {
    int word = (int) INTS.get(bytes, i);
    int sequence = SEQUENCES[word & 0xFF];
    int length = sequence & 0xFF;
    int second = word >>> 8 & 0xFF;
    boolean fits =
        ((word ^ CONTINUATIONS) & CONTINUATION_BITS[length]) == 0
            && second >= (sequence >>> 8 & 0xFF)
            && second <= sequence >>> 16;
    return fits ? length : 0;
  }

  // Eight bytes at a time, in the order of their places from the lowest on. A set of bytes is a
  // word with the highest bit of each.

  /** Returns the bytes that continue a sequence. */
  static long continuations(long word) {
    return word & ~(word << 1) & HIGH_BITS;
  }

  private static long leads(long word) {
    return word & word << 1 & HIGH_BITS;
  }

  /** Returns the bytes that must continue what begins in this word, if nothing intricate does. */
  static long awaitedWithin(long word) {
    long leads = leads(word);
    return leads << 8 | (leads & word << 2) << 16;
  }

  /** Returns the bytes of the next word that must continue what begins in this one. */
  static long awaitedBehind(long word) {
    long leads = leads(word);
    return leads >>> 56 | (leads & word << 2) >>> 48;
  }

  /**
   * Tells whether a word has a first byte that only some bytes may follow, or none at all, or that
   * begins a sequence of four. Some others are taken for such too.
   */
  static boolean hasIntricateLead(long word) {
    long leads = leads(word);
    long four = word << 2 & word << 3;
    long nearC0OrE0 = ~((word & ONES * 0x1E) + ONES * 0x7F);
    long nearED = ~(((word & ONES * 0x1F) ^ ONES * 0x0D) + ONES * 0x7F);
    return (leads & (four | nearC0OrE0 | nearED)) != 0;
  }

  /**
   * Reads on to {@code to}, or to the end of the sequence that stands there.
   *
   * @param awaited the bytes from {@code from} on that must continue what began before
   * @return where that is, or -1 if there is something else before
   */
  static int endOfSequences(byte[] bytes, int from, int to, long awaited) {
    int i = from;
    for (long left = awaited; left != 0; left >>>= Byte.SIZE) {
      if ((bytes[i++] & 0xC0) != 0x80) {
        return -1;
      }
    }
    while (i < to) {
      int length = sequenceLength(bytes, i);
      if (length == 0) {
        return -1;
      }
      i += length;
    }
    return i;
  }

  /** Counts the bytes that continue a sequence. */
  static int continuations(byte[] bytes, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += (bytes[i] & 0xC0) == 0x80 ? 1 : 0;
    }
    return count;
  }
}
