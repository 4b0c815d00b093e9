package io.github.jsonlpreflight.cli.console;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Breaks lines for people between words where a terminal would break them in the middle of one.
 * What somebody may copy stays whole, however wide it is: a path or an address without blanks is
 * one word, and so is a command, or an argument of the user's own, with its blanks.
 */
public final class WordWrap {
  /** Leaves every line as it is: no terminal shows it. */
  static final WordWrap NONE = new WordWrap(false, () -> Terminal.USUAL_COLUMNS, List.of());

  /** So much further in stand further lines than the first. */
  private static final int HANG = 4;

  /** Messages have what is to be typed at their end, behind a colon. */
  private static final Pattern COMMAND =
      Pattern.compile("(?<=: )(?:avro-tools|git|iconv|jq|preflight|python3|sed|sqlite3) .*");

  private static final Pattern WORD = Pattern.compile("( *)([^ ]+)");

  /** What colours text, and takes no room. */
  private static final Pattern STYLE = Pattern.compile("\u001b\\[[0-9;]*m");

  /** Stands for a blank that is no place for a break; no text for people holds one itself. */
  private static final char GLUE = '\0';

  private final boolean isNeeded;
  private final IntSupplier columns;
  private final List<String> whole;

  private WordWrap(boolean isNeeded, IntSupplier columns, List<String> whole) {
    this.isNeeded = isNeeded;
    this.columns = columns;
    this.whole = whole.stream().filter(phrase -> phrase.indexOf(' ') >= 0).toList();
  }

  /**
   * Returns what breaks lines at a width.
   *
   * @param columns how wide they may be
   * @param whole what is not to be broken
   */
  public static WordWrap at(IntSupplier columns, List<String> whole) {
    return new WordWrap(true, columns, whole);
  }

  /** Returns what breaks lines of results, given the command's arguments. */
  public static WordWrap ofResults(List<String> arguments) {
    return new WordWrap(Terminal.isInteractive(), Terminal::columns, arguments);
  }

  /** Returns what breaks lines on standard error, given the command's arguments. */
  public static WordWrap ofErrors(List<String> arguments) {
    return new WordWrap(Terminal.isErrorInteractive(), Terminal::errorColumns, arguments);
  }

  /** Returns how wide lines may be. */
  int columns() {
    return columns.getAsInt();
  }

  /** Tells whether lines of so many columns stay as they are. */
  boolean fits(int width) {
    return !isNeeded || width <= columns();
  }

  /** Returns a line on as many lines as it needs; further ones stand further in. */
  public String wrap(String line) {
    String visible = visible(line);
    return wrap(line, visible.length() - visible.stripLeading().length() + HANG);
  }

  /**
   * Returns a line on as many lines as it needs.
   *
   * @param hang how many blanks stand before each but the first
   */
  public String wrap(String line, int hang) {
    if (fits(width(line))) {
      return line;
    }
    StringBuilder lines = new StringBuilder();
    int at = 0;
    Matcher words = WORD.matcher(glued(line));
    while (words.find()) {
      String gap = words.group(1);
      String word = words.group(2);
      int width = width(word);
      if (at > 0 && at + gap.length() + width > columns()) {
        lines.append(System.lineSeparator());
        gap = " ".repeat(hang);
        at = 0;
      }
      lines.append(gap).append(word);
      at += gap.length() + width;
    }
    return lines.toString().replace(GLUE, ' ');
  }

  private String glued(String line) {
    String glued =
        COMMAND.matcher(line).replaceAll(match -> Matcher.quoteReplacement(glue(match.group())));
    for (String phrase : whole) {
      glued = glued.replace(phrase, glue(phrase));
    }
    return glued;
  }

  private static String glue(String phrase) {
    return phrase.replace(' ', GLUE);
  }

  private static int width(String text) {
    return Columns.of(visible(text));
  }

  private static String visible(String text) {
    return text.indexOf('\u001b') < 0 ? text : STYLE.matcher(text).replaceAll("");
  }

  /** Returns a writer whose lines go on to another one, broken where they are too wide. */
  public PrintWriter over(PrintWriter out) {
    return isNeeded ? new PrintWriter(new Lines(out)) : out;
  }

  /** Gathers each line, and passes it on once it has ended or nothing more is to be waited for. */
  private final class Lines extends Writer {
    private final PrintWriter out;
    private final StringBuilder line = new StringBuilder();

    Lines(PrintWriter out) {
      this.out = out;
    }

    @Override
    public void write(char[] text, int from, int length) {
      for (int i = from; i < from + length; i++) {
        if (text[i] == '\n') {
          out.println(wrap(line.toString()));
          line.setLength(0);
        } else if (text[i] != '\r') {
          line.append(text[i]);
        }
      }
    }

    @Override
    public void flush() {
      if (!line.isEmpty()) {
        out.print(wrap(line.toString()));
        line.setLength(0);
      }
      out.flush();
    }

    @Override
    public void close() {
      flush();
      out.close();
    }
  }
}
