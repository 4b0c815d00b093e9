package io.github.jsonlpreflight.validator.plan;

import static io.github.jsonlpreflight.validator.plan.EightBytes.LONGS;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * How the objects that one rule judges were written so far. Records of a file mostly have the same
 * properties, in the same order and spelling, so what parts two values is compared with what stood
 * there last time, in one go: the comma, the next property's name, the colon and the space about
 * them. It is a memory only: what it does not know is read the long way, with the same result.
 *
 * <p>It also has a number for each property, for those that the schema names and, as far as there
 * is room, for those that only the records have. One layout serves one scan.
 */
final class Layout {
  /** Stands for the property before the first one of an object. */
  static final int START = 0;

  /** What stands here is not what stood here last time. */
  static final int UNFAMILIAR = -1;

  /** The object ends here. */
  static final int CLOSED = -2;

  /** What stands here is not known. */
  static final int UNREADABLE = -3;

  /** No property may have the name that stands here. */
  static final int FORBIDDEN = -4;

  /** So many properties that no schema names are numbered at least: as many as fit its words. */
  private static final int MIN_LEARNED = 16;

  /** Longer spaces between two values are always read the long way. */
  private static final int MAX_SEAM = 32;

  private static final int SEAM_WORDS = MAX_SEAM / Long.BYTES;

  /** Where the order changes all the time, learning it anew each time would only cost. */
  private static final int GREATEST_PATIENCE = 64;

  /** No name of a record is this, since it is no UTF-8. */
  private static final byte[] NEVER_WRITTEN = {(byte) 0xFF};

  private static final long HASH_FACTOR = 0x9E37_79B9_7F4A_7C15L;

  private final ObjectRule rule;

  // By property; the one behind all others stands for those that have no number.
  private final byte[][] names;
  private final Node[] nodes;
  private final boolean[] nameIsJudged;
  private final int unnumbered;
  private int count = 1; // START is none

  // A hash table of properties; START where there is none.
  private final int[] slots;
  private final int slotShift;

  // By property: what stood behind its value last time, and the property that followed.
  private final long[] seams;
  private final int[] seamLengths;
  private final int[] followers;
  private final int[] misses;
  private final int[] patience;

  Layout(ObjectRule rule) {
    this.rule = rule;
    List<ObjectRule.Property> properties = rule.properties();
    unnumbered = (properties.size() + MIN_LEARNED) | (Long.SIZE - 1);
    names = new byte[unnumbered][];
    nodes = new Node[unnumbered + 1];
    nameIsJudged = new boolean[unnumbered + 1];
    slotShift = Integer.numberOfLeadingZeros(unnumbered) - 2; // at most a quarter is taken
    slots = new int[1 << (Integer.SIZE - slotShift)];
    seams = new long[(unnumbered + 1) * SEAM_WORDS];
    seamLengths = new int[unnumbered + 1];
    followers = new int[unnumbered + 1];
    Arrays.fill(followers, UNFAMILIAR);
    misses = new int[unnumbered + 1];
    patience = new int[unnumbered + 1];
    for (ObjectRule.Property property : properties) {
      add(utf8(property.name()), rule.nodeFor(property));
    }
  }

  private static byte[] utf8(String name) {
    boolean hasHalfPair =
        name.codePoints()
            .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    return hasHalfPair ? NEVER_WRITTEN : name.getBytes(StandardCharsets.UTF_8);
  }

  private int add(byte[] name, Node node) {
    names[count] = name;
    nodes[count] = node;
    int slot = slot(hash(name, 0, name.length));
    while (slots[slot] != START) {
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = count;
    return count++;
  }

  /** Returns for how many times 64 properties there are numbers. */
  int seenWords() {
    return (unnumbered >>> 6) + 1;
  }

  boolean isNumbered(int property) {
    return property != unnumbered;
  }

  /** Returns the schema of the property that was read last. */
  Node node(int property) {
    return nodes[property];
  }

  /**
   * Reads what stands between the value of a property and the next value, if it is what stood there
   * last time.
   *
   * @return the next property, or {@link #UNFAMILIAR}
   */
  int readFamiliar(Scan scan, int previous) {
    byte[] b = scan.bytes;
    int at = scan.at;
    int length = seamLengths[previous];
    int first = previous * SEAM_WORDS;
    long difference = (long) LONGS.get(b, at) ^ seams[first];
    if (length < Long.BYTES) {
      difference <<= Long.SIZE - (length << 3);
    } else if (length <= 2 * Long.BYTES) {
      difference |= (long) LONGS.get(b, at + length - Long.BYTES) ^ seams[first + 1];
    } else {
      difference |=
          ((long) LONGS.get(b, at + Long.BYTES) ^ seams[first + 1])
              | ((long) LONGS.get(b, at + length - 2 * Long.BYTES) ^ seams[first + 2])
              | ((long) LONGS.get(b, at + length - Long.BYTES) ^ seams[first + 3]);
    }
    if (difference != 0) {
      return UNFAMILIAR;
    }
    scan.at = at + length;
    return followers[previous];
  }

  /** Remembers what stood between two values. */
  private void learn(int previous, byte[] b, int from, int to, int next) {
    int length = to - from;
    if (length > MAX_SEAM || ++misses[previous] < patience[previous]) {
      return;
    }
    misses[previous] = 0;
    patience[previous] = Math.min(2 * patience[previous] + 1, GREATEST_PATIENCE);
    seamLengths[previous] = length;
    followers[previous] = next;
    int first = previous * SEAM_WORDS;
    seams[first] = (long) LONGS.get(b, from);
    if (length > 2 * Long.BYTES) {
      seams[first + 1] = (long) LONGS.get(b, from + Long.BYTES);
      seams[first + 2] = (long) LONGS.get(b, to - 2 * Long.BYTES);
      seams[first + 3] = (long) LONGS.get(b, to - Long.BYTES);
    } else if (length >= Long.BYTES) {
      seams[first + 1] = (long) LONGS.get(b, to - Long.BYTES);
    }
  }

  /**
   * Reads what stands between the value of a property and the next value.
   *
   * @param since the names of this object that have no numbers
   * @return the next property, {@link #CLOSED}, {@link #FORBIDDEN} or {@link #UNREADABLE}
   */
  int read(Scan scan, int previous, int since) {
    int from = scan.at;
    int first = scan.next();
    if (first == '}') {
      return CLOSED;
    }
    if (previous != START) {
      if (first != ',') {
        return UNREADABLE;
      }
      scan.at++;
      scan.next();
    }
    int nameStart = scan.at;
    if (!scan.name()) {
      return UNREADABLE;
    }
    int property = find(scan, since);
    if (property < 0) {
      return property;
    }
    if (!nameIsJudged[property]) {
      int verdict = rule.judgeName(scan, nameStart);
      if (verdict != Verdict.VALID) {
        return verdict == Verdict.INVALID ? FORBIDDEN : UNREADABLE;
      }
      nameIsJudged[property] = isNumbered(property);
    }
    if (!scan.colon()) {
      return UNREADABLE;
    }
    if (isNumbered(property)) {
      learn(previous, scan.bytes, from, scan.at, property);
    }
    return property;
  }

  /** Returns the property whose name was read last, or {@link #UNREADABLE}. */
  private int find(Scan scan, int since) {
    byte[] b = scan.bytes;
    int from = scan.textStart;
    int to = scan.textEnd;
    if (!scan.textHasNoEscapes()) {
      b = scan.text().getBytes(StandardCharsets.UTF_8);
      from = 0;
      to = b.length;
    }
    for (int slot = slot(hash(b, from, to));
        slots[slot] != START;
        slot = (slot + 1) & (slots.length - 1)) {
      byte[] name = names[slots[slot]];
      if (Arrays.equals(name, 0, name.length, b, from, to)) {
        return slots[slot];
      }
    }
    if (count < unnumbered) {
      byte[] name = Arrays.copyOfRange(b, from, to);
      return add(name, rule.nodeFor(new String(name, StandardCharsets.UTF_8)));
    }
    if (!scan.isNewName(since)) {
      return UNREADABLE;
    }
    nodes[unnumbered] = rule.nodeFor(scan.text());
    return unnumbered;
  }

  private int slot(int hash) {
    return hash >>> slotShift;
  }

  private static int hash(byte[] b, int from, int to) {
    int length = to - from;
    long mixed = length;
    if (length >= Long.BYTES) {
      mixed += (long) LONGS.get(b, from) + 31 * (long) LONGS.get(b, to - Long.BYTES);
    } else {
      for (int i = from; i < to; i++) {
        mixed = (mixed << Byte.SIZE) | (b[i] & 0xFF);
      }
    }
    return (int) ((mixed * HASH_FACTOR) >>> Integer.SIZE);
  }
}
