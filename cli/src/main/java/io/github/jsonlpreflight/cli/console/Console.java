package io.github.jsonlpreflight.cli.console;

import io.github.jsonlpreflight.cli.files.StandardOutput;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * Where a command writes to: results to standard output, everything else to standard error. Whoever
 * puts text from a file here has made it printable before.
 */
public final class Console {
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean color;
  private final WordWrap resultLines;
  private final WordWrap errorLines;
  private final PrintWriter text;

  /** Makes a console that no terminal shows. */
  public Console(PrintWriter out, PrintWriter err, boolean color) {
    this(out, err, color, WordWrap.NONE, WordWrap.NONE);
  }

  /**
   * Makes a console.
   *
   * @param resultLines breaks lines for people among the results
   * @param errorLines breaks lines on standard error
   */
  public Console(
      PrintWriter out, PrintWriter err, boolean color, WordWrap resultLines, WordWrap errorLines) {
    this.out = out;
    this.err = err;
    this.color = color;
    this.resultLines = resultLines;
    this.errorLines = errorLines;
    this.text = resultLines.over(out);
  }

  /** Returns where results for programs go, as they are. */
  public PrintWriter out() {
    return out;
  }

  /** Returns where results for people go: lines as wide as their terminal. */
  public PrintWriter text() {
    return text;
  }

  /**
   * Prints a line of results for people that has a label before it.
   *
   * @param hang where the text begins, so that further lines begin there too
   */
  public void line(String line, int hang) {
    out.println(resultLines.wrap(line, hang));
  }

  /** Returns standard error for what is not made of lines. */
  public PrintWriter err() {
    return err;
  }

  /** Says something on standard error that is no result. */
  public void say(String sentence) {
    err.println(errorLines.wrap(sentence));
    err.flush();
  }

  /** Returns a console whose results go to standard error: records have standard output. */
  public Console withResultsOnError() {
    return new Console(err, err, color, errorLines, errorLines);
  }

  /** Returns how wide the lines of results may be. */
  public int columns() {
    return resultLines.columns();
  }

  /** Tells whether results for people may have lines of so many columns. */
  public boolean fits(int width) {
    return resultLines.fits(width);
  }

  /** Returns what keeps results from getting out, or null while they do. */
  public @Nullable IOException failure() {
    return out instanceof StandardOutput results ? results.failure() : null;
  }

  public String red(String text) {
    return colored("31", text);
  }

  public String green(String text) {
    return colored("32", text);
  }

  public String yellow(String text) {
    return colored("33", text);
  }

  public String bold(String text) {
    return colored("1", text);
  }

  public String faint(String text) {
    return colored("2", text);
  }

  private String colored(String code, String text) {
    return color ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
