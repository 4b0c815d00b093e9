package io.github.jsonlpreflight.validator;

/**
 * Counts how much memory the tree of a record takes while it is built, on a Java with compressed
 * references. One serves one record.
 */
final class TreeWeight {
  private static final int ARRAY_BYTES = 64;
  private static final int OBJECT_BYTES = 160;

  /** The name, its entries in the object and in Jackson's table of names, and the reference. */
  private static final int MEMBER_BYTES = 170;

  private static final int TEXT_BYTES = 80;
  private static final int NUMBER_BYTES = 120;

  /** A reference to a value that all trees share; one more while an array grows, and some room. */
  private static final int REFERENCE_BYTES = 24;

  private static final int CHARACTER_BYTES = 2;

  /** Jackson holds a text up to three times while it reads it. */
  private static final int BYTES_PER_TEXT_BYTE_BEING_READ = 5;

  private final byte[] bytes;
  private final int from;
  private final int to;
  private final long max;
  private long taken;

  /**
   * Makes the count for the record in {@code [from, to)}.
   *
   * @param max how many bytes its tree may take
   */
  TreeWeight(byte[] bytes, int from, int to, long max) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.max = max;
  }

  void array() {
    add(ARRAY_BYTES);
  }

  void object() {
    add(OBJECT_BYTES);
  }

  void member(String name) {
    add(MEMBER_BYTES + CHARACTER_BYTES * name.length());
  }

  void shared() {
    add(REFERENCE_BYTES);
  }

  void number(String digits) {
    add(NUMBER_BYTES + CHARACTER_BYTES * digits.length());
  }

  void text(String text) {
    add(TEXT_BYTES + CHARACTER_BYTES * (long) text.length());
  }

  /** Tells whether every text of the record can be read, however much of it it is. */
  boolean hasRoomForAnyText() {
    return needed(to - from) <= max - taken;
  }

  /**
   * Makes sure that there is memory to read a text.
   *
   * @param offset where in the record its opening quote stands, or -1 if that is not known
   */
  void beforeText(long offset) {
    int length = offset < 0 ? to - from : lengthOfText(from + (int) offset + 1);
    if (needed(length) > max - taken) {
      throw new RecordParser.TreeTooLargeException(taken + needed(length));
    }
  }

  private int lengthOfText(int start) {
    int at = start;
    while (at < to && bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return Math.min(at, to) - start;
  }

  private static long needed(int textBytes) {
    return (long) BYTES_PER_TEXT_BYTE_BEING_READ * textBytes;
  }

  private void add(long more) {
    taken += more;
    if (taken > max) {
      throw new RecordParser.TreeTooLargeException(taken);
    }
  }
}
