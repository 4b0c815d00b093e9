package io.github.jsonlpreflight.validator;

import io.github.jsonlpreflight.jsonl.ReadOptions;

/**
 * How records are judged. Immutable.
 *
 * @see #builder()
 */
public final class ValidatorOptions {
  /** A record may be nested this deeply unless {@link Builder#maxDepth} says otherwise. */
  public static final int DEFAULT_MAX_DEPTH = 500;

  /** The nesting's limit may not be set higher than this: checking a schema recurses. */
  public static final int GREATEST_MAX_DEPTH = 2000;

  private static final ValidatorOptions DEFAULTS = builder().build();

  private final Policies policies;
  private final int maxDepth;
  private final ReadOptions reading;

  private ValidatorOptions(Builder builder) {
    this.policies = builder.policies;
    this.maxDepth = builder.maxDepth;
    this.reading = builder.reading;
  }

  /** Returns the defaults, as {@link Builder} lists them. */
  public static ValidatorOptions defaults() {
    return DEFAULTS;
  }

  /** Returns a builder that holds the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder that holds these options. */
  public Builder toBuilder() {
    return builder().policies(policies).maxDepth(maxDepth).reading(reading);
  }

  /** Returns how the policies are set. */
  public Policies policies() {
    return policies;
  }

  /** Returns how many levels of objects and arrays a record may have. */
  public int maxDepth() {
    return maxDepth;
  }

  /** Returns how a source is read. */
  public ReadOptions reading() {
    return reading;
  }

  /**
   * Builds {@link ValidatorOptions}. Defaults: {@link Policies#defaults()}, {@code maxDepth}
   * {@value ValidatorOptions#DEFAULT_MAX_DEPTH}, {@link ReadOptions#defaults()}.
   */
  public static final class Builder {
    private Policies policies = Policies.defaults();
    private int maxDepth = DEFAULT_MAX_DEPTH;
    private ReadOptions reading = ReadOptions.defaults();

    private Builder() {}

    /** Sets how the policies are set. */
    public Builder policies(Policies policies) {
      this.policies = policies;
      return this;
    }

    /** Sets how many levels of objects and arrays a record may have. */
    public Builder maxDepth(int maxDepth) {
      if (maxDepth < 1 || maxDepth > GREATEST_MAX_DEPTH) {
        throw new IllegalArgumentException(
            "maxDepth is " + maxDepth + "; it goes from 1 to " + GREATEST_MAX_DEPTH);
      }
      this.maxDepth = maxDepth;
      return this;
    }

    /** Sets how a source is read. */
    public Builder reading(ReadOptions reading) {
      this.reading = reading;
      return this;
    }

    /** Returns the options. */
    public ValidatorOptions build() {
      return new ValidatorOptions(this);
    }
  }
}
