package io.github.jsonlpreflight.validator;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import com.networknt.schema.regex.RegularExpressions;
import java.util.regex.Pattern;

/**
 * Regular expressions as networknt compiles them for the JDK's engine, but none of them may look at
 * a value for ever: the engine goes back and tries again, and some patterns make it do so for
 * longer than anybody lives.
 */
final class BoundedPatterns implements RegularExpressionFactory {
  /** How many characters a match may look at, whatever its value's length; some 50 ms. */
  static final long MAX_STEPS = 10_000_000;

  /** How many more for each character of the value; a sound pattern needs a handful. */
  static final long MAX_STEPS_PER_CHARACTER = 100;

  @Override
  public RegularExpression getRegularExpression(String regex) {
    Pattern pattern =
        Pattern.compile(
            RegularExpressions.replaceLongformCharacterProperties(
                RegularExpressions.replaceDollarAnchors(regex)));
    return value -> pattern.matcher(new CountedText(value)).find();
  }

  /** A match looked at more characters than it may. */
  static final class TooManyStepsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyStepsException(long steps) {
      super("a pattern looked at more than " + steps + " characters");
    }
  }

  /** A text that counts how often it is looked at: all that an engine tells of its work. */
  private static final class CountedText implements CharSequence {
    private final String text;
    private final long maxSteps;
    private long steps;

    CountedText(String text) {
      this.text = text;
      this.maxSteps = MAX_STEPS + MAX_STEPS_PER_CHARACTER * text.length();
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
