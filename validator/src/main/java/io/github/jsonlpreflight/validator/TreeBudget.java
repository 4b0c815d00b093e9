package io.github.jsonlpreflight.validator;

import io.github.jsonlpreflight.jsonl.MemoryShares;
import java.util.concurrent.Semaphore;

/**
 * How many bytes the trees of records may take that are judged by the authority. A tree takes up to
 * some fifty times the bytes of its record, so what it will take is counted while it is built. Safe
 * to share.
 *
 * <p>Each record alone may take the whole budget, so its verdict does not depend on what other
 * threads do; those that might take much wait for each other.
 */
final class TreeBudget {
  /** No byte of a record takes more than this as a part of a tree. */
  private static final int MAX_PER_BYTE = 64;

  private static final int UNIT = 1 << 10;

  private final MemoryShares memory;
  private final long bytes;
  private final long freeBytes;
  private final int units;
  private final Semaphore available;

  /**
   * Makes a budget.
   *
   * @param part how many times more than its tree a record takes while it is checked
   */
  TreeBudget(MemoryShares memory, int threads, int part) {
    this.memory = memory;
    this.bytes = memory.treeBytes() / part;
    this.freeBytes = bytes / (4L * threads);
    this.units = (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes / UNIT));
    this.available = new Semaphore(units, /* fair= */ true);
  }

  /** Returns how many bytes the tree of one record may take. */
  long bytes() {
    return bytes;
  }

  /** Tells whether the tree of a record of this length fits for certain. */
  boolean isAmple(int length) {
    return (long) length * MAX_PER_BYTE <= bytes;
  }

  /** Waits until a record of this length may be judged; returns what to {@link #give} back. */
  int take(int length) {
    long most = (long) length * MAX_PER_BYTE;
    if (most <= freeBytes) {
      return 0;
    }
    int taken = (int) Math.min(units, most / UNIT + 1);
    available.acquireUninterruptibly(taken);
    return taken;
  }

  void give(int taken) {
    if (taken > 0) {
      available.release(taken);
    }
  }

  /**
   * Says of a record that its tree does not fit.
   *
   * @param treeBytes how many bytes it had taken when that was seen
   */
  Violation violation(long length, long treeBytes) {
    long needed = Math.max(treeBytes, Math.min(length * MAX_PER_BYTE, 2 * treeBytes));
    return new Violation(
        null,
        "Record of "
            + length
            + " bytes takes more memory than the "
            + bytes
            + " bytes that "
            + memory.heapInWords()
            + " leaves for judging one; try "
            + MemoryShares.javaOptionToJudge(needed * (memory.treeBytes() / Math.max(1, bytes))),
        "limit",
        "",
        "");
  }
}
