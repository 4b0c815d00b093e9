package io.github.jsonlpreflight.cli.config;

import io.github.jsonlpreflight.cli.options.SimilarNames;
import io.github.jsonlpreflight.jsonl.Messages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * A {@code preflight.toml}: options by their names without the dashes, at the top for all commands
 * that have them, or in a table that is called like a command; and a table {@code policy}.
 */
final class ConfigurationFile {
  private static final String POLICY = "policy";

  private final String name;
  private final Path folder;
  private final JsonNode settings;

  private ConfigurationFile(String name, Path folder, JsonNode settings) {
    this.name = name;
    this.folder = folder;
    this.settings = settings;
  }

  /**
   * Reads a file.
   *
   * @param name what messages call it
   * @param isUsers whether it is the user's own, and not the project's
   * @throws IllegalArgumentException if it is no TOML, or sets what it may not
   */
  static ConfigurationFile read(Path file, String name, boolean isUsers) {
    JsonNode settings;
    try {
      settings = new TomlMapper().readTree(file);
    } catch (JacksonException e) {
      String place = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
      throw new IllegalArgumentException(
          Messages.printable(name + " cannot be read" + place + ": " + e.getOriginalMessage()), e);
    }
    ConfigurationFile read =
        new ConfigurationFile(name, file.toAbsolutePath().resolveSibling(""), settings);
    if (!isUsers) {
      read.requireNone(Configuration.USERS_ALONE);
    }
    return read;
  }

  private void requireNone(Set<String> names) {
    for (String option : names) {
      boolean isSet =
          settings.has(option) || settings.values().stream().anyMatch(table -> table.has(option));
      if (isSet) {
        throw new IllegalArgumentException(
            name
                + " sets "
                + option
                + ", which decides where your token goes; only your own configuration may:"
                + " ~/.config/preflight/"
                + Configuration.FILE_NAME);
      }
    }
  }

  String name() {
    return name;
  }

  /**
   * Makes sure that everything in the file is an option of some command.
   *
   * @throws IllegalArgumentException if something is not
   */
  void requireKnown(CommandLine program, AllCommands all) {
    Map<String, CommandLine> commands = program.getSubcommands();
    for (Map.Entry<String, JsonNode> entry : settings.properties()) {
      String key = entry.getKey();
      if (!entry.getValue().isObject()) {
        Set<String> options = optionsOf(commands.values());
        requireKnown(key, "", options, () -> all.hasOption(key));
      } else if (all.isCommand(key)) {
        // The options of another command than the one at hand are not looked up: that takes long.
        if (commands.containsKey(key)) {
          Set<String> options = optionsOf(List.of(commands.get(key)));
          entry
              .getValue()
              .propertyNames()
              .forEach(option -> requireKnown(option, " for " + key, options, () -> false));
        }
      } else if (!key.equals(POLICY)) {
        throw new IllegalArgumentException(
            Messages.printable(name + " has a table [" + key + "], but there is no such command"));
      }
    }
  }

  private void requireKnown(
      String key, String place, Set<String> options, BooleanSupplier isElsewhere) {
    if (Configuration.NEVER_CONFIGURED.contains(key)) {
      throw new IllegalArgumentException(
          name + " sets " + key + ", which is for a command line only: it is about one run");
    }
    if (!options.contains(key) && !isElsewhere.getAsBoolean()) {
      throw new IllegalArgumentException(
          Messages.printable(
              name
                  + " sets "
                  + key
                  + place
                  + ", but there is no such option"
                  + SimilarNames.mostSimilar(key, options)
                      .map(meant -> "; did you mean " + meant + "?")
                      .orElse("")));
    }
  }

  private static Set<String> optionsOf(Iterable<CommandLine> commands) {
    Set<String> names = new LinkedHashSet<>();
    for (CommandLine command : commands) {
      for (OptionSpec option : command.getCommandSpec().options()) {
        names.add(Configuration.nameOf(option));
      }
    }
    return names;
  }

  /**
   * Returns what the file sets an option of a command to.
   *
   * @param isPath whether the values are paths, which count from the file's folder
   */
  Optional<List<String>> values(String command, String option, boolean isPath) {
    JsonNode own = settings.path(command).path(option);
    JsonNode value = own.isMissingNode() ? settings.path(option) : own;
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    List<String> values = new ArrayList<>();
    if (value.isObject() && option.equals(POLICY)) {
      value
          .properties()
          .forEach(entry -> values.add(entry.getKey() + "=" + scalar(entry.getValue(), option)));
    } else if (value.isArray()) {
      value.forEach(element -> values.add(scalar(element, option)));
    } else {
      String text = scalar(value, option);
      values.add(isPath && !text.equals("-") ? folder.resolve(text).toString() : text);
    }
    return Optional.of(values);
  }

  private String scalar(JsonNode value, String option) {
    if (value.isContainer()) {
      throw new IllegalArgumentException(
          name + " sets " + option + " to something else than a text, a number, true or false");
    }
    return value.asString();
  }
}
