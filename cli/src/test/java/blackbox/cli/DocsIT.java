package blackbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jsonlpreflight.sandbox.Sandbox;
import io.github.jsonlpreflight.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the documentation shows in {@code console} blocks is what happens. The commands of a page
 * run in its order, in one shell and one scratch folder, which holds the samples as {@code
 * samples/data}, the reviews and their schemas, and {@code ./preflight}. A command ends with 0
 * unless the page says otherwise, and where output is shown, that is what it prints, but for ids,
 * times and ports; a line that is {@code …} stands for any lines.
 *
 * <p>{@code mvn verify -Dgolden.update} writes what comes out into the pages: read the difference
 * before you commit it. A new example begins with a line {@code ?} as its output.
 */
final class DocsIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path SAMPLES = ROOT.resolve("samples/data");
  private static final boolean UPDATE = System.getProperty("golden.update") != null;
  private static final List<String> OTHER_TOOLS = List.of("curl", "jq", "zstd");
  private static final String TOKEN = "demo-token";

  /** Where the pages have a sandbox; the test's own is on a free port. */
  private static final String SHOWN_URL = "http://127.0.0.1:18099";

  private static final String ANY_LINES = "…";

  /** Before a command's exit code, which follows its output. */
  private static final String MARK = "\u0001";

  @TempDir private Path temporary;

  @TestFactory
  Stream<DynamicTest> showsWhatHappens() throws IOException {
    List<Path> pages = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    for (String page : List.of("README.md", "CONTRIBUTING.md", "samples/data/README.md")) {
      pages.add(ROOT.resolve(page));
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : pages) {
      DocPage page = DocPage.read(file);
      if (!page.steps().isEmpty()) {
        String name = ROOT.relativize(file).toString();
        tests.add(DynamicTest.dynamicTest(name, () -> check(name, page)));
      }
    }
    assertThat(tests).hasSizeGreaterThan(9);
    return tests.stream();
  }

  private void check(String name, DocPage page) throws IOException, InterruptedException {
    requireTools(page);
    List<DocPage.Step> steps = page.steps();
    List<String> ends = run(name, page);
    SoftAssertions softly = new SoftAssertions();
    List<Optional<List<String>>> news = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      DocPage.Step step = steps.get(i);
      String end = ends.get(i);
      int mark = end.lastIndexOf(MARK);
      String output = end.substring(0, mark).replaceAll("[ \t]+\n", "\n").stripTrailing();
      if (!step.isJudgedByTheNext(i + 1 < steps.size() ? steps.get(i + 1) : null)) {
        softly
            .assertThat(Integer.parseInt(end.substring(mark + MARK.length()).strip()))
            .as("exit code of %s, which prints%n%s", step.command(), output)
            .isEqualTo(step.exitCode());
      }
      boolean isTrue =
          step.expected().isEmpty() || patternOf(step).matcher(Masks.all(output) + "\n").matches();
      news.add(isTrue ? Optional.empty() : Optional.of(output.lines().toList()));
      if (!isTrue && !UPDATE) {
        softly
            .assertThat(Masks.all(output))
            .as("output of %s", step.command())
            .isEqualTo(Masks.all(String.join("\n", step.expected())));
      }
    }
    if (UPDATE) {
      page.rewrite(news);
    }
    softly.assertAll();
  }

  /** Returns what the masked output matches, with a newline at its end. */
  private static Pattern patternOf(DocPage.Step step) {
    return Pattern.compile(
        step.expected().stream()
            .map(
                line ->
                    line.equals(ANY_LINES) ? "(?:.*\n)*?" : Pattern.quote(Masks.all(line)) + "\n")
            .collect(Collectors.joining()));
  }

  /** Runs a page and returns for each step the output, {@link #MARK} and the exit code. */
  private List<String> run(String name, DocPage page) throws IOException, InterruptedException {
    Path place = Files.createDirectory(temporary.resolve(name.replace('/', '-')));
    Path work = Files.createDirectory(place.resolve("work"));
    furnish(work);
    String script =
        page.steps().stream()
            .map(
                step ->
                    step.command() + "\nlast=$?; printf '\\001%d\\n\\002' $last; (exit $last)\n")
            .collect(Collectors.joining("", "exec 2>&1\ncd work\n", ""));
    try (Sandbox sandbox = page.datasets().isEmpty() ? null : sandbox(page)) {
      Map<String, String> environment = new HashMap<>();
      environment.put("XDG_CONFIG_HOME", place.resolve("config").toString());
      if (sandbox != null) {
        environment.put("PROLIFIC_URL", sandbox.baseUrl().toString());
        environment.put("PROLIFIC_TOKEN", TOKEN);
        script = script.replace(SHOWN_URL, sandbox.baseUrl().toString());
        environment.put("PREFLIGHT_POLL_INTERVAL", "0.05");
      }
      Files.writeString(place.resolve("page.sh"), script);
      Program.Result result = new Program(place, environment).shell("exec sh page.sh");
      List<String> ends = List.of(result.stdout().split("\u0002"));
      assertThat(ends).as("%s", result.output()).hasSameSizeAs(page.steps());
      return ends;
    }
  }

  private static void furnish(Path work) throws IOException {
    Program.copy(SAMPLES, Files.createDirectories(work.resolve("samples/data")));
    for (String file :
        List.of("reviews.jsonl", "reviews.schema.json", "reviews.json-schema.json")) {
      Files.copy(SAMPLES.resolve(file), work.resolve(file));
    }
    Path fromCheckout = work.resolve("preflight");
    Files.writeString(fromCheckout, "#!/bin/sh\nexec preflight \"$@\"\n");
    assertThat(fromCheckout.toFile().setExecutable(true)).isTrue();
  }

  private static Sandbox sandbox(DocPage page) throws IOException {
    Sandbox sandbox = Sandbox.start(SandboxOptions.builder().token(TOKEN).build());
    for (String dataset : page.datasets()) {
      String[] words = dataset.split(" ", 2);
      sandbox.createDataset(
          words[0], words.length == 1 ? null : Files.readString(SAMPLES.resolve(words[1])));
    }
    return sandbox;
  }

  /** Other people's programs are needed in CI; elsewhere a page that shows one may be left out. */
  private static void requireTools(DocPage page) {
    if ("true".equals(System.getenv("CI"))) {
      return;
    }
    String all = page.steps().stream().map(DocPage.Step::command).collect(Collectors.joining("\n"));
    for (String tool : OTHER_TOOLS) {
      boolean isThere =
          Stream.of(System.getenv("PATH").split(":"))
              .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
      assumeTrue(isThere || !all.contains(tool), "There is no " + tool + " on the PATH");
    }
  }
}
