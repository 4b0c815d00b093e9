package io.github.jsonlpreflight.uploader;

import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * Writes CSV (RFC 4180, but with a plain newline at the end of a row).
 *
 * <p>A value that a spreadsheet would take for a formula, one that begins with {@code = + - @}, a
 * tab or a carriage return, has an apostrophe put before it: spreadsheets then show it as text.
 * Quoting alone does not keep them from running it.
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
        out.write(quoted(harmless(value.toString())));
      }
    }
    out.write('\n');
  }

  private static String harmless(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
