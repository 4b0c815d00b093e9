package blackbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What other people's tools read at the top of the repository, as they would use it. */
final class IntegrationsIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path SAMPLES = ROOT.resolve("samples/data");
  private static final String NAME = Program.home().getFileName().toString();
  private static final String VERSION = NAME.substring("preflight-".length());

  @TempDir private Path temporary;
  private Path work;
  private Path action;

  @BeforeEach
  void checkOut() throws IOException {
    work = Files.createDirectory(temporary.resolve("work"));
    Files.copy(SAMPLES.resolve("reviews.schema.json"), work.resolve("schema.json"));
    List<String> reviews = Files.readAllLines(SAMPLES.resolve("reviews.jsonl"));
    Files.write(work.resolve("good one.jsonl"), reviews.subList(0, 100));
    Files.write(work.resolve("-bad.jsonl"), reviews.subList(100, 200));
    // In a checkout this file builds first; here it only starts what is built.
    action = Files.createDirectory(temporary.resolve("action"));
    Files.writeString(action.resolve("preflight"), "#!/bin/sh\nexec preflight \"$@\"\n");
    assertThat(action.resolve("preflight").toFile().setExecutable(true)).isTrue();
  }

  @Test
  void theActionPassesWhereEveryRecordIsValid() throws Exception {
    Program.Result result = act("good one.jsonl\n\n", "");

    assertThat(result.stdout()).doesNotContain("::error").contains("100 records: 100 valid");
    assertThat(result.stderr()).isEmpty();
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void theActionAnnotatesAndFailsWithTheExitCodeOfTheCheck() throws Exception {
    Program.Result result = act("good one.jsonl\n-bad.jsonl", "");

    assertThat(result.stdout()).contains("::error file=-bad.jsonl,line=37,");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(act("missing.jsonl", "").exitCode()).isEqualTo(3);
  }

  @Test
  void theActionPassesOptionsOn() throws Exception {
    Program.Result result = act("-bad.jsonl", "--policy=all=off\n--max-errors\n1\n");

    assertThat(result.stdout()).contains("::error file=-bad.jsonl,line=37,");
    assertThat(act("-bad.jsonl", "--nonsense").exitCode()).isEqualTo(2);
  }

  @Test
  void theActionRunsNothingThatAnInputSays() throws Exception {
    Program.Result result = act("$(touch owned)\n`touch owned`\n; touch owned", "");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(work.resolve("owned")).doesNotExist();
    assertThat(script()).as("what GitHub would write into the script").doesNotContain("${{");
  }

  @Test
  void theActionNeedsFiles() throws Exception {
    Program.Result result = act(" \n", "");

    assertThat(result.stdout()).startsWith("::error::");
    assertThat(result.exitCode()).isEqualTo(2);
  }

  @Test
  void theHooksCheckTheFilesThatTheyAreGiven() throws Exception {
    String hooks = Files.readString(ROOT.resolve(".pre-commit-hooks.yaml"));
    Files.writeString(work.resolve("preflight.toml"), "schema = \"schema.json\"\n");
    assertThat(values(hooks, "id"))
        .containsExactly("preflight-validate", "preflight-validate-installed");
    for (String files : values(hooks, "files")) {
      // pre-commit looks for the expression anywhere in a path.
      assertThat(List.of("a.jsonl", "data/b.jsonl.gz", "c.jsonl.zst"))
          .allMatch(name -> Pattern.compile(files).matcher(name).find());
      assertThat(List.of("a.json", "jsonl.md", "a.jsonl.bak"))
          .noneMatch(name -> Pattern.compile(files).matcher(name).find());
    }
    // A script's entry is a file of this repository.
    assertThat(values(hooks, "language")).containsExactly("script", "system");
    assertThat(ROOT.resolve("preflight")).isExecutable();

    for (String entry : values(hooks, "entry")) {
      Program.Result good = new Program(work).shell(entry + " 'good one.jsonl'");
      Program.Result bad = new Program(work).shell(entry + " 'good one.jsonl' ./-bad.jsonl");

      assertThat(good.exitCode()).as(good.output()).isZero();
      assertThat(bad.exitCode()).as(bad.output()).isEqualTo(1);
    }
  }

  @Test
  void theCatalogueNamesWhatIsBuiltHere() throws IOException {
    JsonNode aliases =
        JsonMapper.shared()
            .readTree(Files.readString(ROOT.resolve("jbang-catalog.json")))
            .path("aliases");
    JsonNode preflight = aliases.path("preflight");

    assertThat(aliases.size()).isEqualTo(1);
    assertThat(preflight.path("script-ref").stringValue())
        .isEqualTo("io.github.jsonlpreflight:preflight-cli:" + VERSION);
    String starter = Files.readString(Program.home().resolve("bin/preflight"));
    assertThat(starter).contains(preflight.path("main").stringValue() + " \"$@\"");
    assertThat(preflight.path("runtime-options"))
        .isNotEmpty()
        .allSatisfy(option -> assertThat(starter).contains(option.stringValue()));
    assertThat(preflight.path("java").stringValue()).isEqualTo("17+");
  }

  @Test
  void theFormulaOfAReleaseNamesItsArchive() throws Exception {
    Path release = temporary.resolve("release");
    Map<String, String> environment = Map.of("BUILD", "no", "RELEASE_DIR", release.toString());

    Program.Result result =
        new Program(work, environment)
            .shell(
                ROOT.resolve(".ci/release")
                    + " https://example.com/preflight https://example.com/download");

    assertThat(result.exitCode()).as(result.output()).isZero();
    String archive = NAME + ".tar.gz";
    String digest = sha256(Program.home().resolveSibling(archive));
    assertThat(Files.readString(release.resolve("SHA256SUMS")))
        .contains(digest + "  " + archive + "\n")
        .contains(sha256(Program.home().resolveSibling(NAME + ".zip")) + "  " + NAME + ".zip\n");
    String formula = Files.readString(release.resolve("preflight.rb"));
    assertThat(formula)
        .startsWith("class Preflight < Formula\n")
        .contains("\n  homepage \"https://example.com/preflight\"\n")
        .contains("\n  url \"https://example.com/download/" + archive + "\"\n")
        .contains("\n  sha256 \"" + digest + "\"\n")
        .doesNotContain("@");
    Matcher files = Pattern.compile("libexec/\"([^\"*]+)\"").matcher(formula);
    assertThat(files.results().map(match -> Program.home().resolve(match.group(1))))
        .hasSize(3)
        .allMatch(Files::isRegularFile);
  }

  /** Runs the action's script as a runner does: {@code bash --noprofile --norc -eo pipefail}. */
  private Program.Result act(String files, String options)
      throws IOException, InterruptedException {
    Files.writeString(temporary.resolve("script.sh"), script());
    Map<String, String> environment =
        Map.of(
            "GITHUB_ACTION_PATH",
            action.toString(),
            "SCHEMA",
            "schema.json",
            "FILES",
            files,
            "OPTIONS",
            options);
    return new Program(work, environment)
        .shell("exec bash --noprofile --norc -eo pipefail ../script.sh");
  }

  /** Returns the text of the last {@code run: |} of the action. */
  private static String script() throws IOException {
    String action = Files.readString(ROOT.resolve("action.yml"));
    Matcher run = Pattern.compile("(?m)^ +run: \\|\n((?: {8}.*\n|\n)+)\\z").matcher(action);
    assertThat(run.find()).isTrue();
    return run.group(1).indent(-8);
  }

  private static List<String> values(String yaml, String key) {
    return Pattern.compile("(?m)^[- ] " + key + ": (.*)$")
        .matcher(yaml)
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private static String sha256(Path file) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return String.format("%064x", new BigInteger(1, digest));
  }
}
