package io.github.jsonlpreflight.cli.options;

import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.cli.console.Logging;
import io.github.jsonlpreflight.cli.console.Terminal;
import io.github.jsonlpreflight.cli.console.WordWrap;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How results are shown. */
public class OutputOptions {
  private static final String FORMAT = "--format";

  /** The forms in which results are printed. */
  public enum Format {
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
      names = FORMAT,
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "How results are printed: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Format format;

  @Option(names = "--quiet", description = "Print results only: no progress, no advice.")
  private boolean quiet;

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

  OutputOptions() {}

  /** Lets a command's help, and completion, name the forms alone that it prints. */
  public static void offerTextAndJson(CommandSpec command) {
    OptionSpec format = command.findOption(FORMAT);
    if (format != null) {
      command.remove(format);
      command.addOption(
          format.toBuilder()
              .completionCandidates(List.of(Format.text.name(), Format.json.name()))
              .build());
    }
  }

  public final Format format() {
    return format;
  }

  /** Tells whether results are for people. */
  public final boolean isText() {
    return format == Format.text;
  }

  /** Tells whether a command that knows text and JSON prints JSON. */
  public final boolean isJson() {
    return format == Format.json;
  }

  public final boolean quiet() {
    return quiet;
  }

  /**
   * Returns where a command writes to that knows text and JSON.
   *
   * @see #consoleOfAnyFormat
   */
  public final Console console() {
    if (format != Format.text && format != Format.json) {
      throw Usage.error(
          spec, "--format " + format + " is for validate; here results are text or json");
    }
    return consoleOfAnyFormat();
  }

  /** Returns where to write to, and sets up logging, which a library may begin from here on. */
  public final Console consoleOfAnyFormat() {
    Logging.configure(verbosity.length);
    boolean colored =
        switch (color) {
          case always -> true;
          case never -> false;
          case auto -> Terminal.isInteractive() && System.getenv("NO_COLOR") == null;
        };
    List<String> arguments = spec.commandLine().getParseResult().originalArgs();
    return new Console(
        spec.commandLine().getOut(),
        spec.commandLine().getErr(),
        colored && format == Format.text,
        WordWrap.ofResults(arguments),
        WordWrap.ofErrors(arguments));
  }
}
