package io.github.jsonlpreflight.jsonl;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Searches bytes eight at a time: finding line ends is work done for every byte of every file. */
final class ByteScan {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long NEWLINES = ONES * '\n';

  private ByteScan() {}

  /** Returns the index of the first newline in {@code [from, to)}, or -1. */
  static int indexOfNewline(byte[] bytes, int from, int to) {
    int i = from;
    for (; i <= to - Long.BYTES; i += Long.BYTES) {
      long difference = (long) LONGS.get(bytes, i) ^ NEWLINES;
      // A byte that is zero borrows into its high bit; the lowest such bit is exact.
      long zeroBytes = (difference - ONES) & ~difference & HIGH_BITS;
      if (zeroBytes != 0) {
        return i + (Long.numberOfTrailingZeros(zeroBytes) >>> 3);
      }
    }
    for (; i < to; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Returns the index of the last newline in {@code [from, to)}, or -1. */
  static int lastIndexOfNewline(byte[] bytes, int from, int to) {
    for (int i = to - 1; i >= from; i--) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Tells whether {@code [from, to)} holds nothing but JSON's white space (RFC 8259 §2). */
  static boolean isBlank(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return false;
      }
    }
    return true;
  }

  /** Tells whether {@code [from, to)} begins with a UTF-8 byte-order mark. */
  static boolean startsWithByteOrderMark(byte[] bytes, int from, int to) {
    return to - from >= RecordBlock.BYTE_ORDER_MARK_LENGTH
        && bytes[from] == (byte) 0xEF
        && bytes[from + 1] == (byte) 0xBB
        && bytes[from + 2] == (byte) 0xBF;
  }
}
