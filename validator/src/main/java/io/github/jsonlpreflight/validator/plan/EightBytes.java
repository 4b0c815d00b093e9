package io.github.jsonlpreflight.validator.plan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes of an array as one word, the first of them lowest: what is scanned at a time. */
final class EightBytes {
  /** Reads a word. */
  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Reads half a word. */
  static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** The number 1 in each byte; a multiple has another number in each. */
  static final long ONES = 0x0101_0101_0101_0101L;

  /** The highest bit of each byte. */
  static final long HIGH_BITS = ONES << 7;

  private EightBytes() {}
}
