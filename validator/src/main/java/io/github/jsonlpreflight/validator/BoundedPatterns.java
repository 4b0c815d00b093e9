package io.github.jsonlpreflight.validator;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import com.networknt.schema.regex.RegularExpressions;
import io.github.jsonlpreflight.validator.plan.Authority.TextPattern;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Regular expressions as networknt compiles them for the JDK's engine, but none of them may look at
 * a value for ever: the engine goes back and tries again, and some patterns make it do so for
 * longer than anybody lives. Where that begins, an engine takes over that never goes back; if it
 * does not know the pattern, the JDK's goes on, up to a limit.
 */
final class BoundedPatterns implements RegularExpressionFactory {
  /** How many characters a match may look at, whatever its value's length; some 50 ms. */
  static final long MAX_STEPS = 10_000_000;

  /** How many more for each character of the value; a sound pattern needs a handful. */
  static final long MAX_STEPS_PER_CHARACTER = 100;

  /** The same, where another engine can take over: it takes as long for a character as these. */
  private static final long STEPS_BEFORE_LINEAR = 1_000;

  private static final long STEPS_BEFORE_LINEAR_PER_CHARACTER = 20;

  @Override
  public RegularExpression getRegularExpression(String regex) {
    return compiled(regex);
  }

  /** Compiles an expression, once for all texts and threads. */
  static BoundedPattern compiled(String regex) {
    return new BoundedPattern(
        RegularExpressions.replaceLongformCharacterProperties(
            RegularExpressions.replaceDollarAnchors(regex)));
  }

  /** An expression. Safe to share. */
  static final class BoundedPattern implements RegularExpression, TextPattern {
    private final Pattern pattern;
    private final com.google.re2j.@Nullable Pattern linear;

    private BoundedPattern(String regex) {
      pattern = Pattern.compile(regex);
      linear = linear(regex);
    }

    private static com.google.re2j.@Nullable Pattern linear(String regex) {
      String translated = LinearSyntax.translated(regex);
      return translated == null ? null : com.google.re2j.Pattern.compile(translated);
    }

    @Override
    public boolean matches(String text) {
      if (linear == null) {
        long steps = MAX_STEPS + MAX_STEPS_PER_CHARACTER * text.length();
        return pattern.matcher(new CountedText(text, steps)).find();
      }
      long steps = STEPS_BEFORE_LINEAR + STEPS_BEFORE_LINEAR_PER_CHARACTER * text.length();
      try {
        return pattern.matcher(new CountedText(text, steps)).find();
      } catch (TooManyStepsException | StackOverflowError e) {
        // The JDK's engine goes one call deeper with every round of some groups.
        return linear.matcher(text).find();
      }
    }

    @Override
    public boolean alwaysEnds() {
      return linear != null;
    }
  }

  /** A match looked at more characters than it may. */
  static final class TooManyStepsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyStepsException(long steps) {
      super(
          "a pattern looked at more than " + steps + " characters",
          null,
          /* enableSuppression= */ false,
          /* writableStackTrace= */ false);
    }
  }

  /** A text that counts how often it is looked at: all that an engine tells of its work. */
  private static final class CountedText implements CharSequence {
    private final String text;
    private final long maxSteps;
    private long steps;

    CountedText(String text, long maxSteps) {
      this.text = text;
      this.maxSteps = maxSteps;
    }

    @Override
    public char charAt(int index) {
      if (++steps > maxSteps) {
        throw new TooManyStepsException(maxSteps);
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
