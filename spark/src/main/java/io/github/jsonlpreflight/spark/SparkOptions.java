package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.validator.SchemaKind;
import io.github.jsonlpreflight.validator.ValidatorOptions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How files are read and judged on a cluster. Immutable.
 *
 * @see #builder()
 */
public final class SparkOptions {
  /** A split has about this many bytes unless {@link Builder#splitBytes} says otherwise. */
  public static final long DEFAULT_SPLIT_BYTES = 128L << 20;

  private static final SparkOptions DEFAULTS = builder().build();

  private final long splitBytes;
  private final @Nullable SchemaKind schemaKind;
  private final ValidatorOptions judging;

  private SparkOptions(Builder builder) {
    this.splitBytes = builder.splitBytes;
    this.schemaKind = builder.schemaKind;
    this.judging = builder.judging;
  }

  /** Returns the defaults, as {@link Builder} lists them. */
  public static SparkOptions defaults() {
    return DEFAULTS;
  }

  /** Returns a builder that holds the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder that holds these options. */
  public Builder toBuilder() {
    Builder builder = builder().splitBytes(splitBytes).judging(judging);
    builder.schemaKind = schemaKind;
    return builder;
  }

  /** Returns how many bytes of a plain file a task reads, about. */
  public long splitBytes() {
    return splitBytes;
  }

  /** Returns which kind of schema the document is, where its content is not to tell. */
  public Optional<SchemaKind> schemaKind() {
    return Optional.ofNullable(schemaKind);
  }

  /** Returns how records are judged. */
  public ValidatorOptions judging() {
    return judging;
  }

  /**
   * Builds {@link SparkOptions}. Defaults: {@code splitBytes} {@value
   * SparkOptions#DEFAULT_SPLIT_BYTES}, the schema's kind told by its content, {@link
   * ValidatorOptions#defaults()}.
   */
  public static final class Builder {
    private long splitBytes = DEFAULT_SPLIT_BYTES;
    private @Nullable SchemaKind schemaKind;
    private ValidatorOptions judging = ValidatorOptions.defaults();

    private Builder() {}

    /**
     * Sets how many bytes of a plain file a task reads, at least 1. A compressed file is always one
     * split.
     */
    public Builder splitBytes(long splitBytes) {
      if (splitBytes < 1) {
        throw new IllegalArgumentException("splitBytes is " + splitBytes + "; it starts at 1");
      }
      this.splitBytes = splitBytes;
      return this;
    }

    /** Sets which kind of schema the document is. */
    public Builder schemaKind(SchemaKind schemaKind) {
      this.schemaKind = schemaKind;
      return this;
    }

    /**
     * Sets how records are judged. Threads and memory of its reading do not matter: a task has
     * {@code spark.task.cpus} threads, and its share of the executor's heap.
     */
    public Builder judging(ValidatorOptions judging) {
      this.judging = judging;
      return this;
    }

    /** Returns the options. */
    public SparkOptions build() {
      return new SparkOptions(this);
    }
  }
}
