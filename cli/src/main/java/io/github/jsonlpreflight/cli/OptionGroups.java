package io.github.jsonlpreflight.cli;

import java.util.List;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The headings under which a command's help shows options that it shares with others. */
final class OptionGroups {
  static final String RULES = "Rules";
  static final String SERVICE = "Service";
  static final String CHUNKS = "Chunks";
  static final String SENDING = "Sending";
  static final String READING = "Reading";
  static final String OUTPUT = "Output";

  /** In the order of what happens. */
  private static final List<String> HEADINGS =
      List.of(SERVICE, RULES, CHUNKS, SENDING, READING, OUTPUT);

  private OptionGroups() {}

  static boolean isHeading(String mixin) {
    return HEADINGS.contains(mixin);
  }

  /**
   * Puts the options of each mixin that is named by a heading under that heading. Only help needs
   * this: options are understood in any order.
   */
  static CommandSpec group(CommandSpec command) {
    if (!command.argGroups().isEmpty()) {
      return command;
    }
    for (String heading : HEADINGS) {
      CommandSpec mixin = command.mixins().get(heading);
      if (mixin != null) {
        addGroup(command, heading, mixin);
      }
    }
    return command;
  }

  private static void addGroup(CommandSpec command, String heading, CommandSpec mixin) {
    ArgGroupSpec.Builder group =
        ArgGroupSpec.builder()
            .heading("%n" + heading + ":%n")
            .order(HEADINGS.indexOf(heading))
            .validate(false);
    for (OptionSpec declared : mixin.options()) {
      ArgSpec option = command.findOption(declared.longestName());
      if (option != null) {
        command.remove(option);
        group.addArg(option);
      }
    }
    command.addArgGroup(group.build());
  }
}
