package io.github.jsonlpreflight.cli.options;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** Reads option values, and says what is none in words of the command line, not of Java. */
public final class OptionValues {
  private OptionValues() {}

  /** Makes the commands of a program read their options' values so. */
  public static void register(CommandLine program) {
    program.registerConverter(int.class, OptionValues::toInt);
    program.registerConverter(Integer.class, OptionValues::toInt);
    program.registerConverter(long.class, OptionValues::toLong);
    program.registerConverter(Long.class, OptionValues::toLong);
    for (CommandLine command : program.getSubcommands().values()) {
      for (OptionSpec option : command.getCommandSpec().options()) {
        if (option.typeInfo().isEnum()) {
          registerChoice(command, option.type());
        }
      }
    }
  }

  private static <E> void registerChoice(CommandLine command, Class<E> type) {
    command.registerConverter(type, text -> toChoice(type.getEnumConstants(), text));
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
  private static <E> E toChoice(E[] choices, String text) {
    return Arrays.stream(choices)
        .filter(choice -> choice.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'"
                        + text
                        + "' is none of "
                        + Arrays.stream(choices)
                            .map(Object::toString)
                            .collect(Collectors.joining(", "))));
  }
}
