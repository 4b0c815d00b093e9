package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.cli.config.Configuration;
import io.github.jsonlpreflight.cli.console.Columns;
import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.console.JsonOutput;
import io.github.jsonlpreflight.cli.options.OptionGroups;
import io.github.jsonlpreflight.cli.options.OutputOptions;
import io.github.jsonlpreflight.cli.options.Usage;
import io.github.jsonlpreflight.jsonl.Messages;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

@Command(
    name = "config",
    description =
        "Show what the options of a command are set to, and by what: the environment, the project's"
            + " preflight.toml, your own, or nobody.",
    footer = {"%nExamples:", "  preflight config", "  preflight config upload"})
final class ConfigCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..1",
      completionCandidates = Program.Names.class,
      description = "Show all options of this command. Default: what is set, of all commands.")
  private @Nullable String command;

  @Mixin(name = OptionGroups.OUTPUT)
  private OutputOptions output;

  private ConfigCommand() {}

  /**
   * An option of a command, and what it is set to.
   *
   * @param shown the value fit to be shown, a path as seen from here
   */
  private record Row(String command, String option, String value, String shown, String origin) {}

  @Override
  public Integer call() {
    Console console = output.console();
    if (command != null && !Program.names().contains(command)) {
      throw Usage.error(spec, Failures.noCommand(command, Program.names()));
    }
    Configuration configuration =
        Usage.checked(
            spec,
            () ->
                Configuration.read(
                    System.getenv(), Path.of(""), Path.of(System.getProperty("user.home"))));
    List<Row> rows = new ArrayList<>();
    CommandLine program = Program.whole(console.out(), console.err());
    Usage.checked(
        spec,
        () -> {
          configuration.requireKnown(program, new Program.All());
          return true;
        });
    for (Map.Entry<String, CommandLine> entry : program.getSubcommands().entrySet()) {
      if (command == null || command.equals(entry.getKey())) {
        addRows(entry.getKey(), entry.getValue().getCommandSpec(), configuration, rows);
      }
    }
    if (output.isJson()) {
      json(rows, console.out());
    } else {
      text(rows, configuration, console);
    }
    console.out().flush();
    return ExitCode.OK;
  }

  private void addRows(
      String name, CommandSpec options, Configuration configuration, List<Row> rows) {
    for (OptionSpec option : options.options()) {
      Optional<Configuration.Setting> setting = configuration.setting(name, option);
      String longest = option.longestName();
      if (setting.isPresent()) {
        String value = String.join(", ", setting.get().values());
        boolean isPath = option.typeInfo().getType().equals(Path.class);
        rows.add(
            new Row(
                name,
                longest,
                value,
                isPath ? Humanize.path(Path.of(value)) : Messages.printable(value),
                setting.get().origin()));
      } else if (command != null && !option.usageHelp() && !option.versionHelp()) {
        String value = option.defaultValue() == null ? "" : option.defaultValue();
        rows.add(new Row(name, longest, value, value, "default"));
      }
    }
  }

  private void text(List<Row> rows, Configuration configuration, Console console) {
    PrintWriter out = console.text();
    int names = rows.stream().mapToInt(row -> row.option().length()).max().orElse(0);
    int values = rows.stream().mapToInt(row -> Columns.of(row.shown())).max().orElse(0);
    String last = "";
    for (Row row : rows) {
      if (!row.command().equals(last)) {
        out.println(console.bold(row.command()));
        last = row.command();
      }
      out.println(
          "  "
              + row.option()
              + " ".repeat(names - row.option().length() + 2)
              + row.shown()
              + " ".repeat(values - Columns.of(row.shown()) + 2)
              + console.faint(Messages.printable(row.origin())));
    }
    if (rows.isEmpty()) {
      out.println("Nothing is set: every option has its default.");
    }
    if (!output.quiet()) {
      List<String> read = configuration.fileNames();
      out.println(
          "Read: the environment"
              + (read.isEmpty() ? "" : ", " + String.join(", ", read))
              + (System.getenv("PROLIFIC_TOKEN") == null
                  ? ". PROLIFIC_TOKEN is not set"
                  : ". PROLIFIC_TOKEN is set"));
    }
  }

  private static void json(List<Row> rows, PrintWriter out) {
    try (JsonGenerator json = JsonOutput.to(out)) {
      json.writeStartArray();
      for (Row row : rows) {
        json.writeStartObject();
        json.writeStringProperty("command", row.command());
        json.writeStringProperty("option", row.option());
        json.writeStringProperty("value", row.value());
        json.writeStringProperty("origin", row.origin());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeRaw('\n');
    }
  }
}
