package io.github.jsonlpreflight.validator;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How each {@link Policy} is set. Immutable.
 *
 * @see #builder()
 */
public final class Policies {
  private static final Policies DEFAULTS = builder().build();

  private final Map<Policy, Severity> severities;
  private final int maxValueLength;

  private Policies(Builder builder) {
    this.severities = Collections.unmodifiableMap(new EnumMap<>(builder.severities));
    this.maxValueLength = builder.maxValueLength;
  }

  /** Returns every policy at its {@link Policy#defaultSeverity()}. */
  public static Policies defaults() {
    return DEFAULTS;
  }

  /** Returns a builder that holds the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder that holds these settings. */
  public Builder toBuilder() {
    Builder builder = builder();
    builder.severities.putAll(severities);
    builder.maxValueLength = maxValueLength;
    return builder;
  }

  /**
   * Returns the defaults, changed by settings as users write them: {@code NAME=error}, {@code warn}
   * or {@code off}; {@code max-value-length=N} code points; and {@code all=…}, which comes before
   * every other, wherever it stands.
   *
   * @throws IllegalArgumentException if a setting is none
   */
  public static Policies parse(List<String> settings) {
    return PolicySettings.parse(settings);
  }

  /** Returns what a policy does when it fires. */
  public Severity severity(Policy policy) {
    return severities.getOrDefault(policy, Severity.OFF);
  }

  /** Returns the greatest length of a value in code points, where there is one. */
  public OptionalInt maxValueLength() {
    return maxValueLength == 0 ? OptionalInt.empty() : OptionalInt.of(maxValueLength);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Policies that
        && severities.equals(that.severities)
        && maxValueLength == that.maxValueLength;
  }

  @Override
  public int hashCode() {
    return severities.hashCode() * 31 + maxValueLength;
  }

  /** Returns the settings in a fixed order: equal settings, equal text. */
  @Override
  public String toString() {
    return severities + " maxValueLength=" + maxValueLength;
  }

  /** Builds {@link Policies}. Defaults: those of each {@link Policy}, no greatest value length. */
  public static final class Builder {
    private final EnumMap<Policy, Severity> severities = new EnumMap<>(Policy.class);
    private int maxValueLength;

    private Builder() {
      for (Policy policy : Policy.values()) {
        severities.put(policy, policy.defaultSeverity());
      }
    }

    /** Sets what a policy does when it fires. */
    public Builder set(Policy policy, Severity severity) {
      severities.put(policy, severity);
      return this;
    }

    /** Sets every policy at once. */
    public Builder setAll(Severity severity) {
      severities.replaceAll((policy, old) -> severity);
      return this;
    }

    /**
     * Sets the greatest length of a value, at least 1 code point, and makes passing it an error.
     */
    public Builder maxValueLength(int codePoints) {
      if (codePoints < 1) {
        throw new IllegalArgumentException(
            "maxValueLength is " + codePoints + "; it starts at 1 code point");
      }
      maxValueLength = codePoints;
      return set(Policy.MAX_VALUE_LENGTH, Severity.ERROR);
    }

    /** Returns the settings. */
    public Policies build() {
      return new Policies(this);
    }
  }
}
