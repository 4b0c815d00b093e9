package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.jsonl.Messages;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What somebody may have meant who wrote a name that there is not. */
final class Suggestions {
  private static final int MAX_SHOWN = 3;

  private Suggestions() {}

  /** Returns the names that are most like it, the most alike first; none if none is. */
  static List<String> of(String written, List<String> names) {
    String lower = written.toLowerCase(Locale.ROOT);
    return names.stream()
        .filter(
            name -> SimilarNames.changes(lower, name.toLowerCase(Locale.ROOT)) <= tolerated(name))
        .sorted(
            Comparator.comparingInt(
                name -> SimilarNames.changes(lower, name.toLowerCase(Locale.ROOT))))
        .limit(MAX_SHOWN)
        .toList();
  }

  private static int tolerated(String name) {
    return name.length() < 4 ? 0 : Math.max(1, name.length() / 3);
  }

  /** Returns what is wrong with a command line, and what may have been meant. */
  static String message(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return String.valueOf(e.getMessage());
    }
    CommandLine command = e.getCommandLine();
    String first = unmatched.getUnmatched().get(0);
    if (unmatched.isUnknownOption()) {
      String name = first.replaceFirst("=.*", "");
      List<String> options =
          command.getCommandSpec().options().stream().map(OptionSpec::longestName).toList();
      return "There is no option " + name + meant(name, options);
    }
    return command.getSubcommands().isEmpty()
        ? "There is no use for " + String.join(" ", unmatched.getUnmatched())
        : noCommand(first, List.copyOf(command.getSubcommands().keySet()));
  }

  static String noCommand(String written, List<String> commands) {
    return "There is no command " + Messages.printable(written) + meant(written, commands);
  }

  private static String meant(String written, List<String> names) {
    List<String> similar = of(written, names);
    return similar.isEmpty() ? "" : "; did you mean " + String.join(", or ", similar) + "?";
  }
}
