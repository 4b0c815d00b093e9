package io.github.jsonlpreflight.validator.duplicates;

import java.io.IOException;
import java.util.Arrays;

/**
 * A hash table of digests and lines in one array. A digest's first bits name its slot, and those
 * that meet stand one behind the other in order; so the whole table is in order at any time, and
 * growing it or writing it out is one walk from its start to its end.
 */
final class DigestTable {
  static final int LEAST_SLOTS = 2;

  private static final int FIRST_SLOTS = 1024;

  /** Behind the last slot, for the digests that meet there: nothing goes round to the start. */
  private static final int SPARE_SLOTS = 64;

  private static final int HIGH = 0;
  private static final int LOW = 1;
  private static final int LINE = 2;
  private static final int CELLS = 3;

  /** What a slot takes. */
  static final int SLOT_BYTES = CELLS * Long.BYTES;

  private final int maxSlots;
  private int slots;

  /** The high half, the low half and the line of each slot; a line of 0 is an empty slot. */
  private long[] cells;

  private int size;

  /**
   * Makes an empty table.
   *
   * @param maxSlots how far it may grow, a power of two from {@value #LEAST_SLOTS} on
   */
  DigestTable(int maxSlots) {
    if (maxSlots < LEAST_SLOTS || Integer.bitCount(maxSlots) != 1) {
      throw new IllegalArgumentException("maxSlots is " + maxSlots + "; it is a power of two");
    }
    this.maxSlots = maxSlots;
    this.slots = Math.min(FIRST_SLOTS, maxSlots);
    this.cells = cellsFor(slots);
  }

  int size() {
    return size;
  }

  /** Returns the line that stands with a digest, or 0 if it is not here. */
  long find(long high, long low) {
    int at = placeOf(high, low);
    return at < cells.length && holds(at, high, low) ? cells[at + LINE] : 0;
  }

  /**
   * Adds a digest that is not here.
   *
   * @return false if there is no room for it
   */
  boolean add(long high, long low, long line) {
    boolean hasRoom = size < slots / 4 * 3 || size == 0 || grow();
    return hasRoom && (insert(high, low, line) || (grow() && insert(high, low, line)));
  }

  private boolean insert(long high, long low, long line) {
    int at = placeOf(high, low);
    int gap = at;
    while (gap < cells.length && cells[gap + LINE] != 0) {
      gap += CELLS;
    }
    if (gap >= cells.length) {
      return false;
    }
    System.arraycopy(cells, at, cells, at + CELLS, gap - at);
    set(cells, at, high, low, line);
    size++;
    return true;
  }

  /** Returns where a digest stands, or would have to. */
  private int placeOf(long high, long low) {
    int at = home(high, slots);
    while (at < cells.length
        && cells[at + LINE] != 0
        && DigestOrder.compare(cells[at + HIGH], cells[at + LOW], high, low) < 0) {
      at += CELLS;
    }
    return at;
  }

  private boolean holds(int at, long high, long low) {
    return cells[at + LINE] != 0 && cells[at + HIGH] == high && cells[at + LOW] == low;
  }

  private boolean grow() {
    if (slots == maxSlots) {
      return false;
    }
    int more = 2 * slots;
    long[] larger = cellsFor(more);
    int next = 0;
    for (int at = 0; at < cells.length; at += CELLS) {
      if (cells[at + LINE] != 0) {
        next = Math.max(next, home(cells[at + HIGH], more));
        if (next >= larger.length) {
          return false; // more meet at the end than there are spare slots
        }
        set(larger, next, cells[at + HIGH], cells[at + LOW], cells[at + LINE]);
        next += CELLS;
      }
    }
    cells = larger;
    slots = more;
    return true;
  }

  /** Hands over all digests, in order. */
  void forEach(Taker taker) throws IOException {
    for (int at = 0; at < cells.length; at += CELLS) {
      if (cells[at + LINE] != 0) {
        taker.take(cells[at + HIGH], cells[at + LOW], cells[at + LINE]);
      }
    }
  }

  void clear() {
    Arrays.fill(cells, 0);
    size = 0;
  }

  private static int home(long high, int slots) {
    return (int) (high >>> (Long.SIZE - Integer.numberOfTrailingZeros(slots))) * CELLS;
  }

  private static void set(long[] cells, int at, long high, long low, long line) {
    cells[at + HIGH] = high;
    cells[at + LOW] = low;
    cells[at + LINE] = line;
  }

  private static long[] cellsFor(int slots) {
    return new long[Math.multiplyExact(Math.addExact(slots, SPARE_SLOTS), CELLS)];
  }

  /** Receives digests and their lines. */
  @FunctionalInterface
  interface Taker {
    void take(long high, long low, long line) throws IOException;
  }
}
