package io.github.jsonlpreflight.validator;

import org.jspecify.annotations.Nullable;

/**
 * Translates regular expressions of the JDK to RE2/J, where both mean the same: characters, classes
 * of them, groups, alternatives, repetitions and the two ends of a text. What RE2/J lacks, such as
 * looking around, or reads in another way, such as word boundaries and Unicode's properties, is not
 * translated. So are repetitions that would make its program large.
 */
final class LinearSyntax {
  /** RE2/J looks at each character of a text so often, at most. */
  private static final int MAX_SIZE = 1_000;

  private static final int MAX_NESTING = 100;

  private static final String SPECIAL = "\\^$.|?*+()[]{}";
  private static final String SPACES = "\\x{9}-\\x{d}\\x{20}";
  private static final String NO_SPACES = "\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{10ffff}";

  /** The JDK's dot takes no line end, and knows five of them; RE2/J knows one. */
  private static final String DOT = "[^\\n\\r\\x{85}\\x{2028}\\x{2029}]";

  private static final int END = -1;
  private static final int NO_CHARACTER = -1;

  /** Something in the expression that is not translated. */
  private static final class Untranslatable extends Exception {
    private static final long serialVersionUID = 1L;

    Untranslatable() {
      super(null, null, false, false);
    }
  }

  private final String regex;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int nesting;

  private LinearSyntax(String regex) {
    this.regex = regex;
  }

  /** Returns the translation of an expression that the JDK compiles, or null. */
  static @Nullable String translated(String regex) {
    LinearSyntax syntax = new LinearSyntax(regex);
    try {
      syntax.alternatives();
      return syntax.peek() == END ? syntax.out.toString() : null;
    } catch (Untranslatable e) {
      return null;
    }
  }

  private int peek() {
    return at < regex.length() ? regex.codePointAt(at) : END;
  }

  private int next() throws Untranslatable {
    int c = peek();
    // Half a surrogate pair would pair up with what stands beside it.
    if (c == END || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      throw new Untranslatable();
    }
    at += Character.charCount(c);
    return c;
  }

  private boolean skip(String text) {
    boolean found = regex.startsWith(text, at);
    at += found ? text.length() : 0;
    return found;
  }

  private int alternatives() throws Untranslatable {
    if (++nesting > MAX_NESTING) {
      throw new Untranslatable();
    }
    int size = sequence();
    while (peek() == '|') {
      next();
      out.append('|');
      size = limited(size + sequence());
    }
    nesting--;
    return size;
  }

  private int sequence() throws Untranslatable {
    int size = 1;
    while (peek() != END && peek() != '|' && peek() != ')') {
      size = limited(size + term());
    }
    return size;
  }

  private static int limited(long size) throws Untranslatable {
    if (size > MAX_SIZE) {
      throw new Untranslatable();
    }
    return (int) size;
  }

  /**
   * Translates a character, class or group with its quantifier; returns the size of its program.
   */
  private int term() throws Untranslatable {
    if (skip("^") || skip("\\A")) {
      out.append("\\A");
      return withoutQuantifier();
    }
    if (skip("\\z")) {
      out.append("\\z");
      return withoutQuantifier();
    }
    int size = atom();
    return limited((long) size * quantifier());
  }

  private int withoutQuantifier() throws Untranslatable {
    if ("?*+{".indexOf(peek()) >= 0) {
      throw new Untranslatable();
    }
    return 1;
  }

  private int atom() throws Untranslatable {
    int c = next();
    switch (c) {
      case '(' -> {
        return group();
      }
      case '[' -> characterClass();
      case '.' -> out.append(DOT);
      case '\\' -> {
        int character = escape(/* inClass= */ false);
        if (character != NO_CHARACTER) {
          character(character);
        }
      }
      default -> {
        if (c < 0x80 && SPECIAL.indexOf(c) >= 0) {
          throw new Untranslatable();
        }
        character(c);
      }
    }
    return 1;
  }

  private void character(int c) {
    out.append("\\x{").append(Integer.toHexString(c)).append('}');
  }

  private int group() throws Untranslatable {
    if (skip("?<")) {
      name();
    } else if (!skip("?:") && peek() == '?') {
      throw new Untranslatable();
    }
    out.append("(?:");
    int size = alternatives();
    if (!skip(")")) {
      throw new Untranslatable();
    }
    out.append(')');
    return size;
  }

  private void name() throws Untranslatable {
    int c = next();
    while (c != '>') {
      if (c >= 0x80 || !Character.isLetterOrDigit(c)) {
        throw new Untranslatable(); // looking behind, for one
      }
      c = next();
    }
  }

  /** Translates what follows a backslash; returns its character, or writes its class. */
  private int escape(boolean inClass) throws Untranslatable {
    int c = next();
    return switch (c) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 'f' -> '\f';
      case 'a' -> 0x07;
      case 'e' -> 0x1B;
      case 'x' -> hex(2);
      case 'u' -> hex(4);
      case 'd', 'D', 'w', 'W' -> written("\\" + (char) c);
      case 's' -> written(inClass ? SPACES : "[" + SPACES + "]");
      case 'S' -> written(inClass ? NO_SPACES : "[" + NO_SPACES + "]");
      default -> {
        if (c >= 0x80 || Character.isLetterOrDigit(c)) {
          throw new Untranslatable();
        }
        yield c;
      }
    };
  }

  private int written(String characterClass) {
    out.append(characterClass);
    return NO_CHARACTER;
  }

  private int hex(int digits) throws Untranslatable {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = Character.digit(next(), 16);
      if (digit < 0) {
        throw new Untranslatable();
      }
      value = value << 4 | digit;
    }
    if (value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE) {
      throw new Untranslatable();
    }
    return value;
  }

  private void characterClass() throws Untranslatable {
    out.append(skip("^") ? "[^" : "[");
    if (peek() == ']') {
      throw new Untranslatable();
    }
    while (!skip("]")) {
      int first = classCharacter();
      boolean isRange = peek() == '-' && !regex.startsWith("-]", at);
      if (first == NO_CHARACTER) {
        if (isRange) {
          throw new Untranslatable();
        }
        continue;
      }
      character(first);
      if (isRange) {
        next();
        int last = classCharacter();
        if (last == NO_CHARACTER || last < first) {
          throw new Untranslatable();
        }
        out.append('-');
        character(last);
      }
    }
    out.append(']');
  }

  private int classCharacter() throws Untranslatable {
    int c = next();
    // Java has classes in classes, and what they have in common.
    if (c == '[' || (c == '&' && peek() == '&')) {
      throw new Untranslatable();
    }
    return c == '\\' ? escape(/* inClass= */ true) : c;
  }

  /** Translates a quantifier; returns how often it writes its term. */
  private int quantifier() throws Untranslatable {
    int times = 1;
    if (skip("?") || skip("*") || skip("+")) {
      out.append(regex.charAt(at - 1));
    } else if (skip("{")) {
      times = counted();
    } else {
      return times;
    }
    skip("?"); // reluctant: which match is found is all the same
    if ("?*+{".indexOf(peek()) >= 0) {
      throw new Untranslatable();
    }
    return times;
  }

  private int counted() throws Untranslatable {
    int least = number();
    int most = least;
    out.append('{').append(least);
    if (skip(",")) {
      out.append(',');
      boolean isOpen = peek() == '}';
      most = isOpen ? least + 1 : number();
      out.append(isOpen ? "" : String.valueOf(most));
    }
    if (!skip("}") || most < least) {
      throw new Untranslatable();
    }
    out.append('}');
    return Math.max(most, 1);
  }

  private int number() throws Untranslatable {
    int from = at;
    while (peek() >= '0' && peek() <= '9') {
      next();
    }
    if (at == from || at - from > 4) {
      throw new Untranslatable();
    }
    return Integer.parseInt(regex.substring(from, at));
  }
}
