package io.github.jsonlpreflight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class MainTest {
  private static final PrintWriter NOWHERE = new PrintWriter(new StringWriter());

  private static CommandLine commandLine(String... arguments) {
    return Program.of(NOWHERE, NOWHERE, Program.commandsFor(arguments));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "validate",
        "split",
        "upload",
        "status",
        "repair",
        "sandbox",
        "explain",
        "profile",
        "doctor",
        "config"
      })
  void knowsOnlyTheCommandThatIsNamed(String name) {
    assertThat(commandLine(name, "--help", "split").getSubcommands()).containsOnlyKeys(name);
  }

  @Test
  void knowsEveryCommandWhereNoneIsNamed() {
    for (List<String> arguments :
        List.of(
            List.<String>of(),
            List.of("--help"),
            List.of("valid"),
            List.of("--version", "validate"),
            List.of("--quiet", "validate"))) {
      assertThat(commandLine(arguments.toArray(String[]::new)).getSubcommands().keySet())
          .as("%s", arguments)
          .containsExactly(
              "validate",
              "profile",
              "split",
              "upload",
              "status",
              "repair",
              "sandbox",
              "explain",
              "doctor",
              "config");
    }
  }

  @Test
  void takesHelpAsACommand() {
    assertThat(Main.withHelpAsOption("help")).containsExactly("--help");
    assertThat(Main.withHelpAsOption("help", "split")).containsExactly("split", "--help");
    assertThat(Main.withHelpAsOption("split", "help")).containsExactly("split", "help");
  }

  @Test
  void saysWhatMayHaveBeenMeant() {
    StringWriter said = new StringWriter();
    CommandLine program = Program.whole(NOWHERE, new PrintWriter(said));

    program.execute("vaildate");
    program.execute("validate", "--shcema=x", "f.jsonl");
    program.execute("status", "--max-errors", "1", "f.jsonl");

    assertThat(said.toString())
        .contains("no command vaildate; did you mean validate?")
        .contains("no option --shcema; did you mean --schema?")
        .contains("no option --max-errors");
  }
}
