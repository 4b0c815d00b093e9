package io.github.jsonlpreflight.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Reads option values, and says what is none in words of the command line, not of Java. */
final class OptionValues {
  private OptionValues() {}

  static void register(CommandLine commandLine) {
    commandLine.registerConverter(int.class, OptionValues::toInt);
    commandLine.registerConverter(Integer.class, OptionValues::toInt);
    commandLine.registerConverter(long.class, OptionValues::toLong);
    commandLine.registerConverter(Long.class, OptionValues::toLong);
    registerChoice(commandLine, OutputOptions.Format.class);
    registerChoice(commandLine, OutputOptions.Color.class);
    registerChoice(commandLine, ExplainCommand.Form.class);
    registerChoice(commandLine, RuleOptions.Kind.class);
    registerChoice(commandLine, ChunkOptions.OnInvalid.class);
    registerChoice(commandLine, SendingOptions.Failed.class);
    registerChoice(commandLine, SendingOptions.Ambiguous.class);
  }

  private static <E extends Enum<E>> void registerChoice(CommandLine commandLine, Class<E> type) {
    commandLine.registerConverter(type, text -> toChoice(type, text));
  }

  private static int toInt(String text) {
    long number = toLong(text);
    if (number != (int) number) {
      throw tooLarge(text);
    }
    return (int) number;
  }

  private static long toLong(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw text.matches("[+-]?[0-9]+")
          ? tooLarge(text)
          : new TypeConversionException("'" + text + "' is no whole number");
    }
  }

  private static TypeConversionException tooLarge(String text) {
    return new TypeConversionException("'" + text + "' is too large a number");
  }

  /** Picocli itself would also take, and name, what a constant is called in Java. */
  private static <E extends Enum<E>> E toChoice(Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(choice -> choice.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'"
                        + text
                        + "' is none of "
                        + Arrays.stream(type.getEnumConstants())
                            .map(Enum::toString)
                            .collect(Collectors.joining(", "))));
  }
}
