package io.github.jsonlpreflight.validator.duplicates;

/**
 * How much memory the earlier records of one pass may take, whatever their number.
 *
 * @param tableSlots how many slots of 24 bytes the table may have, a power of two; it holds three
 *     quarters as many digests
 * @param filterWords how many words of 64 bits the filter has that stands in front of the disk
 */
public record MemoryBudget(int tableSlots, int filterWords) {
  private static final int TABLE_SHARE = 8;
  private static final int FILTER_SHARE = 4;

  /** From here on a larger heap makes no difference: several passes may share it. */
  private static final long GREATEST_HEAP = 512L << 20;

  /** Where even a table this small is too much for the heap, nothing else fits into it either. */
  private static final int LEAST_SLOTS = 1024;

  private static final int LEAST_WORDS = 1024;

  /** Returns a budget of at most three eighths of a heap, and of 192 MiB. */
  public static MemoryBudget ofHeap(long maxHeapBytes) {
    long heap = Math.min(maxHeapBytes, GREATEST_HEAP);
    long slots = Math.max(LEAST_SLOTS, heap / TABLE_SHARE / DigestTable.SLOT_BYTES);
    long words = Math.max(LEAST_WORDS, heap / FILTER_SHARE / Long.BYTES);
    return new MemoryBudget(Math.toIntExact(Long.highestOneBit(slots)), Math.toIntExact(words));
  }
}
