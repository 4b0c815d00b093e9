package io.github.jsonlpreflight.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jsonlpreflight.cli.config.Configuration;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigurationTest {
  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private Path project;
  private Path home;

  @BeforeEach
  void makeFolders() throws IOException {
    project = Files.createDirectory(folder.resolve("project"));
    home = Files.createDirectory(folder.resolve("home"));
    Files.createDirectories(home.resolve(".config/preflight"));
  }

  private void project(String toml) throws IOException {
    Files.writeString(project.resolve("preflight.toml"), toml);
  }

  private void user(String toml) throws IOException {
    Files.writeString(home.resolve(".config/preflight/preflight.toml"), toml);
  }

  private String[] arguments(String... arguments) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return Configuration.read(environment, project, home)
        .addTo(arguments, Program.whole(nowhere, nowhere), new Program.All());
  }

  @Test
  void leavesArgumentsAloneWhereNothingIsConfigured() {
    assertThat(arguments("validate", "f")).containsExactly("validate", "f");
  }

  @Test
  void takesTheStrongest() throws IOException {
    environment.put("PREFLIGHT_THREADS", "1");
    project("threads = 2\nmax-errors = 20");
    user("threads = 3\nmax-errors = 30\nmax-depth = 300");

    assertThat(arguments("validate", "f"))
        .containsExactlyInAnyOrder(
            "validate", "--threads=1", "--max-errors=20", "--max-depth=300", "f")
        .startsWith("validate")
        .endsWith("f");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"--threads=9", "--threads"})
  void leavesToTheCommandLineWhatItSays(String said) {
    environment.put("PREFLIGHT_THREADS", "1");

    assertThat(arguments("validate", said, "9")).containsExactly("validate", said, "9");
  }

  @Test
  void setsOnlyWhatACommandHas() throws IOException {
    project("max-bytes = \"1MiB\"\n[upload]\nin-flight = 2");

    assertThat(arguments("validate")).containsExactly("validate");
    assertThat(arguments("split")).containsExactly("split", "--max-bytes=1MiB");
    assertThat(arguments("upload"))
        .containsExactlyInAnyOrder("upload", "--max-bytes=1MiB", "--in-flight=2");
  }

  @Test
  void prefersACommandsOwnTable() throws IOException {
    project("max-errors = 1\n[validate]\nmax-errors = 2");

    assertThat(arguments("validate")).containsExactly("validate", "--max-errors=2");
    assertThat(arguments("upload")).containsExactly("upload", "--max-errors=1");
  }

  @Test
  void countsPathsFromTheFilesFolder() throws IOException {
    project("schema = \"schemas/s.json\"");

    assertThat(arguments("validate"))
        .containsExactly("validate", "--schema=" + project.resolve("schemas/s.json"));
  }

  @Test
  void readsPoliciesAsATableAListOrAVariable() throws IOException {
    project("[policy]\nnull-value = \"off\"\nunknown-field = \"error\"");
    assertThat(arguments("validate", "--policy", "null-value=warn"))
        .containsExactly(
            "validate",
            "--policy=null-value=off",
            "--policy=unknown-field=error",
            "--policy",
            "null-value=warn");

    project("policy = [\"null-value=off\"]");
    assertThat(arguments("validate")).containsExactly("validate", "--policy=null-value=off");

    environment.put("PREFLIGHT_POLICY", "all=off, precision=error");
    assertThat(arguments("validate"))
        .containsExactly("validate", "--policy=all=off", "--policy=precision=error");
  }

  @Test
  void leavesPoliciesToWhoSetsThemAll() throws IOException {
    project("[policy]\nnull-value = \"off\"");

    assertThat(arguments("validate", "--policy", "all=warn"))
        .containsExactly("validate", "--policy", "all=warn");
  }

  @Test
  void setsFlags() throws IOException {
    project("quiet = true\nno-progress = false");

    assertThat(arguments("validate")).containsExactly("validate", "--quiet");
  }

  @Test
  void hasNoDatasetForARehearsal() throws IOException {
    environment.put("PREFLIGHT_BASE_URL", "https://example.com");
    project("dataset = \"d\"");

    assertThat(arguments("upload", "--sandbox")).containsExactly("upload", "--sandbox");
  }

  @Test
  void forgetsWhatToDoWithInvalidRecordsWhereNothingIsJudged() throws IOException {
    project("on-invalid = \"skip\"");

    assertThat(arguments("split")).containsExactly("split");
    assertThat(arguments("split", "--schema", "s"))
        .containsExactly("split", "--on-invalid=skip", "--schema", "s");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "max-erors = 1|preflight.toml sets max-erors, but there is no such option; did you mean"
            + " max-errors?",
        "[validate] x = 1|preflight.toml sets x for validate, but there is no such option",
        "[validat]|preflight.toml has a table [validat], but there is no such command",
        "sandbox = true|preflight.toml sets sandbox, which is for a command line only: it is about"
            + " one run",
        "quiet = \"maybe\"|preflight.toml sets quiet to 'maybe'; it takes true or false",
        "max-errors = [[1]]|preflight.toml sets max-errors to something else than a text, a number,"
            + " true or false",
        "x = |preflight.toml cannot be read (line 1): Premature end of file",
      })
  void saysWhatIsWrong(String toml, String message) throws IOException {
    project(toml.replace("] ", "]\n"));

    assertThatThrownBy(() -> arguments("validate"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"base-url = \"https://evil.example\"", "[upload]\ntoken-file = \"t\""})
  void letsNoProjectSayWhereTheTokenGoes(String toml) throws IOException {
    project(toml);

    assertThatThrownBy(() -> arguments("upload"))
        .hasMessageContaining("decides where your token goes");
  }

  @Test
  void letsTheUserSayWhereTheTokenGoes() throws IOException {
    user("base-url = \"https://example.com\"");

    assertThat(arguments("upload")).containsExactly("upload", "--base-url=https://example.com");
  }

  @Test
  void readsTheFileThatAVariableNamesOrNone() throws IOException {
    project("threads = 2");
    Path other = Files.writeString(folder.resolve("other.toml"), "threads = 4");

    environment.put("PREFLIGHT_CONFIG", other.toString());
    assertThat(arguments("validate")).containsExactly("validate", "--threads=4");

    environment.put("PREFLIGHT_CONFIG", "off");
    assertThat(arguments("validate")).containsExactly("validate");
  }
}
