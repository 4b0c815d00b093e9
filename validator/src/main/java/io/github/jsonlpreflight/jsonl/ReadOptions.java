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

  /**
   * A source may decompress to this many bytes unless {@link Builder#maxDecompressedBytes} says
   * otherwise: more than anybody sends in pieces of some megabytes.
   */
  public static final long DEFAULT_MAX_DECOMPRESSED_BYTES = 1L << 40;

  /**
   * A source may decompress to this many times its size unless {@link Builder#maxCompressionRatio}
   * says otherwise: five times as much as very repetitive records reach, and half of what gzip can
   * do at most.
   */
  public static final int DEFAULT_MAX_COMPRESSION_RATIO = 500;

  /**
   * A zstd frame may need a window of this many bytes unless {@link Builder#maxZstdWindowBytes}
   * says otherwise: as much as the zstd program accepts without being told.
   */
  public static final long DEFAULT_MAX_ZSTD_WINDOW_BYTES = 128L << 20;

  /** The zstd library has no greater window. */
  public static final long GREATEST_MAX_ZSTD_WINDOW_BYTES = 1L << 31;

  private static final long LEAST_MAX_ZSTD_WINDOW_BYTES = 1L << 10;

  private static final ReadOptions DEFAULTS = builder().build();

  private final int maxRecordBytes;
  private final int blockBytes;
  private final int threads;
  private final long maxDecompressedBytes;
  private final int maxCompressionRatio;
  private final long maxZstdWindowBytes;
  private final MemoryShares memory;

  private ReadOptions(Builder builder) {
    this.maxRecordBytes = builder.maxRecordBytes;
    this.blockBytes = builder.blockBytes;
    this.threads = builder.threads;
    this.maxDecompressedBytes = builder.maxDecompressedBytes;
    this.maxCompressionRatio = builder.maxCompressionRatio;
    this.maxZstdWindowBytes = builder.maxZstdWindowBytes;
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
        .maxDecompressedBytes(maxDecompressedBytes)
        .maxCompressionRatio(maxCompressionRatio)
        .maxZstdWindowBytes(maxZstdWindowBytes)
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

  /** Returns how many bytes a compressed source may decompress to. */
  public long maxDecompressedBytes() {
    return maxDecompressedBytes;
  }

  /** Returns how many times its own size a compressed source may decompress to. */
  public int maxCompressionRatio() {
    return maxCompressionRatio;
  }

  /** Returns how large a window a zstd frame may need, in bytes. */
  public long maxZstdWindowBytes() {
    return maxZstdWindowBytes;
  }

  /**
   * Builds {@link ReadOptions}. Defaults: {@code maxRecordBytes} {@value
   * ReadOptions#DEFAULT_MAX_RECORD_BYTES}, {@code blockBytes} {@value
   * ReadOptions#DEFAULT_BLOCK_BYTES}, {@code threads} the available processors, {@code
   * maxDecompressedBytes} {@value ReadOptions#DEFAULT_MAX_DECOMPRESSED_BYTES}, {@code
   * maxCompressionRatio} {@value ReadOptions#DEFAULT_MAX_COMPRESSION_RATIO}, {@code
   * maxZstdWindowBytes} {@value ReadOptions#DEFAULT_MAX_ZSTD_WINDOW_BYTES}, {@code memory} the heap
   * of this process.
   */
  public static final class Builder {
    private int maxRecordBytes = DEFAULT_MAX_RECORD_BYTES;
    private int blockBytes = DEFAULT_BLOCK_BYTES;
    private int threads = Math.min(Runtime.getRuntime().availableProcessors(), GREATEST_THREADS);
    private long maxDecompressedBytes = DEFAULT_MAX_DECOMPRESSED_BYTES;
    private int maxCompressionRatio = DEFAULT_MAX_COMPRESSION_RATIO;
    private long maxZstdWindowBytes = DEFAULT_MAX_ZSTD_WINDOW_BYTES;
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

    /** Sets how many bytes a compressed source may decompress to. */
    public Builder maxDecompressedBytes(long maxDecompressedBytes) {
      if (maxDecompressedBytes < 1) {
        throw new IllegalArgumentException(
            "maxDecompressedBytes is " + maxDecompressedBytes + "; it starts at 1");
      }
      this.maxDecompressedBytes = maxDecompressedBytes;
      return this;
    }

    /**
     * Sets how many times its own size a compressed source may decompress to. It is judged only
     * where a source decompresses to 256 MiB and more.
     */
    public Builder maxCompressionRatio(int maxCompressionRatio) {
      if (maxCompressionRatio < 1) {
        throw new IllegalArgumentException(
            "maxCompressionRatio is " + maxCompressionRatio + "; it starts at 1");
      }
      this.maxCompressionRatio = maxCompressionRatio;
      return this;
    }

    /**
     * Sets how large a window a zstd frame may need in bytes, from 1,024 to {@value
     * ReadOptions#GREATEST_MAX_ZSTD_WINDOW_BYTES}. The window is memory outside the Java heap.
     */
    public Builder maxZstdWindowBytes(long maxZstdWindowBytes) {
      if (maxZstdWindowBytes < LEAST_MAX_ZSTD_WINDOW_BYTES
          || maxZstdWindowBytes > GREATEST_MAX_ZSTD_WINDOW_BYTES) {
        throw new IllegalArgumentException(
            "maxZstdWindowBytes is "
                + maxZstdWindowBytes
                + "; it goes from "
                + LEAST_MAX_ZSTD_WINDOW_BYTES
                + " to "
                + GREATEST_MAX_ZSTD_WINDOW_BYTES);
      }
      this.maxZstdWindowBytes = maxZstdWindowBytes;
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
