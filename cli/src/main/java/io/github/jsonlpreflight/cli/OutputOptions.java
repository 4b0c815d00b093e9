package io.github.jsonlpreflight.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How results are shown. */
final class OutputOptions {
  /** The forms in which results are printed. */
  enum Format {
    text,
    json,
    jsonl,
    github,
    sarif,
    junit
  }

  /** When to use colour. */
  enum Color {
    auto,
    always,
    never
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "How results are printed: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Format format;

  @Option(
      names = "--max-errors",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "Errors (and warnings) listed for a file; counting goes on. 0 lists all. Default:"
              + " ${DEFAULT-VALUE}.")
  private long maxErrors;

  @Option(
      names = "--no-values",
      description = "Show no value of the data: no excerpt, and no reason that holds one.")
  private boolean noValues;

  @Option(names = "--quiet", description = "Print results only: no progress, no advice.")
  private boolean quiet;

  @Option(
      names = "--no-progress",
      description = "Show no progress, neither on a terminal nor every half minute in a log.")
  private boolean noProgress;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description =
          "Colour: ${COMPLETION-CANDIDATES}. auto is only on a terminal and without NO_COLOR."
              + " Default: ${DEFAULT-VALUE}.")
  private Color color;

  @Option(names = "-v", description = "Log to standard error; -vv logs more.")
  private boolean[] verbosity = new boolean[0];

  private OutputOptions() {}

  Format format() {
    return format;
  }

  /** Tells whether results are for people. */
  boolean isText() {
    return format == Format.text;
  }

  /** Tells whether a command that knows text and JSON prints JSON. */
  boolean isJson() {
    return format == Format.json;
  }

  /** Returns how many errors are listed for a file. */
  long maxErrors() {
    if (maxErrors < 0) {
      throw Usage.error(spec, "--max-errors is " + maxErrors + "; it starts at 0, which lists all");
    }
    return maxErrors == 0 ? Long.MAX_VALUE : maxErrors;
  }

  /** Tells whether values of the data are not to be seen in any output. */
  boolean hidesValues() {
    return noValues;
  }

  boolean quiet() {
    return quiet;
  }

  /** Returns the line that shows how a command gets on. */
  ProgressLine progress(Console console) {
    return new ProgressLine(console.err(), progressMedium(), System::nanoTime);
  }

  private ProgressLine.Medium progressMedium() {
    boolean resultsStream = format == Format.jsonl || format == Format.sarif || maxErrors == 0;
    if (quiet || noProgress || (resultsStream && Terminal.isInteractive())) {
      return ProgressLine.Medium.NONE;
    }
    return Terminal.isErrorInteractive() ? ProgressLine.Medium.TERMINAL : ProgressLine.Medium.LOG;
  }

  /**
   * Returns where a command writes to that knows text and JSON.
   *
   * @see #consoleOfAnyFormat
   */
  Console console() {
    if (format != Format.text && format != Format.json) {
      throw Usage.error(
          spec, "--format " + format + " is for validate; here results are text or json");
    }
    return consoleOfAnyFormat();
  }

  /** Returns where to write to, and sets up logging, which a library may begin from here on. */
  Console consoleOfAnyFormat() {
    Logging.configure(verbosity.length);
    boolean colored =
        switch (color) {
          case always -> true;
          case never -> false;
          case auto -> Terminal.isInteractive() && System.getenv("NO_COLOR") == null;
        };
    return new Console(
        spec.commandLine().getOut(), spec.commandLine().getErr(), colored && format == Format.text);
  }
}
