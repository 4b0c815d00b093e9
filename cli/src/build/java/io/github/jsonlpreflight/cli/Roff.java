package io.github.jsonlpreflight.cli;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Writes a manual page in roff's {@code man} macros (man(7), groff_man(7)). Texts are plain:
 * whatever roff would take for its own is escaped.
 */
final class Roff {
  private static final Pattern PARAGRAPHS = Pattern.compile("\n\n+");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** How long lines of the source are, which mandoc's lint wants below 80. */
  private static final int WIDTH = 79;

  private final StringBuilder page = new StringBuilder();

  /**
   * Begins a page.
   *
   * @param date as {@code 2026-11-24}
   */
  Roff(String name, String date, String source, String manual) {
    line(
        ".TH %s 1 \"%s\" \"%s\" \"%s\""
            .formatted(escape(name).toUpperCase(Locale.ROOT), date, source, manual));
    line(".nh").line(".ad l"); // words of commands and files are not to be hyphenated
  }

  Roff section(String title) {
    return line(".SH " + title);
  }

  Roff subsection(String title) {
    return line(".SS " + title);
  }

  /** Writes what is the program's name, and what it is for in a few words. */
  Roff name(String name, String purpose) {
    wrap(escape(name) + " \\- " + escape(purpose));
    return this;
  }

  /** Writes paragraphs, which empty lines divide. */
  Roff text(String text) {
    String between = "";
    for (String paragraph : PARAGRAPHS.splitAsStream(text.strip()).toList()) {
      page.append(between);
      wrap(escape(paragraph.strip()));
      between = ".PP\n";
    }
    return this;
  }

  /** Roff fills lines itself; it wants a sentence to begin on one of its own. */
  private void wrap(String paragraph) {
    StringBuilder line = new StringBuilder();
    for (String word : SPACE.splitAsStream(paragraph).toList()) {
      boolean endsSentence = !line.isEmpty() && ".?!".indexOf(line.charAt(line.length() - 1)) >= 0;
      if (endsSentence || bytes(line) + 1 + bytes(word) > WIDTH) {
        line(guard(line.toString()));
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    line(guard(line.toString()));
  }

  private static int bytes(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  /** Writes a term that is already roff, and what is to be said of it. */
  Roff entry(String term, String text) {
    return line(".TP").line(guard(term)).text(text);
  }

  /** Writes lines as they are, further in. */
  Roff literal(Iterable<String> lines) {
    line(".RS 4").line(".nf");
    lines.forEach(text -> line(guard(escape(text))));
    return line(".fi").line(".RE");
  }

  /** Adds a line that is already roff. */
  Roff line(String roff) {
    page.append(roff).append('\n');
    return this;
  }

  static String bold(String text) {
    return "\\fB" + escape(text) + "\\fR";
  }

  static String italic(String text) {
    return "\\fI" + escape(text) + "\\fR";
  }

  /** Returns a text as roff: a bare hyphen could become a dash, a bare quote a typographer's. */
  static String escape(String text) {
    return text.replace("\\", "\\e")
        .replace("-", "\\-")
        .replace("'", "\\(aq")
        .replace("`", "\\(ga")
        .replace("^", "\\(ha")
        .replace("~", "\\(ti");
  }

  /** A line must not begin with what roff takes for the beginning of a request. */
  private static String guard(String line) {
    return line.startsWith(".") || line.startsWith("'") ? "\\&" + line : line;
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
