package io.github.jsonlpreflight.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

final class ManPagesTest {
  private static final Pattern VARIABLE =
      Pattern.compile("\\b(?:PREFLIGHT|PROLIFIC|XDG)_[A-Z_]*[A-Z]|JAVA_HOME|NO_COLOR");

  /** The launcher's own message to the program. */
  private static final String INTERNAL = "PREFLIGHT_TERMINALS";

  private final Map<String, String> pages =
      new ManPages(UsageFiles.program(), "1.2.3", "2026-11-24").all();

  @Test
  void thereIsOneForEachCommand() {
    assertThat(pages.keySet())
        .contains("preflight.1", "preflight-validate.1")
        .hasSize(UsageFiles.program().getSubcommands().size() + 1);
    pages.forEach(
        (name, page) ->
            assertThat(page)
                .as(name)
                .startsWith(".TH ")
                .contains(
                    "\"2026-11-24\" \"preflight 1.2.3\"",
                    ".SH NAME",
                    ".SH SYNOPSIS",
                    ".SH OPTIONS",
                    ".SH EXIT STATUS",
                    ".SH ENVIRONMENT",
                    ".SH FILES",
                    ".SH SEE ALSO"));
  }

  @Test
  void describesEveryOption() {
    for (CommandLine command : UsageFiles.program().getSubcommands().values()) {
      String page = pages.get("preflight-" + command.getCommandName() + ".1");
      for (OptionSpec option : command.getCommandSpec().options()) {
        assertThat(page)
            .as(command.getCommandName())
            .contains("\\fB" + option.longestName().replace("-", "\\-") + "\\fR");
      }
    }
  }

  @Test
  void putsOptionsUnderTheHeadingsOfTheHelp() {
    String page = Objects.requireNonNull(pages.get("preflight-upload.1"));

    for (String heading : List.of("Service", "Rules", "Chunks", "Sending", "Reading", "Output")) {
      assertThat(page).containsOnlyOnce("\n.SS " + heading + "\n.TP\n");
    }
    assertThat(page.substring(page.indexOf(".SH OPTIONS"), page.indexOf(".SS Service")))
        .contains("\\fB\\-\\-run\\-dir\\fR", "\\fB\\-\\-report\\fR", "\\fB\\-\\-help\\fR")
        .doesNotContain("\\fB\\-\\-dataset\\fR");
    assertThat(page.substring(page.indexOf(".SS Chunks"), page.indexOf(".SS Sending")))
        .contains("\\fB\\-\\-max\\-bytes\\fR")
        .doesNotContain("\\fB\\-\\-in\\-flight\\fR");
  }

  @Test
  void keepsTextsFromBeingTakenForRoff() {
    String page =
        new Roff("a-b", "", "", "")
            .text(".so /etc/passwd \\n -x 'quoted' `code` ^ ~")
            .literal(List.of("'tis", ".PP"))
            .toString();

    assertThat(page)
        .contains("\n\\&.so /etc/passwd \\en \\-x \\(aqquoted\\(aq \\(gacode\\(ga \\(ha \\(ti\n")
        .contains("\n\\(aqtis\n\\&.PP\n");
  }

  @Test
  void namesEveryVariableThatTheProgramReads() throws IOException {
    TreeSet<String> read = new TreeSet<>();
    List<Path> sources = List.of(Path.of("src/main/java"), Path.of("src/main/dist"));
    for (Path folder : sources) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Matcher variables = VARIABLE.matcher(Files.readString(file));
          while (variables.find()) {
            read.add(variables.group());
          }
        }
      }
    }
    read.remove(INTERNAL);

    assertThat(read).contains("PROLIFIC_TOKEN", "JAVA_HOME", "NO_COLOR", "XDG_CACHE_HOME");
    assertThat(pages.get("preflight.1")).contains(read);
  }

  @Test
  void satisfiesTheLintOfMandoc(@TempDir Path folder) throws Exception {
    assumeTrue(CompletionTest.isInstalled("mandoc"), "there is no mandoc");
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Path file = Files.writeString(folder.resolve(page.getKey()), page.getValue());
      Process lint =
          new ProcessBuilder("mandoc", "-T", "lint", file.toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(lint.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      // Whether another page is installed here says nothing of this one.
      assertThat(said.lines().filter(line -> !line.contains("referenced manual not found")))
          .isEmpty();
    }
  }
}
