package io.github.jsonlpreflight.jsonl;

/**
 * How Java's heap is shared out, so that no record, however monstrous, is the end of the process.
 * Whatever grows with a record has a share; what does not fit into it gets a verdict instead.
 *
 * <p>The shares follow from the heap's limit alone, never from what happens to be free: the same
 * file gets the same verdicts whatever the threads do. Where a heap is larger than some 400 MiB, a
 * record of {@link ReadOptions#DEFAULT_MAX_RECORD_BYTES} fits.
 *
 * @param heapBytes how large the heap may become
 */
public record MemoryShares(long heapBytes) {
  /** What the program takes whatever it reads: classes, schema, plan, buffers of the output. */
  private static final long PROGRAM_BYTES = 24L << 20;

  private static final int BLOCKS_PART = 3;

  /** A block that grows is held twice for a moment, which together has to fit the blocks' share. */
  private static final int RECORD_PART = 5;

  private static final int FINDINGS_PART = 24;

  private static final int MIN_FINDINGS_BYTES_PER_BLOCK = 64 << 10;
  private static final int MAX_FINDINGS_BYTES_PER_BLOCK = 8 << 20;

  private static final long MIB = 1L << 20;

  /** Java's own count of its heap leaves out a part that only the collector uses. */
  private static final double HEAP_PER_COUNTED = 1.05;

  /** Returns the shares of this process's heap. */
  public static MemoryShares ofThisProcess() {
    return new MemoryShares(Runtime.getRuntime().maxMemory());
  }

  private long usable() {
    return Math.max(heapBytes - PROGRAM_BYTES, heapBytes / 4);
  }

  /** Returns how long a record may be so that it can be held, in bytes. */
  long recordBytes() {
    return Math.max(1, usable() / RECORD_PART);
  }

  /** Returns how many bytes all blocks in flight may take. */
  long blocksBytes() {
    return usable() / BLOCKS_PART;
  }

  /** Returns how many bytes the tree of a record may take, with what is computed on it. */
  public long treeBytes() {
    return usable() / 5 * 2;
  }

  /** Returns how many bytes the findings of a block may take until it is handed over. */
  public long findingsBytesPerBlock(int threads) {
    long share = usable() / FINDINGS_PART / ((long) threads * RecordPass.BLOCKS_PER_THREAD);
    return Math.max(MIN_FINDINGS_BYTES_PER_BLOCK, Math.min(share, MAX_FINDINGS_BYTES_PER_BLOCK));
  }

  /** Returns how a message calls the heap. */
  public String heapInWords() {
    return "Java's heap of " + (heapBytes + MIB / 2) / MIB + " MiB";
  }

  /** Returns the option of Java with which a record of so many bytes can be held. */
  static String javaOptionToHold(long recordBytes) {
    return javaOption(recordBytes * RECORD_PART);
  }

  /** Returns the option of Java with which a tree of so many bytes can be held. */
  public static String javaOptionToJudge(long treeBytes) {
    return javaOption(treeBytes / 2 * 5);
  }

  private static String javaOption(long usable) {
    return "java -Xmx" + (long) Math.ceil((usable + PROGRAM_BYTES) * HEAP_PER_COUNTED / MIB) + "m";
  }
}
