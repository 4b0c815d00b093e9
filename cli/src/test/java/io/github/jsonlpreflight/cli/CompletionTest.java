package io.github.jsonlpreflight.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jsonlpreflight.cli.options.OptionGroups;
import io.github.jsonlpreflight.cli.options.RuleOptions;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.validator.Policy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Presses Tab, as far as that can be done without a terminal. */
final class CompletionTest {
  /** What bash would be told to do beside offering words, each after a plus sign. */
  private static final String SETTINGS = "+ ";

  private static final CommandLine PROGRAM = UsageFiles.program();

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("completion"), BashCompletion.of(PROGRAM));
    Files.createDirectories(folder.resolve("data set/inner"));
    Files.writeString(folder.resolve("data.jsonl"), "");
  }

  @Test
  void offersTheCommands() throws Exception {
    assertThat(words("preflight", ""))
        .containsExactlyElementsOf(PROGRAM.getSubcommands().keySet())
        .contains("validate", "upload");
    assertThat(words("preflight", "s")).containsExactly("split", "status", "sandbox");
    assertThat(words("preflight", "--v")).containsExactly("--version");
  }

  @ParameterizedTest
  @ValueSource(strings = {"validate", "profile", "split", "upload", "status", "repair"})
  void leavesTheNamesOfFilesToBash(String command) throws Exception {
    assertThat(answer("preflight", command, "")).isEmpty();
    assertThat(answer("preflight", command, "--quiet", "da")).isEmpty();
  }

  @Test
  void offersEveryOptionOfEveryCommand() throws Exception {
    for (CommandLine command : PROGRAM.getSubcommands().values()) {
      assertThat(words("preflight", command.getCommandName(), "-"))
          .as(command.getCommandName())
          .containsExactlyElementsOf(
              command.getCommandSpec().options().stream()
                  .map(OptionSpec::names)
                  .flatMap(Stream::of)
                  .toList());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--format, j, json jsonl junit",
    "--color, '', auto always never",
    "--schema-kind, json, json-schema",
  })
  void offersTheValuesOfAnOption(String option, String begun, String values) throws Exception {
    List<String> expected = List.of(values.split(" "));
    assertThat(words("preflight", "validate", option, begun))
        .containsExactlyInAnyOrderElementsOf(expected);
    // What bash hands over of --format=j, and of --format= where nothing stands behind it yet.
    String[] joined =
        begun.isEmpty()
            ? new String[] {"preflight", "validate", option, "="}
            : new String[] {"preflight", "validate", option, "=", begun};
    assertThat(words(joined)).containsExactlyInAnyOrderElementsOf(expected);
    // Bash 3.2, which does not take it apart.
    assertThat(words("preflight", "validate", option + "=" + begun))
        .containsExactlyInAnyOrderElementsOf(
            expected.stream().map(value -> option + "=" + value).toList());
  }

  @Test
  void namesValuesAsTheCommandLineTakesThem() throws Exception {
    assertThat(words("preflight", "upload", "--on-failed", ""))
        .containsExactlyInAnyOrder("stop", "continue");
  }

  @Test
  void offersPoliciesAndThenTheirSeverities() throws Exception {
    assertThat(answer("preflight", "validate", "--policy", ""))
        .contains(SETTINGS + "-o nospace")
        .containsAll(Arrays.stream(Policy.values()).map(policy -> policy.id() + "=").toList())
        .contains("all=");
    assertThat(words("preflight", "validate", "--policy", "unknown-field", "=", "w"))
        .containsExactly("warn");
    assertThat(words("preflight", "validate", "--policy", "=", "unknown-field", "=", ""))
        .containsExactly("error", "warn", "off");
    assertThat(words("preflight", "validate", "--policy", "=", "unk"))
        .containsExactly("unknown-field=");
  }

  @Test
  void everySettingOfAPolicyThatIsOfferedIsTaken() {
    for (String setting : policySettings()) {
      CommandLine.ParseResult parsed =
          UsageFiles.program().parseArgs("validate", "--policy", setting, "file");
      assertThat(rulesOf(parsed).toValidatorOptions(ReadOptions.defaults()))
          .as(setting)
          .isNotNull();
    }
  }

  private static Iterable<String> policySettings() {
    CommandLine validate = Objects.requireNonNull(PROGRAM.getSubcommands().get("validate"));
    return validate.getCommandSpec().findOption("--policy").completionCandidates();
  }

  private static RuleOptions rulesOf(CommandLine.ParseResult parsed) {
    CommandSpec rules = parsed.subcommand().commandSpec().mixins().get(OptionGroups.RULES);
    return (RuleOptions) Objects.requireNonNull(rules).userObject();
  }

  @Test
  void offersTheCodesThatCanBeExplained() throws Exception {
    assertThat(words("preflight", "explain", "duplicate"))
        .containsExactly("duplicate-key", "duplicate-record");
    assertThat(words("preflight", "config", "up")).containsExactly("upload");
  }

  @Test
  void offersFoldersWhereOneIsWanted() throws Exception {
    assertThat(answer("preflight", "split", "--out-dir", "da"))
        .containsExactly(SETTINGS + "-o filenames", "data set");
  }

  @Test
  void offersNothingWhereOnlyTheUserKnows() throws Exception {
    assertThat(answer("preflight", "validate", "--max-errors", ""))
        .containsExactly(SETTINGS + "+o default");
    assertThat(answer("preflight", "status", "--unknown=", ""))
        .doesNotContain("file"); // nor does an option that there is not stop it
    assertThat(answer("preflight", "nonsense", "")).isEmpty();
  }

  @Test
  void takesASwitchThatCountsForNoValue() throws Exception {
    assertThat(answer("preflight", "validate", "-v", "da")).isEmpty();
    assertThat(words("preflight", "validate", "-v", "--fai")).containsExactly("--fail-fast");
  }

  @Test
  void takesFilesThatAreCalledLikeACommandForFiles() throws Exception {
    assertThat(words("preflight", "explain", "upload", "--form")).containsExactly("--format");
    assertThat(words("preflight", "validate", "config", "--fail")).containsExactly("--fail-fast");
  }

  @Test
  void describesEveryOptionToZsh() {
    String script = ZshCompletion.of(PROGRAM);
    for (CommandLine command : PROGRAM.getSubcommands().values()) {
      for (OptionSpec option : command.getCommandSpec().options()) {
        assertThat(script).contains(option.longestName());
      }
      assertThat(script).contains("        " + command.getCommandName() + ")\n");
    }
    assertThat(script)
        .contains("'(--format)--format=[How results are printed\\: ")
        .contains(":FORMAT:(text json jsonl github sarif junit)'")
        .doesNotContainPattern("@[A-Z]");
  }

  @Test
  void isAScriptForZsh() throws Exception {
    assumeTrue(isInstalled("zsh"), "there is no zsh");
    Path script = Files.writeString(folder.resolve("_preflight"), ZshCompletion.of(PROGRAM));
    Process zsh = new ProcessBuilder("zsh", "-n", script.toString()).inheritIO().start();
    assertThat(zsh.waitFor()).isZero();
  }

  static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private List<String> words(String... line) throws Exception {
    return answer(line).stream().filter(word -> !word.startsWith(SETTINGS)).toList();
  }

  /** Returns the words that are offered at the end of a line, and what else bash is told to do. */
  private List<String> answer(String... line) throws Exception {
    String script =
        """
        compopt() { echo "+ $*"; }
        . ./completion
        COMP_WORDS=(%s) COMP_CWORD=%d
        _preflight
        for word in "${COMPREPLY[@]}"; do echo "$word"; done
        """
            .formatted(
                Arrays.stream(line).map(word -> "'" + word + "'").collect(Collectors.joining(" ")),
                line.length - 1);
    Process bash =
        new ProcessBuilder("bash", "--norc", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    bash.getOutputStream().close();
    String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(output).isZero();
    return output.lines().toList();
  }
}
