package io.github.jsonlpreflight.jsonl;

/**
 * How a source is read. Immutable.
 *
 * @see #builder()
 */
public final class ReadOptions {
  /** A record may be this many bytes long unless {@link Builder#maxRecordBytes} says otherwise. */
  public static final int DEFAULT_MAX_RECORD_BYTES = 64 << 20;

  /** A block holds about this many bytes unless {@link Builder#blockBytes} says otherwise. */
  public static final int DEFAULT_BLOCK_BYTES = 256 << 10;

  /** A record's limit may not be set higher than this: an array of bytes has to hold it. */
  public static final int GREATEST_MAX_RECORD_BYTES = 1 << 30;

  /** More threads than any machine has use for would only be started. */
  public static final int GREATEST_THREADS = 1024;

  private static final ReadOptions DEFAULTS = builder().build();

  private final int maxRecordBytes;
  private final int blockBytes;
  private final int threads;
  private final MemoryShares memory;

  private ReadOptions(Builder builder) {
    this.maxRecordBytes = builder.maxRecordBytes;
    this.blockBytes = builder.blockBytes;
    this.threads = builder.threads;
    this.memory = builder.memory;
  }

  /** Returns the defaults, as {@link Builder} lists them. */
  public static ReadOptions defaults() {
    return DEFAULTS;
  }

  /** Returns a builder that holds the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder that holds these options. */
  public Builder toBuilder() {
    return builder()
        .maxRecordBytes(maxRecordBytes)
        .blockBytes(blockBytes)
        .threads(threads)
        .memory(memory);
  }

  /** Returns the greatest length of a record, in bytes, its newline not counted. */
  public int maxRecordBytes() {
    return maxRecordBytes;
  }

  /**
   * Returns the greatest length of a record that is held, in bytes: {@link #maxRecordBytes()}, or
   * less where Java's heap is small.
   */
  public int heldRecordBytes() {
    return (int) Math.min(maxRecordBytes, memory.recordBytes());
  }

  /** Says of a record that is too long what limit it is over, and who sets that. */
  public String overLimit(long length) {
    String record = "Record of " + length + " bytes is over the ";
    return length > maxRecordBytes
        ? record + maxRecordBytes + "-byte limit set by maxRecordBytes"
        : record
            + heldRecordBytes()
            + "-byte limit set by "
            + memory.heapInWords()
            + "; there is room for it with "
            + MemoryShares.javaOptionToHold(length);
  }

  /** Returns how Java's heap is shared out. */
  public MemoryShares memory() {
    return memory;
  }

  /** Returns the usual size of a block, in bytes. */
  public int blockBytes() {
    return blockBytes;
  }

  /** Returns how many threads judge blocks. */
  public int threads() {
    return threads;
  }

  /**
   * Builds {@link ReadOptions}. Defaults: {@code maxRecordBytes} {@value
   * ReadOptions#DEFAULT_MAX_RECORD_BYTES}, {@code blockBytes} {@value
   * ReadOptions#DEFAULT_BLOCK_BYTES}, {@code threads} the available processors, {@code memory} the
   * heap of this process.
   */
  public static final class Builder {
    private int maxRecordBytes = DEFAULT_MAX_RECORD_BYTES;
    private int blockBytes = DEFAULT_BLOCK_BYTES;
    private int threads = Math.min(Runtime.getRuntime().availableProcessors(), GREATEST_THREADS);
    private MemoryShares memory = MemoryShares.ofThisProcess();

    private Builder() {}

    /** Sets the greatest length of a record in bytes; a longer one is never held in memory. */
    public Builder maxRecordBytes(long maxRecordBytes) {
      if (maxRecordBytes < 1 || maxRecordBytes > GREATEST_MAX_RECORD_BYTES) {
        throw new IllegalArgumentException(
            "maxRecordBytes is "
                + maxRecordBytes
                + "; it goes from 1 to "
                + GREATEST_MAX_RECORD_BYTES);
      }
      this.maxRecordBytes = (int) maxRecordBytes;
      return this;
    }

    /** Sets the usual size of a block in bytes; a longer record gets a longer block. */
    public Builder blockBytes(int blockBytes) {
      if (blockBytes < 1) {
        throw new IllegalArgumentException("blockBytes is " + blockBytes + "; it starts at 1");
      }
      this.blockBytes = blockBytes;
      return this;
    }

    /** Sets how many threads judge blocks, from 1 to {@value ReadOptions#GREATEST_THREADS}. */
    public Builder threads(int threads) {
      if (threads < 1 || threads > GREATEST_THREADS) {
        throw new IllegalArgumentException(
            "threads is " + threads + "; it goes from 1 to " + GREATEST_THREADS);
      }
      this.threads = threads;
      return this;
    }

    /** Sets which heap is to do; less than there is leaves room for others in the process. */
    public Builder memory(MemoryShares memory) {
      this.memory = memory;
      return this;
    }

    /** Returns the options. */
    public ReadOptions build() {
      return new ReadOptions(this);
    }
  }
}
