package io.github.jsonlpreflight.cli.options;

import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Wrong usage: exit 2, with a sentence and a pointer to the help. */
public final class Usage {
  private Usage() {}

  public static ParameterException error(CommandSpec spec, String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Runs what checks values that come from options, so that its complaint is about usage. */
  public static <T> T checked(CommandSpec spec, Supplier<T> build) {
    try {
      return build.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), OptionNames.toFlags(String.valueOf(e.getMessage())), e);
    }
  }
}
