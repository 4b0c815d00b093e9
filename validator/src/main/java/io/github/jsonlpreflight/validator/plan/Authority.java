package io.github.jsonlpreflight.validator.plan;

import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a plan has to know of the judge that it is a shortcut for: how that one reads the words of a
 * schema. Safe to share.
 */
public interface Authority {
  /** Returns the words of the schema's draft; any other word checks nothing. */
  Set<String> keywords();

  /** Tells whether the draft ignores what stands beside a {@code $ref}. */
  boolean refStandsAlone();

  /** Tells whether 1.0 is an integer. */
  boolean wholeFractionsAreIntegers();

  /** Compiles a regular expression. */
  TextPattern pattern(String regex);

  /** Returns the test that a {@code format} makes, or null if it makes none. */
  @Nullable Predicate<String> format(String name);

  /** Returns how many words it checks of a record before it gives up. */
  long maxSteps();

  /** A regular expression. */
  interface TextPattern {
    /** Tells whether it is found in a text. */
    boolean matches(String text);

    /** Tells whether that comes to an end with any text; if not, it throws with some. */
    boolean alwaysEnds();
  }
}
