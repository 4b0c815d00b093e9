package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.cli.options.OptionGroups;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Writes the manual pages, {@code preflight(1)} and one for each command. What commands and options
 * are comes from the help; what only a page says of all of them, from {@code manual.md}.
 */
final class ManPages {
  private static final String MANUAL = "Preflight Manual";

  /** Where the examples begin in the text that stands under a command's help. */
  private static final Pattern EXAMPLES = Pattern.compile("Examples?:\n");

  private static final Pattern HEADING = Pattern.compile("^(?=##+ )", Pattern.MULTILINE);

  private final CommandLine program;
  private final String version;
  private final String date;
  private final Map<String, Map<String, String>> manual;

  /**
   * Prepares to write.
   *
   * @param date what all pages bear, as {@code 2026-11-24}
   */
  ManPages(CommandLine program, String version, String date) {
    this.program = program;
    this.version = version;
    this.date = date;
    this.manual = parse(UsageFiles.resource("manual.md"));
  }

  /** Returns the pages by their names, {@code preflight-split.1} and so on. */
  Map<String, String> all() {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("preflight.1", ofProgram());
    for (CommandSpec command : Summary.commands(program)) {
      pages.put(pageOf(command) + ".1", ofCommand(command));
    }
    return pages;
  }

  private String ofProgram() {
    CommandSpec spec = program.getCommandSpec();
    Roff page = begin(spec);
    page.section("SYNOPSIS")
        .line(
            Roff.bold("preflight")
                + " "
                + Roff.italic("COMMAND")
                + " ["
                + Roff.italic("OPTION")
                + "]...")
        .line(".br")
        .line(
            Roff.bold("preflight")
                + " ["
                + Roff.bold("--help")
                + " | "
                + Roff.bold("--version")
                + "]");
    page.section("DESCRIPTION").text(section("DESCRIPTION").getOrDefault("", ""));
    page.section("COMMANDS");
    for (CommandSpec command : Summary.commands(program)) {
      page.entry(Roff.bold(command.name()), Summary.of(command));
    }
    options(spec, page);
    common(page);
    page.section("SEE ALSO").line(references(Summary.commands(program)));
    return page.toString();
  }

  private String ofCommand(CommandSpec command) {
    Roff page = begin(command);
    page.section("SYNOPSIS")
        .line(
            Roff.bold("preflight " + command.name())
                + " ["
                + Roff.italic("OPTION")
                + "]..."
                + command.positionalParameters().stream()
                    .map(operand -> " " + synopsis(operand))
                    .collect(Collectors.joining()));
    String footer = Summary.join(command.usageMessage().footer()) + "\n";
    Matcher examples = EXAMPLES.matcher(footer);
    boolean hasExamples = examples.find();
    String prose = hasExamples ? footer.substring(0, examples.start()) : footer;
    page.section("DESCRIPTION").text(Summary.of(command) + "\n\n" + prose.replace("\n", " "));
    if (!command.positionalParameters().isEmpty()) {
      page.section("OPERANDS");
      for (PositionalParamSpec operand : command.positionalParameters()) {
        page.entry(Roff.italic(operand.paramLabel()), Summary.of(operand));
      }
    }
    options(command, page);
    if (hasExamples) {
      page.section("EXAMPLES")
          .literal(footer.substring(examples.end()).lines().map(String::strip).toList());
    }
    common(page);
    page.section("SEE ALSO").line(references(List.of(program.getCommandSpec())));
    return page.toString();
  }

  private Roff begin(CommandSpec command) {
    return new Roff(pageOf(command), date, "preflight " + version, MANUAL)
        .section("NAME")
        .name(pageOf(command), Summary.brief(Summary.of(command)));
  }

  private static String pageOf(CommandSpec command) {
    return command.parent() == null
        ? command.name()
        : command.parent().name() + "-" + command.name();
  }

  private static String synopsis(PositionalParamSpec operand) {
    String label = Roff.italic(operand.paramLabel()) + (operand.arity().max() > 1 ? "..." : "");
    return operand.arity().min() == 0 ? "[" + label + "]" : label;
  }

  private static void options(CommandSpec command, Roff page) {
    Map<String, List<OptionSpec>> groups = OptionGroups.of(command);
    List<OptionSpec> own = new ArrayList<>(Summary.options(command));
    groups.values().forEach(own::removeAll);
    page.section("OPTIONS");
    entries(own, page);
    groups.forEach(
        (heading, options) -> {
          page.subsection(heading);
          entries(options, page);
        });
  }

  private static void entries(List<OptionSpec> options, Roff page) {
    for (OptionSpec option : options) {
      page.entry(
          Stream.of(option.names())
              .map(name -> Roff.bold(name) + value(option, name))
              .collect(Collectors.joining(", ")),
          Summary.of(option));
    }
  }

  private static String value(ArgSpec option, String name) {
    if (Candidates.of(option).kind() == Candidates.Kind.NONE) {
      return "";
    }
    return (name.startsWith("--") ? "=" : " ") + Roff.italic(option.paramLabel());
  }

  /** Adds what is the same on every page. */
  private void common(Roff page) {
    page.section("EXIT STATUS");
    program
        .getCommandSpec()
        .usageMessage()
        .exitCodeList()
        .forEach((code, meaning) -> page.entry(Roff.bold(code), Summary.join(meaning)));
    for (String section : List.of("ENVIRONMENT", "FILES")) {
      page.section(section);
      section(section).forEach((name, text) -> page.entry(Roff.bold(name), text));
    }
  }

  private static String references(List<CommandSpec> commands) {
    return commands.stream()
        .map(command -> Roff.bold(pageOf(command)) + "(1)")
        .collect(Collectors.joining(", "));
  }

  private Map<String, String> section(String title) {
    return Objects.requireNonNull(manual.get(title), title);
  }

  /** Reads second-level headings as sections, third-level ones as entries in them. */
  private static Map<String, Map<String, String>> parse(String text) {
    Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    Map<String, String> section = new LinkedHashMap<>();
    for (String part : HEADING.splitAsStream(text).toList()) {
      int end = part.indexOf('\n');
      String title = part.substring(part.indexOf(' ') + 1, end);
      String body = part.substring(end).strip();
      if (part.startsWith("### ")) {
        section.put(title, body);
      } else {
        section = new LinkedHashMap<>();
        sections.put(title, section);
        if (!body.isEmpty()) {
          section.put("", body);
        }
      }
    }
    return sections;
  }
}
