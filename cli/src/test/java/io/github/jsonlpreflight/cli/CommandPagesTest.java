package io.github.jsonlpreflight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.cli.options.OptionGroups;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A page of {@code docs/commands} says of its command's options what the help says. {@code
 * -Dgolden.update} writes that into the pages.
 */
final class CommandPagesTest {
  private static final Path PAGES = Path.of("../docs/commands");
  private static final boolean UPDATE = System.getProperty("golden.update") != null;

  /** What is made from the program stands between a comment that names it and one of its end. */
  private static final Pattern MADE =
      Pattern.compile(
          "<!-- (synopsis|options|exit codes)(?:: \\w+)? -->\n"
              + "(?:(?:(?!<!-- (?:synopsis|options|exit)).)*?<!-- end -->\n)?",
          Pattern.DOTALL);

  private static CommandLine program() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return Program.whole(nowhere, nowhere);
  }

  private static CommandLine command(String name) {
    return Objects.requireNonNull(program().getSubcommands().get(name));
  }

  private static Set<String> commands() {
    return program().getSubcommands().keySet();
  }

  @Test
  void thereIsAPageForEachCommand() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(Stream.of("README"), commands().stream())
                  .map(name -> name + ".md")
                  .toList());
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void showsTheOptionsOfTheHelp(String name) throws IOException {
    CommandLine command = command(name);
    CommandSpec grouped = OptionGroups.group(command.getCommandSpec());
    check(name, Map.of("synopsis", synopsis(command), "options", options(grouped)));
  }

  @Test
  void theIndexShowsTheExitCodesOfTheHelp() throws IOException {
    String rows =
        program().getCommandSpec().usageMessage().exitCodeList().entrySet().stream()
            .map(code -> "| " + code.getKey() + " | " + code.getValue() + " |\n")
            .collect(Collectors.joining("", "| code | meaning |\n| --- | --- |\n", ""));
    check(
        "README", Map.of("exit codes", rows + "\nAny code that is not listed is a failure too.\n"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void namesOnlyExitCodesThatThereAre(String name) throws IOException {
    String page = Files.readString(PAGES.resolve(name + ".md"));
    List<String> codes =
        Pattern.compile("^\\| ([0-9, ]+) \\|", Pattern.MULTILINE)
            .matcher(page)
            .results()
            .map((MatchResult match) -> match.group(1))
            .flatMap(Pattern.compile(", ")::splitAsStream)
            .toList();
    Collection<String> known =
        program().getCommandSpec().usageMessage().exitCodeList().keySet().stream()
            .flatMap(Pattern.compile(", ")::splitAsStream)
            .toList();
    assertThat(codes).isNotEmpty().doesNotHaveDuplicates().isSubsetOf(known).contains("2");
  }

  @Test
  void theReadmeNamesEveryExitCodeOfTheHelp() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    String section = readme.substring(readme.indexOf("## Exit codes"));
    assertThat(
            Pattern.compile("^\\| ([0-9][0-9, ]*) \\|", Pattern.MULTILINE)
                .matcher(section)
                .results()
                .map(match -> match.group(1)))
        .containsExactlyElementsOf(
            program().getCommandSpec().usageMessage().exitCodeList().keySet());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void losesNoOptionWhenTheyAreGrouped(String name) {
    CommandSpec command = command(name).getCommandSpec();
    List<String> before = command.options().stream().map(OptionSpec::longestName).toList();

    CommandSpec grouped = OptionGroups.group(command);

    assertThat(grouped.options().stream().map(OptionSpec::longestName))
        .containsExactlyInAnyOrderElementsOf(before);
    assertThat(grouped.argGroups())
        .hasSameSizeAs(OptionGroups.of(command(name).getCommandSpec()).keySet());
  }

  private static void check(String name, Map<String, String> made) throws IOException {
    Path file = PAGES.resolve(name + ".md");
    String page = Files.readString(file);
    String expected =
        MADE.matcher(page)
            .replaceAll(
                match ->
                    Matcher.quoteReplacement(
                        page.substring(match.start(), page.indexOf('\n', match.start()) + 1)
                            + made.getOrDefault(match.group(1), "")
                            + "<!-- end -->\n"));
    assertThat(MADE.matcher(page).results().map(match -> match.group(1)))
        .containsExactlyInAnyOrderElementsOf(made.keySet());
    if (UPDATE) {
      Files.writeString(file, expected);
    }
    assertThat(Files.readString(file)).isEqualTo(expected);
  }

  private static String synopsis(CommandLine command) {
    Help help = command.getHelp();
    return "```text\n" + help.synopsis(0).strip() + "\n```\n";
  }

  private static String options(CommandSpec command) {
    StringBuilder text = new StringBuilder("## Options\n");
    List<ArgSpec> own =
        command.args().stream().filter(argument -> argument.group() == null).toList();
    table(own, text);
    for (ArgGroupSpec group : command.argGroups()) {
      text.append("\n### ").append(group.heading().replace("%n", "").replace(":", "")).append('\n');
      table(List.copyOf(group.args()), text);
    }
    return text.toString();
  }

  private static void table(List<ArgSpec> arguments, StringBuilder text) {
    text.append("\n| option | what it does |\n| --- | --- |\n");
    arguments.stream()
        .sorted((a, b) -> Boolean.compare(a.isOption(), b.isOption()))
        .filter(argument -> !(argument instanceof OptionSpec option && option.usageHelp()))
        .filter(argument -> !(argument instanceof OptionSpec option && option.versionHelp()))
        .forEach(
            argument ->
                text.append("| `")
                    .append(name(argument))
                    .append("` | ")
                    .append(description(argument))
                    .append(" |\n"));
  }

  private static String name(ArgSpec argument) {
    if (argument instanceof PositionalParamSpec) {
      return argument.paramLabel().replace("|", "\\|");
    }
    OptionSpec option = (OptionSpec) argument;
    String value = option.arity().max() > 0 ? " " + option.paramLabel() : "";
    return String.join("`, `", option.names()) + value;
  }

  private static String description(ArgSpec argument) {
    String text = String.join(" ", argument.description());
    if (argument.defaultValue() != null) {
      text = text.replace("${DEFAULT-VALUE}", argument.defaultValue());
    }
    if (argument.completionCandidates() != null) {
      text =
          text.replace(
              "${COMPLETION-CANDIDATES}", String.join(", ", argument.completionCandidates()));
    }
    assertThat(text).doesNotContain("${");
    return text.replace("%%", "%").replace("|", "\\|");
  }
}
