package io.github.jsonlpreflight.validator.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of the simplest kind: anchored at both ends, one character class behind the
 * other, each so often. {@code ^R-[0-9]{6}$} is one. Where no two neighbours share a character, a
 * match is found byte by byte, without ever going back.
 */
final class TextShape implements TextTest {
  private static final int NO_MAXIMUM = Integer.MAX_VALUE;

  /**
   * A part of the expression.
   *
   * @param characters what it takes
   * @param least how often at least
   * @param most how often at most
   */
  private record Part(Ascii characters, int least, int most) {}

  private final Part[] parts;

  private TextShape(List<Part> parts) {
    this.parts = parts.toArray(new Part[0]);
  }

  @Override
  public boolean fits(byte[] bytes, int from, int to) {
    int at = from;
    for (Part part : parts) {
      int limit = part.most < to - at ? at + part.most : to;
      int end = part.characters.skip(bytes, at, limit);
      if (end - at < part.least) {
        return false;
      }
      at = end;
    }
    return at == to;
  }

  /** Returns the shape of an expression, or null if it is not of this kind. */
  static @Nullable TextShape of(String pattern) {
    List<Part> parts = new Reader(pattern).read();
    return parts == null || !isDeterministic(parts) ? null : new TextShape(parts);
  }

  /** Greedy is right only if nothing that may follow could have taken the same character. */
  private static boolean isDeterministic(List<Part> parts) {
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      boolean varies = part.least != part.most;
      for (int next = i + 1; varies && next < parts.size(); next++) {
        if (part.characters.overlaps(parts.get(next).characters)) {
          return false;
        }
        varies = parts.get(next).least == 0;
      }
    }
    return true;
  }

  /** Reads expressions, and gives up at the first thing that it does not know. */
  private static final class Reader {
    private static final String SPECIAL = "\\^$.|?*+()[]{}";

    /** What a dot takes everywhere: line ends differ from engine to engine. */
    private static final Ascii DOT = Ascii.of("\n\r").not();

    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    @Nullable List<Part> read() {
      int end = text.length() - 1;
      if (end < 1 || text.charAt(0) != '^' || text.charAt(end) != '$') {
        return null;
      }
      List<Part> parts = new ArrayList<>();
      at = 1;
      while (at < end) {
        Ascii characters = characters();
        // An escape or class may have swallowed the last sign, which then is no anchor.
        Part part = characters == null || at > end ? null : repeated(characters);
        if (part == null || at > end) {
          return null;
        }
        parts.add(part);
      }
      return parts;
    }

    private @Nullable Ascii characters() {
      char c = text.charAt(at++);
      if (c == '[') {
        return characterClass();
      }
      if (c == '\\') {
        return escape();
      }
      if (c == '.') {
        return DOT;
      }
      return c < 0x80 && SPECIAL.indexOf(c) < 0 ? Ascii.of(String.valueOf(c)) : null;
    }

    private @Nullable Ascii escape() {
      char c = text.charAt(at++);
      if (c == 'd') {
        return Ascii.DIGITS;
      }
      if (c == 'w') {
        return Ascii.LETTERS_AND_DIGITS.or(Ascii.of("_"));
      }
      return c < 0x80 && !Ascii.LETTERS_AND_DIGITS.has((byte) c)
          ? Ascii.of(String.valueOf(c))
          : null;
    }

    private @Nullable Ascii characterClass() {
      boolean negated = text.charAt(at) == '^';
      if (negated) {
        at++;
      }
      Ascii all = Ascii.of("");
      boolean empty = true;
      while (at < text.length() && text.charAt(at) != ']') {
        Ascii next = range();
        if (next == null) {
          return null;
        }
        all = all.or(next);
        empty = false;
      }
      if (empty || at >= text.length()) {
        return null;
      }
      at++;
      return negated ? all.not() : all;
    }

    private @Nullable Ascii range() {
      char first = text.charAt(at++);
      if (first == '\\') {
        return at < text.length() ? escape() : null;
      }
      if (first >= 0x80 || first == '[' || first == '&') {
        return null;
      }
      boolean isRange =
          at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']';
      if (!isRange) {
        return Ascii.of(String.valueOf(first));
      }
      char last = text.charAt(at + 1);
      if (last < first || last >= 0x80 || last == '\\' || last == '[') {
        return null;
      }
      at += 2;
      StringBuilder members = new StringBuilder();
      for (char c = first; c <= last; c++) {
        members.append(c);
      }
      return Ascii.of(members.toString());
    }

    private @Nullable Part repeated(Ascii characters) {
      Part part =
          switch (text.charAt(at)) {
            case '?' -> new Part(characters, 0, 1);
            case '*' -> new Part(characters, 0, NO_MAXIMUM);
            case '+' -> new Part(characters, 1, NO_MAXIMUM);
            case '{' -> counted(characters);
            default -> new Part(characters, 1, 1);
          };
      boolean hasQuantifier = "?*+{".indexOf(text.charAt(at)) >= 0;
      if (part == null || !hasQuantifier) {
        return part;
      }
      if (text.charAt(at) != '{') {
        at++;
      } else {
        at = text.indexOf('}', at) + 1;
      }
      // A second sign would make the quantifier reluctant or possessive.
      return "?*+{".indexOf(text.charAt(at)) >= 0 ? null : part;
    }

    private @Nullable Part counted(Ascii characters) {
      int close = text.indexOf('}', at);
      if (close < 0) {
        return null;
      }
      String count = text.substring(at + 1, close);
      if (!count.matches("[0-9]{1,4}(,[0-9]{0,4})?")) {
        return null;
      }
      int comma = count.indexOf(',');
      int least = Integer.parseInt(comma < 0 ? count : count.substring(0, comma));
      String most = comma < 0 ? count : count.substring(comma + 1);
      return new Part(characters, least, most.isEmpty() ? NO_MAXIMUM : Integer.parseInt(most));
    }
  }
}
