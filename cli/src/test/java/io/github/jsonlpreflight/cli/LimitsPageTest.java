package io.github.jsonlpreflight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Holds {@code docs/limits.md} to the program: every limit that an option sets, and its value. */
final class LimitsPageTest {
  private static final Path ROOT = Path.of("..");

  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  private static final String VALIDATOR =
      "validator/src/main/java/io/github/jsonlpreflight/validator/";
  private static final String VALIDATION =
      "cli/src/main/java/io/github/jsonlpreflight/cli/validation/";

  /** Where what no option sets is set: a file and its constant. */
  private static final Map<String, List<String>> FIXED =
      Map.of(
          "maxNumberLength", List.of(VALIDATOR + "RecordParser.java", "MAX_NUMBER_LENGTH"),
          "maxNameLength", List.of(VALIDATOR + "RecordParser.java", "MAX_NAME_LENGTH"),
          "maxPatternSteps", List.of(VALIDATOR + "BoundedPatterns.java", "MAX_STEPS"),
          "size", List.of(VALIDATOR + "RecordSchema.java", "MAX_SCHEMA_BYTES"),
          "exponent", List.of(VALIDATOR + "SchemaNumbers.java", "MAX_EXPONENT"),
          "fields", List.of(VALIDATOR + "DatasetSchema.java", "MAX_FIELDS"),
          "name", List.of(VALIDATOR + "DatasetSchema.java", "MAX_NAME_LENGTH"),
          "label", List.of(VALIDATOR + "DatasetSchema.java", "MAX_LABEL_LENGTH"),
          "findings", List.of(VALIDATOR + "MoreFindings.java", "MAX_HELD"),
          "annotations", List.of(VALIDATION + "GithubValidationOutput.java", "MAX_ANNOTATIONS"));

  @Test
  void namesEachLimitWithItsDefault() throws IOException {
    Map<String, String> expected = new TreeMap<>();
    limitOptions().forEach(option -> expected.put(option.longestName(), defaultOf(option)));
    for (Map.Entry<String, List<String>> fixed : FIXED.entrySet()) {
      expected.put(fixed.getKey(), constant(fixed.getValue().get(0), fixed.getValue().get(1)));
    }

    assertThat(rows()).containsExactlyInAnyOrderEntriesOf(expected);
  }

  private static Map<String, String> rows() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    for (String line : Files.readAllLines(ROOT.resolve("docs/limits.md"))) {
      String[] cells = line.split(" *\\| *", -1);
      if (cells.length < 5 || cells[3].isEmpty()) {
        continue;
      }
      // An option is in the second column; what has none is named in one of the first two.
      Matcher name = NAME.matcher(cells[2] + cells[1]);
      if (name.find()) {
        rows.put(name.group(1), cells[3].replace(",", ""));
      }
    }
    return rows;
  }

  private static Stream<OptionSpec> limitOptions() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return Program.whole(nowhere, nowhere).getSubcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .flatMap(command -> command.options().stream())
        .filter(
            option ->
                option.longestName().startsWith("--max-")
                    || option.longestName().equals("--levels"));
  }

  private static String defaultOf(OptionSpec option) {
    String value = option.defaultValue();
    return value == null ? "no limit" : value;
  }

  /** Returns a constant's value as the page writes it: {@code 16 << 20} is 16 MiB. */
  private static String constant(String file, String name) throws IOException {
    String source = Files.readString(ROOT.resolve(file));
    MatchResult found =
        Pattern.compile("\\b" + name + " = ([0-9_]+)( << 20)?;")
            .matcher(source)
            .results()
            .findFirst()
            .orElseThrow(() -> new AssertionError(name + " is not in " + file));
    return found.group(1).replace("_", "") + (found.group(2) == null ? "" : " MiB");
  }
}
