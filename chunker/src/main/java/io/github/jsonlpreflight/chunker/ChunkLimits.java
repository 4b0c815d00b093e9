package io.github.jsonlpreflight.chunker;

import java.util.OptionalLong;

/**
 * How large a chunk may become. Immutable.
 *
 * @see #builder()
 */
public final class ChunkLimits {
  /** A chunk may hold this many bytes unless {@link Builder#maxChunkBytes} says otherwise. */
  public static final long DEFAULT_MAX_CHUNK_BYTES = 64L << 20;

  static final long NO_RECORD_LIMIT = Long.MAX_VALUE;

  private static final ChunkLimits DEFAULTS = builder().build();

  private final long maxChunkBytes;
  private final long maxChunkRecords;

  private ChunkLimits(Builder builder) {
    this.maxChunkBytes = builder.maxChunkBytes;
    this.maxChunkRecords = builder.maxChunkRecords;
  }

  /** Returns the defaults, as {@link Builder} lists them. */
  public static ChunkLimits defaults() {
    return DEFAULTS;
  }

  /** Returns a builder that holds the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder that holds these limits. */
  public Builder toBuilder() {
    Builder builder = builder().maxChunkBytes(maxChunkBytes);
    builder.maxChunkRecords = maxChunkRecords;
    return builder;
  }

  /** Returns the greatest size of a chunk, in bytes. */
  public long maxChunkBytes() {
    return maxChunkBytes;
  }

  /** Returns the greatest number of records in a chunk, where there is a limit. */
  public OptionalLong maxChunkRecords() {
    return maxChunkRecords == NO_RECORD_LIMIT
        ? OptionalLong.empty()
        : OptionalLong.of(maxChunkRecords);
  }

  boolean allow(long bytes, long records) {
    return bytes <= maxChunkBytes && records <= maxChunkRecords;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChunkLimits that
        && maxChunkBytes == that.maxChunkBytes
        && maxChunkRecords == that.maxChunkRecords;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(maxChunkBytes) * 31 + Long.hashCode(maxChunkRecords);
  }

  @Override
  public String toString() {
    return "ChunkLimits[" + maxChunkBytes + " bytes, " + maxChunkRecords() + " records]";
  }

  /**
   * Builds {@link ChunkLimits}. Defaults: {@code maxChunkBytes} {@value
   * ChunkLimits#DEFAULT_MAX_CHUNK_BYTES}, {@code maxChunkRecords} no limit.
   */
  public static final class Builder {
    private long maxChunkBytes = DEFAULT_MAX_CHUNK_BYTES;
    private long maxChunkRecords = NO_RECORD_LIMIT;

    private Builder() {}

    /** Sets the greatest size of a chunk in bytes, at least 1. */
    public Builder maxChunkBytes(long maxChunkBytes) {
      if (maxChunkBytes < 1) {
        throw new IllegalArgumentException(
            "maxChunkBytes is " + maxChunkBytes + "; it starts at 1");
      }
      this.maxChunkBytes = maxChunkBytes;
      return this;
    }

    /** Sets the greatest number of records in a chunk, at least 1. */
    public Builder maxChunkRecords(long maxChunkRecords) {
      if (maxChunkRecords < 1) {
        throw new IllegalArgumentException(
            "maxChunkRecords is " + maxChunkRecords + "; it starts at 1");
      }
      this.maxChunkRecords = maxChunkRecords;
      return this;
    }

    /** Returns the limits. */
    public ChunkLimits build() {
      return new ChunkLimits(this);
    }
  }
}
