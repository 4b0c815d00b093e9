package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.jsonl.Messages;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a command writes to: results to standard output, everything else to standard error. Whoever
 * puts text from a file here has made it printable before.
 */
final class Console {
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean color;
  private final WordWrap resultLines;
  private final WordWrap errorLines;
  private final PrintWriter text;

  /** Makes a console that no terminal shows. */
  Console(PrintWriter out, PrintWriter err, boolean color) {
    this(out, err, color, WordWrap.NONE, WordWrap.NONE);
  }

  /**
   * Makes a console.
   *
   * @param resultLines breaks lines for people among the results
   * @param errorLines breaks lines on standard error
   */
  Console(
      PrintWriter out, PrintWriter err, boolean color, WordWrap resultLines, WordWrap errorLines) {
    this.out = out;
    this.err = err;
    this.color = color;
    this.resultLines = resultLines;
    this.errorLines = errorLines;
    this.text = resultLines.over(out);
  }

  /** Returns where results for programs go, as they are. */
  PrintWriter out() {
    return out;
  }

  /** Returns where results for people go: lines as wide as their terminal. */
  PrintWriter text() {
    return text;
  }

  /**
   * Prints a line of results for people that has a label before it.
   *
   * @param hang where the text begins, so that further lines begin there too
   */
  void line(String line, int hang) {
    out.println(resultLines.wrap(line, hang));
  }

  /** Returns standard error for what is not made of lines. */
  PrintWriter err() {
    return err;
  }

  /** Says something on standard error that is no result. */
  void say(String sentence) {
    err.println(errorLines.wrap(sentence));
    err.flush();
  }

  /** Returns a console whose results go to standard error: records have standard output. */
  Console withResultsOnError() {
    return new Console(err, err, color, errorLines, errorLines);
  }

  /** Returns how wide the lines of results may be. */
  int columns() {
    return resultLines.columns();
  }

  /** Returns what keeps results from getting out, or null while they do. */
  @Nullable IOException failure() {
    return out instanceof StandardOutput results ? results.failure() : null;
  }

  String red(String text) {
    return colored("31", text);
  }

  String green(String text) {
    return colored("32", text);
  }

  String yellow(String text) {
    return colored("33", text);
  }

  String bold(String text) {
    return colored("1", text);
  }

  String faint(String text) {
    return colored("2", text);
  }

  private String colored(String code, String text) {
    return color ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  /** Returns a count with its noun: {@code 1 record}, {@code 1,000 records}. */
  static String count(long n, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", n, noun, n == 1 ? "" : "s");
  }

  /** Returns a path as the user would write it: from the working directory where it is below. */
  static String path(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = path.toAbsolutePath().normalize();
    if (absolute.equals(here)) {
      return ".";
    }
    return Messages.printable(
        (absolute.startsWith(here) ? here.relativize(absolute) : absolute).toString());
  }

  /** Returns a duration as people say it, to its two greatest units. */
  static String duration(long seconds) {
    Duration duration = Duration.ofSeconds(seconds);
    if (duration.toHours() > 0) {
      return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
    return duration.toMinutes() > 0
        ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
        : seconds + " s";
  }

  static String number(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }
}
