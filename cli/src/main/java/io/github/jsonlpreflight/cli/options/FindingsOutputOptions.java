package io.github.jsonlpreflight.cli.options;

import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.cli.console.ProgressLine;
import io.github.jsonlpreflight.cli.console.Terminal;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * How the results of a command that reads records are shown. It extends the others in place of
 * holding them: to a mixin inside a mixin picocli does not say which command it is in.
 */
public final class FindingsOutputOptions extends OutputOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

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

  @Option(
      names = "--no-progress",
      description = "Show no progress, neither on a terminal nor every half minute in a log.")
  private boolean noProgress;

  private FindingsOutputOptions() {}

  /** Returns how many errors are listed for a file. */
  public long maxErrors() {
    if (maxErrors < 0) {
      throw Usage.error(spec, "--max-errors is " + maxErrors + "; it starts at 0, which lists all");
    }
    return maxErrors == 0 ? Long.MAX_VALUE : maxErrors;
  }

  /** Tells whether values of the data are not to be seen in any output. */
  public boolean hidesValues() {
    return noValues;
  }

  /** Returns the line that shows how a command gets on. */
  public ProgressLine progress(Console console) {
    return new ProgressLine(console.err(), progressMedium(), System::nanoTime);
  }

  private ProgressLine.Medium progressMedium() {
    boolean resultsStream = format() == Format.jsonl || format() == Format.sarif || maxErrors == 0;
    if (quiet() || noProgress || (resultsStream && Terminal.isInteractive())) {
      return ProgressLine.Medium.NONE;
    }
    return Terminal.isErrorInteractive() ? ProgressLine.Medium.TERMINAL : ProgressLine.Medium.LOG;
  }
}
