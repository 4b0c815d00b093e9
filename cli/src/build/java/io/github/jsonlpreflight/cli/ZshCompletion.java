package io.github.jsonlpreflight.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes the completion for zsh: specifications for its {@code _arguments}, with descriptions. */
final class ZshCompletion {
  private ZshCompletion() {}

  static String of(CommandLine program) {
    List<CommandSpec> commands = Summary.commands(program);
    return UsageFiles.resource("completion.zsh")
        .replace(
            "@COMMANDS@",
            lines(
                4,
                commands.stream()
                    .map(
                        command ->
                            quote(command.name() + ":" + Summary.brief(Summary.of(command))))))
        .replace(
            "@PROGRAM_OPTIONS@",
            lines(
                4,
                program.getCommandSpec().options().stream()
                    .flatMap(ZshCompletion::specifications)
                    .map(specification -> specification + " \\")))
        .replace("@TABLE@", commands.stream().map(ZshCompletion::row).collect(Collectors.joining()))
        .replace("\n\n      esac", "\n      esac");
  }

  private static String row(CommandSpec command) {
    Stream<String> specifications =
        Stream.concat(
            Summary.options(command).stream().flatMap(ZshCompletion::specifications),
            command.positionalParameters().stream().map(ZshCompletion::specification));
    return """
            %s)
              _arguments -s \\
    %s
              ;;
    """
        .formatted(command.name(), lines(12, specifications).replace("\n", " \\\n"));
  }

  private static String lines(int margin, Stream<String> lines) {
    return lines.map(line -> " ".repeat(margin) + line).collect(Collectors.joining("\n"));
  }

  /** Returns one specification for each name of an option; each name shuts out the others. */
  private static Stream<String> specifications(OptionSpec option) {
    Candidates candidates = Candidates.of(option);
    boolean mayBeRepeated = option.isMultiValue();
    String shutOut =
        option.usageHelp() || option.versionHelp()
            ? "(- *)"
            : mayBeRepeated ? "*" : "(" + String.join(" ", option.names()) + ")";
    return Stream.of(option.names())
        .map(
            name -> {
              String equals =
                  candidates.kind() == Candidates.Kind.NONE || !name.startsWith("--") ? "" : "=";
              return quote(
                  shutOut
                      + name
                      + equals
                      + "["
                      + escape(Summary.brief(Summary.of(option)))
                      + "]"
                      + action(option, candidates));
            });
  }

  private static String specification(PositionalParamSpec operand) {
    String place = operand.arity().max() > 1 ? "*" : "1";
    return quote(place + action(operand, Candidates.of(operand)));
  }

  private static String action(ArgSpec argument, Candidates candidates) {
    String words = String.join(" ", candidates.words());
    String action =
        switch (candidates.kind()) {
          case NONE -> "";
          case TEXT -> " ";
          case WORDS -> "(" + words + ")";
          case PAIRS -> "_preflight_pairs " + words;
          case FILE -> "_files";
          case DIRECTORY -> "_files -/";
        };
    return action.isEmpty() ? "" : ":" + escape(argument.paramLabel()) + ":" + action;
  }

  /** Colons and brackets divide a specification. */
  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace(":", "\\:");
  }

  private static String quote(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
