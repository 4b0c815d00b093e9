package io.github.jsonlpreflight.profiler;

import io.github.jsonlpreflight.jsonl.ReadOptions;

/**
 * How a source is profiled. Immutable.
 *
 * @see #builder()
 */
public final class ProfileOptions {
  /** So many fields are told apart unless {@link Builder#maxFields} says otherwise. */
  public static final int DEFAULT_MAX_FIELDS = 1000;

  /** More fields than this would be no profile, and a matter of memory. */
  public static final int GREATEST_MAX_FIELDS = 100_000;

  /** Fields are looked for so deep unless {@link Builder#levels} says otherwise. */
  public static final int DEFAULT_LEVELS = 3;

  /** Fields are looked for no deeper than this. */
  public static final int GREATEST_LEVELS = 50;

  /** So many examples of a field are kept. */
  static final int EXAMPLES = 2;

  /** An example is cut after so many code points. */
  static final int MAX_EXAMPLE_LENGTH = 60;

  /** So many unusable records are listed unless {@link Builder#maxListed} says otherwise. */
  public static final int DEFAULT_MAX_LISTED = 100;

  private static final ProfileOptions DEFAULTS = builder().build();

  private final int maxFields;
  private final int levels;
  private final long maxListed;
  private final boolean keepsValues;
  private final ReadOptions reading;

  private ProfileOptions(Builder builder) {
    this.maxFields = builder.maxFields;
    this.levels = builder.levels;
    this.maxListed = builder.maxListed;
    this.keepsValues = builder.keepsValues;
    this.reading = builder.reading;
  }

  /** Returns the defaults, as {@link Builder} lists them. */
  public static ProfileOptions defaults() {
    return DEFAULTS;
  }

  /** Returns a builder that holds the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder that holds these options. */
  public Builder toBuilder() {
    return builder()
        .maxFields(maxFields)
        .levels(levels)
        .maxListed(maxListed)
        .keepsValues(keepsValues)
        .reading(reading);
  }

  /** Returns how many fields are told apart. */
  public int maxFields() {
    return maxFields;
  }

  /** Returns how deep fields are looked for; 1 is the top of records only. */
  public int levels() {
    return levels;
  }

  /** Returns how many unusable records are listed. */
  public long maxListed() {
    return maxListed;
  }

  /** Tells whether examples and ranges of numbers are kept. */
  public boolean keepsValues() {
    return keepsValues;
  }

  /** Returns how sources are read. */
  public ReadOptions reading() {
    return reading;
  }

  int examples() {
    return keepsValues ? EXAMPLES : 0;
  }

  int maxExampleLength() {
    return MAX_EXAMPLE_LENGTH;
  }

  /**
   * Builds {@link ProfileOptions}. Defaults: {@code maxFields} {@value
   * ProfileOptions#DEFAULT_MAX_FIELDS}, {@code levels} {@value ProfileOptions#DEFAULT_LEVELS},
   * {@code maxListed} {@value ProfileOptions#DEFAULT_MAX_LISTED}, {@code keepsValues} true, {@code
   * reading} {@linkplain ReadOptions#defaults() its defaults}.
   */
  public static final class Builder {
    private int maxFields = DEFAULT_MAX_FIELDS;
    private int levels = DEFAULT_LEVELS;
    private long maxListed = DEFAULT_MAX_LISTED;
    private boolean keepsValues = true;
    private ReadOptions reading = ReadOptions.defaults();

    private Builder() {}

    /** Sets how many fields, nested ones among them, are told apart; others are only counted. */
    public Builder maxFields(int maxFields) {
      if (maxFields < 1 || maxFields > GREATEST_MAX_FIELDS) {
        throw new IllegalArgumentException(
            "maxFields is " + maxFields + "; it goes from 1 to " + GREATEST_MAX_FIELDS);
      }
      this.maxFields = maxFields;
      return this;
    }

    /** Sets how deep fields are looked for; 1 is the top of records only. */
    public Builder levels(int levels) {
      if (levels < 1 || levels > GREATEST_LEVELS) {
        throw new IllegalArgumentException(
            "levels is " + levels + "; it goes from 1 to " + GREATEST_LEVELS);
      }
      this.levels = levels;
      return this;
    }

    /** Sets how many unusable records are listed; all are counted. */
    public Builder maxListed(long maxListed) {
      if (maxListed < 0) {
        throw new IllegalArgumentException("maxListed is " + maxListed + "; it starts at 0");
      }
      this.maxListed = maxListed;
      return this;
    }

    /** Sets whether examples and ranges of numbers are kept; lengths and counts always are. */
    public Builder keepsValues(boolean keepsValues) {
      this.keepsValues = keepsValues;
      return this;
    }

    /** Sets how sources are read. */
    public Builder reading(ReadOptions reading) {
      this.reading = reading;
      return this;
    }

    /** Returns the options. */
    public ProfileOptions build() {
      return new ProfileOptions(this);
    }
  }
}
