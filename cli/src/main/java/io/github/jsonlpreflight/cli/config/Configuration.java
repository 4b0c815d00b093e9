package io.github.jsonlpreflight.cli.config;

import io.github.jsonlpreflight.cli.console.Humanize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What options are set to where the command line says nothing: by the environment, then by the
 * project's {@code preflight.toml}, then by the user's.
 */
public final class Configuration {
  static final String FILE_NAME = "preflight.toml";

  /** Names another file in place of both, or none: {@code off}. */
  static final String FILE_VARIABLE = "PREFLIGHT_CONFIG";

  private static final String VARIABLES = "PREFLIGHT_";
  private static final String OFF = "off";
  private static final String POLICY = "policy";

  /** The command that shows what is configured has no use for it, and works where it is wrong. */
  private static final String SHOWS_CONFIGURATION = "config";

  /** What is about one run, names its outputs, or decides something for one moment only. */
  static final Set<String> NEVER_CONFIGURED =
      Set.of(
          "help",
          "version",
          "allow-concurrent",
          "dry-run",
          "explain-plan",
          "explain-schema",
          "on-ambiguous",
          "rejected-out",
          "report",
          "run-dir",
          "sandbox",
          "suggest-schema",
          "valid-out",
          "verify");

  /** What decides where the token goes: a folder that somebody else has made must not. */
  static final Set<String> USERS_ALONE = Set.of("base-url", "token-file");

  /** A rehearsal has a dataset and a service of its own. */
  private static final Set<String> NOT_FOR_A_REHEARSAL =
      Set.of("dataset", "base-url", "token-file");

  /**
   * A value, and where it comes from.
   *
   * @param values one, or several for an option that may stand several times
   * @param origin the variable's or the file's name
   */
  public record Setting(List<String> values, String origin) {
    public Setting {
      values = List.copyOf(values);
    }
  }

  private final Map<String, String> environment;
  private final List<ConfigurationFile> files;

  private Configuration(Map<String, String> environment, List<ConfigurationFile> files) {
    this.environment = environment;
    this.files = files;
  }

  /**
   * Finds and reads the files that there are.
   *
   * @throws IllegalArgumentException if one of them cannot be used
   */
  public static Configuration read(Map<String, String> environment, Path here, Path home) {
    String named = environment.getOrDefault(FILE_VARIABLE, "");
    List<ConfigurationFile> files = new ArrayList<>();
    if (!named.isBlank() && !named.equals(OFF)) {
      files.add(ConfigurationFile.read(Path.of(named), named, /* isUsers= */ true));
    } else if (!named.equals(OFF)) {
      Path project = here.resolve(FILE_NAME);
      if (Files.exists(project)) {
        files.add(ConfigurationFile.read(project, FILE_NAME, /* isUsers= */ false));
      }
      Path users = usersFile(environment, home);
      if (Files.exists(users)) {
        files.add(ConfigurationFile.read(users, Humanize.path(users), /* isUsers= */ true));
      }
    }
    return new Configuration(environment, files);
  }

  /** Returns where the user's file is, or would be. */
  static Path usersFile(Map<String, String> environment, Path home) {
    String configured = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path folder = configured.isBlank() ? home.resolve(".config") : Path.of(configured);
    return folder.resolve("preflight").resolve(FILE_NAME);
  }

  /** Returns the names of the files that were read, the strongest first. */
  public List<String> fileNames() {
    return files.stream().map(ConfigurationFile::name).toList();
  }

  /**
   * Makes sure that the files set options alone that some command has.
   *
   * @param program the commands whose options are known
   * @throws IllegalArgumentException if one sets something else
   */
  public void requireKnown(CommandLine program, AllCommands all) {
    files.forEach(file -> file.requireKnown(program, all));
  }

  /** Returns what an option of a command is set to, if anything is. */
  public Optional<Setting> setting(String command, OptionSpec option) {
    String name = nameOf(option);
    if (NEVER_CONFIGURED.contains(name)) {
      return Optional.empty();
    }
    String variable = VARIABLES + name.toUpperCase(Locale.ROOT).replace('-', '_');
    String value = environment.get(variable);
    if (value != null && !value.isBlank()) {
      List<String> values =
          name.equals(POLICY) ? Arrays.asList(value.split("\\s*,\\s*")) : List.of(value);
      return Optional.of(new Setting(values, variable));
    }
    for (ConfigurationFile file : files) {
      Optional<List<String>> values =
          file.values(command, name, option.typeInfo().getType().equals(Path.class));
      if (values.isPresent()) {
        return Optional.of(new Setting(values.get(), file.name()));
      }
    }
    return Optional.empty();
  }

  /** Returns an option's longest name, without its dashes. */
  static String nameOf(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }

  /**
   * Returns the arguments with what is configured before them, but for what they say themselves.
   *
   * @param program the command that they name, and maybe others
   * @throws IllegalArgumentException if a file sets what there is not
   */
  public String[] addTo(String[] arguments, CommandLine program, AllCommands all) {
    CommandLine command = arguments.length == 0 ? null : program.getSubcommands().get(arguments[0]);
    if (command == null || command.getCommandName().equals(SHOWS_CONFIGURATION)) {
      return arguments;
    }
    requireKnown(program, all);
    CommandSpec spec = command.getCommandSpec();
    List<String> given = Arrays.asList(arguments).subList(1, arguments.length);
    List<String> configured = new ArrayList<>();
    for (OptionSpec option : spec.options()) {
      setting(spec.name(), option)
          .filter(setting -> isLeftOpen(option, given))
          .ifPresent(setting -> add(option, setting, configured));
    }
    boolean judges = isIn("--schema", configured) || isIn("--schema", given);
    if (spec.name().equals("split") && !judges) {
      configured.removeIf(argument -> argument.startsWith("--on-invalid="));
    }
    return Stream.of(List.of(arguments[0]), configured, given)
        .flatMap(List::stream)
        .toArray(String[]::new);
  }

  private static boolean isIn(String name, List<String> arguments) {
    return arguments.stream()
        .anyMatch(argument -> argument.equals(name) || argument.startsWith(name + "="));
  }

  private static boolean isLeftOpen(OptionSpec option, List<String> given) {
    if (NOT_FOR_A_REHEARSAL.contains(nameOf(option)) && given.contains("--sandbox")) {
      return false;
    }
    if (nameOf(option).equals(POLICY)) {
      // Those of the command line stand behind, and count more; all of them set anew leave none.
      return given.stream().noneMatch(argument -> argument.matches("(--policy=)?all=.*"));
    }
    return Arrays.stream(option.names()).noneMatch(name -> isIn(name, given));
  }

  private static void add(OptionSpec option, Setting setting, List<String> arguments) {
    String name = option.longestName();
    for (String value : setting.values()) {
      if (option.arity().max() > 0) {
        arguments.add(name + "=" + value);
      } else if (value.equals("true")) {
        arguments.add(name);
      } else if (!value.equals("false")) {
        throw new IllegalArgumentException(
            setting.origin()
                + " sets "
                + nameOf(option)
                + " to '"
                + value
                + "'; it takes true or false");
      }
    }
  }
}
