package io.github.jsonlpreflight.cli.report.page;

import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.jsonl.Messages;
import java.util.Locale;

/** HTML in the making. Whatever is no markup of the page's own passes through {@link #text}. */
final class Html {
  private final StringBuilder html = new StringBuilder(1 << 14);

  /** Adds markup of the page's own, as it is. */
  Html raw(String markup) {
    html.append(markup);
    return this;
  }

  /** Adds text, which may be anybody's. */
  Html text(String text) {
    html.append(escape(text));
    return this;
  }

  /**
   * Adds text of the data, on its own: letters that run from right to left do not reorder what
   * stands beside them.
   */
  Html data(String text) {
    return raw("<bdi>").text(text).raw("</bdi>");
  }

  Html number(long number) {
    return raw(Humanize.number(number));
  }

  /** Adds everything of another one. */
  Html add(Html other) {
    html.append(other.html);
    return this;
  }

  /** Returns text that is safe between tags and in a quoted attribute. */
  static String escape(String text) {
    String printable = Messages.printable(text);
    StringBuilder safe = new StringBuilder(printable.length() + 16);
    for (int i = 0; i < printable.length(); i++) {
      char c = printable.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }

  /** Returns a part of a whole as people read it; what is not nothing is never shown as 0 %. */
  static String percent(long part, long whole) {
    if (part == 0 || whole == 0) {
      return "0 %";
    }
    double percent = 100.0 * part / whole;
    if (percent < 0.01) {
      return "< 0.01 %";
    }
    if (part < whole && percent > 99.9) {
      return "> 99.9 %";
    }
    String digits = String.format(Locale.ROOT, percent < 1 ? "%.2f" : "%.1f", percent);
    return (digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits) + " %";
  }

  /** Returns a size in the largest binary unit that fits. */
  static String size(long bytes) {
    if (bytes < 1L << 10) {
      return Humanize.count(bytes, "byte");
    }
    String[] units = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    int unit = 0;
    double size = bytes / 1024.0;
    while (size >= 1024 && unit < units.length - 1) {
      size /= 1024;
      unit++;
    }
    String digits = size == Math.rint(size) ? "%.0f %s" : "%.1f %s";
    return String.format(Locale.ROOT, digits, size, units[unit]);
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
