package io.github.jsonlpreflight.cli.options;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The headings under which a command's help shows options that it shares with others. */
public final class OptionGroups {
  public static final String RULES = "Rules";
  public static final String SERVICE = "Service";
  public static final String CHUNKS = "Chunks";
  public static final String SENDING = "Sending";
  public static final String READING = "Reading";
  public static final String OUTPUT = "Output";

  /** In the order of what happens. */
  private static final List<String> HEADINGS =
      List.of(SERVICE, RULES, CHUNKS, SENDING, READING, OUTPUT);

  private OptionGroups() {}

  /** Returns a command's options that stand under a heading, by the heading, in their order. */
  public static Map<String, List<OptionSpec>> of(CommandSpec command) {
    Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
    for (String heading : HEADINGS) {
      CommandSpec mixin = command.mixins().get(heading);
      if (mixin != null) {
        groups.put(
            heading,
            mixin.options().stream()
                .map(declared -> command.findOption(declared.longestName()))
                .filter(Objects::nonNull)
                .toList());
      }
    }
    return groups;
  }

  /**
   * Puts the options of each heading under it. Only help needs this: options are understood in any
   * order.
   */
  public static CommandSpec group(CommandSpec command) {
    if (command.argGroups().isEmpty()) {
      of(command).forEach((heading, options) -> addGroup(command, heading, options));
    }
    return command;
  }

  private static void addGroup(CommandSpec command, String heading, List<OptionSpec> options) {
    ArgGroupSpec.Builder group =
        ArgGroupSpec.builder()
            .heading("%n" + heading + ":%n")
            .order(HEADINGS.indexOf(heading))
            .validate(false);
    for (OptionSpec option : options) {
      command.remove(option);
      group.addArg(option);
    }
    command.addArgGroup(group.build());
  }
}
