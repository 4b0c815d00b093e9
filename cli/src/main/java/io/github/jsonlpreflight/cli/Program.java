package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.cli.config.AllCommands;
import io.github.jsonlpreflight.cli.options.OptionGroups;
import io.github.jsonlpreflight.cli.options.OptionValues;
import io.github.jsonlpreflight.cli.options.OutputOptions;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** The commands, and the command line that they make up. */
final class Program {
  /** The commands by their names, in the order of the help. */
  private static final Map<String, Class<?>> COMMANDS = commands();

  private Program() {}

  private static Map<String, Class<?>> commands() {
    Map<String, Class<?>> commands = new LinkedHashMap<>();
    commands.put("validate", ValidateCommand.class);
    commands.put("profile", ProfileCommand.class);
    commands.put("split", SplitCommand.class);
    commands.put("upload", UploadCommand.class);
    commands.put("status", StatusCommand.class);
    commands.put("repair", RepairCommand.class);
    commands.put("sandbox", SandboxCommand.class);
    commands.put("explain", ExplainCommand.class);
    commands.put("doctor", DoctorCommand.class);
    commands.put("config", ConfigCommand.class);
    return commands;
  }

  /**
   * Returns the commands that the arguments can be about. To know a command's options takes as long
   * as many a run, and all of them are only needed to list them or to see what was meant.
   */
  static Collection<Class<?>> commandsFor(String... arguments) {
    Class<?> named = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
    if (named != null) {
      return List.of(named);
    }
    return COMMANDS.values();
  }

  /** Returns the whole program. */
  static CommandLine whole(PrintWriter out, PrintWriter err) {
    return of(out, err, COMMANDS.values());
  }

  static List<String> names() {
    return List.copyOf(COMMANDS.keySet());
  }

  static CommandLine of(PrintWriter out, PrintWriter err, Collection<Class<?>> commands) {
    CommandLine commandLine = new CommandLine(new Main());
    commands.forEach(commandLine::addSubcommand);
    commandLine.setOut(out);
    commandLine.setErr(err);
    commandLine.setUsageHelpAutoWidth(true);
    commandLine.setAbbreviatedOptionsAllowed(false);
    commandLine.setExpandAtFiles(false); // a file may be called like that
    OptionValues.register(commandLine);
    commandLine.setParameterExceptionHandler(Failures::explainUsage);
    commandLine.setExecutionExceptionHandler(Failures::explainFailure);
    for (CommandLine command : commandLine.getSubcommands().values()) {
      command.getCommandSpec().mixinStandardHelpOptions(true);
      command.getCommandSpec().usageMessage().sortOptions(false);
      command.getCommandSpec().usageMessage().abbreviateSynopsis(true);
      command.setHelpFactory(
          (options, colors) -> new CommandLine.Help(OptionGroups.group(options), colors));
      if (!(command.getCommand() instanceof ValidateCommand)) {
        OutputOptions.offerTextAndJson(command.getCommandSpec());
      }
    }
    return commandLine;
  }

  /** The names of the commands, for completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return names().iterator();
    }
  }

  /** All of them, for those who look at a configuration. */
  static final class All implements AllCommands {
    @Override
    public boolean isCommand(String name) {
      return COMMANDS.containsKey(name);
    }

    @Override
    public boolean hasOption(String name) {
      PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
      return whole(nowhere, nowhere).getSubcommands().values().stream()
          .anyMatch(command -> command.getCommandSpec().findOption("--" + name) != null);
    }
  }
}
