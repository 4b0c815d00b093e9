package io.github.jsonlpreflight.cli;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Texts of the commands' help, with the variables in them replaced. */
final class Summary {
  private static final Pattern SENTENCE = Pattern.compile("(?<=[.;]) ");

  private Summary() {}

  /** Returns the visible commands of the program, in the order of its help. */
  static List<CommandSpec> commands(CommandLine program) {
    return program.getSubcommands().values().stream().map(CommandLine::getCommandSpec).toList();
  }

  /**
   * Returns the options of a command, its own and those of its mixins, in the order of its help.
   */
  static List<OptionSpec> options(CommandSpec command) {
    return command.options().stream().filter(option -> !option.hidden()).toList();
  }

  static String of(CommandSpec command) {
    return join(command.usageMessage().description());
  }

  static String of(ArgSpec argument) {
    return join(argument.description());
  }

  /** Returns the first sentence, or part of one, without its full stop. */
  static String brief(String text) {
    return SENTENCE.split(text, 2)[0].replaceFirst("[.;]$", "");
  }

  /** Picocli takes these texts for formats, in which a percent sign is written twice. */
  static String join(String... lines) {
    return List.of(lines).stream()
        .map(line -> line.replace("%n", "\n").replace("%%", "%"))
        .collect(Collectors.joining("\n"))
        .strip();
  }
}
