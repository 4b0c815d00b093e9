package io.github.jsonlpreflight.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes the completion for bash: a table of the commands inside a script that reads it. */
final class BashCompletion {
  private BashCompletion() {}

  static String of(CommandLine program) {
    List<CommandSpec> commands = Summary.commands(program);
    List<CommandSpec> all = new ArrayList<>(commands);
    all.add(0, program.getCommandSpec());
    return UsageFiles.resource("completion.bash")
        .replace("@COMMANDS@", names(commands, " "))
        .replace("@COMMAND_PATTERN@", names(commands, " | "))
        .replace(
            "@TABLE@",
            all.stream()
                .map(command -> row(command, commands))
                .collect(Collectors.joining("\n"))
                .stripTrailing());
  }

  private static String names(List<CommandSpec> commands, String separator) {
    return commands.stream().map(CommandSpec::name).collect(Collectors.joining(separator));
  }

  private static String row(CommandSpec command, List<CommandSpec> commands) {
    boolean isProgram = command.parent() == null;
    StringBuilder row = new StringBuilder();
    row.append("    %s)\n".formatted(isProgram ? "''" : command.name()));
    row.append("      options='%s'\n".formatted(optionNames(command)));
    Candidates operand =
        isProgram
            ? new Candidates(
                Candidates.Kind.WORDS, commands.stream().map(CommandSpec::name).toList())
            : command.positionalParameters().stream()
                .findFirst()
                .map(Candidates::of)
                .orElse(Candidates.none());
    row.append("      %s\n".formatted(assign(operand)));
    Map<Candidates, List<OptionSpec>> options = new LinkedHashMap<>();
    for (OptionSpec option : Summary.options(command)) {
      options.computeIfAbsent(Candidates.of(option), any -> new ArrayList<>()).add(option);
    }
    row.append("      case $option in\n");
    options.forEach(
        (candidates, named) -> {
          if (candidates.kind() != Candidates.Kind.NONE) {
            String pattern =
                named.stream()
                    .flatMap(option -> Stream.of(option.names()))
                    .collect(Collectors.joining(" | "));
            row.append("        %s) %s ;;\n".formatted(pattern, assign(candidates)));
          }
        });
    row.append("        *) option= ;;\n      esac\n      ;;");
    return row.toString();
  }

  private static String optionNames(CommandSpec command) {
    return Summary.options(command).stream()
        .flatMap(option -> Stream.of(option.names()))
        .collect(Collectors.joining(" "));
  }

  private static String assign(Candidates candidates) {
    String kind = candidates.kind().name().toLowerCase(Locale.ROOT);
    return candidates.words().isEmpty()
        ? "kind=" + kind
        : "kind=%s words='%s'".formatted(kind, String.join(" ", candidates.words()));
  }
}
