package io.github.jsonlpreflight.jsonl;

import java.util.Locale;

/** Makes text from elsewhere fit to be shown: names and data may hold terminal escapes. */
public final class Messages {
  private Messages() {}

  /**
   * Returns the text with every character escaped that is no part of a visible line: control and
   * format characters, line and paragraph separators, unpaired surrogates.
   */
  public static String printable(String text) {
    StringBuilder safe = null;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      int width = Character.charCount(codePoint);
      if (isVisible(codePoint)) {
        if (safe != null) {
          safe.appendCodePoint(codePoint);
        }
      } else {
        if (safe == null) {
          safe = new StringBuilder(text.length() + 16).append(text, 0, i);
        }
        for (char c : Character.toChars(codePoint)) {
          safe.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
      }
      i += width;
    }
    return safe == null ? text : safe.toString();
  }

  /**
   * Returns the text {@linkplain #printable(String) made printable} and cut to a number of code
   * points, with an ellipsis where something was cut.
   */
  public static String printable(String text, int maxCodePoints) {
    if (text.codePointCount(0, text.length()) <= maxCodePoints) {
      return printable(text);
    }
    return printable(text.substring(0, text.offsetByCodePoints(0, maxCodePoints))) + "…";
  }

  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
