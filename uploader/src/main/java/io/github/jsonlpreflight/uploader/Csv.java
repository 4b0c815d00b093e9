package io.github.jsonlpreflight.uploader;

import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes CSV (RFC 4180, but with a plain newline at the end of a row).
 *
 * <p>A value that a spreadsheet would take for a formula, one that begins with {@code = + - @}, a
 * tab or a carriage return, has an apostrophe put before it: spreadsheets then show it as text.
 * Quoting alone does not keep them from running it. Control characters are written as escapes.
 */
final class Csv {
  private final Writer out;

  Csv(Writer out) {
    this.out = out;
  }

  /** Writes a row; null is an empty value. */
  void row(@Nullable Object... values) throws IOException {
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        out.write(',');
      }
      Object value = values[i];
      if (value instanceof Number) {
        out.write(value.toString());
      } else if (value != null) {
        out.write(quoted(harmless(visible(value.toString()))));
      }
    }
    out.write('\n');
  }

  /** Control characters could steer the terminal that shows the file; lines and tabs do not. */
  private static String visible(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t') {
        shown.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        shown.append(c);
      }
    }
    return shown.toString();
  }

  private static String harmless(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
