package io.github.jsonlpreflight.architecture;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds {@code docs/faults.md} to the tests that it names: each is there, and says which fault it
 * shows.
 */
final class FaultsPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Path GOLDEN = Path.of("src/test/golden");
  private static final int FAULTS = 36;

  private static final Pattern ROW = Pattern.compile("\\| ([0-9]+) \\|.*\\| ([^|]+) \\|");
  private static final Pattern NAME = Pattern.compile("(golden )?`([^`]+)`");

  /** "fault 7", "faults 7, 8 and 9", "faults 22 to 36", and the like. */
  private static final Pattern NUMBERS = Pattern.compile("faults? ([0-9][0-9, andto]*)");

  private static final Pattern NUMBER_OR_RANGE = Pattern.compile("([0-9]+)(?: to ([0-9]+))?");
  private static final Pattern TEXT = Pattern.compile("\"[^\"\\n]*\"");

  /** Where the tests of all modules are, by the names of their classes. */
  private static final Map<String, List<Path>> CLASSES = classes();

  /** A row's number, and the tests in its last column. */
  private record Row(int number, List<Named> tests) {
    @Override
    public String toString() {
      return "fault " + number;
    }
  }

  /**
   * A test as a row names it.
   *
   * @param method a method of the class; empty for the whole class
   */
  private record Named(boolean golden, String name, String method) {}

  static List<Row> rows() {
    try (Stream<String> lines = Files.lines(ROOT.resolve("docs/faults.md"))) {
      return lines
          .map(ROW::matcher)
          .filter(Matcher::matches)
          .map(row -> new Row(Integer.parseInt(row.group(1)), tests(row.group(2))))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A name that begins with a dot is a method of the class before. */
  private static List<Named> tests(String column) {
    List<Named> tests = new ArrayList<>();
    String before = "";
    for (MatchResult found : NAME.matcher(column).results().toList()) {
      String name = found.group(2);
      int dot = name.indexOf('.');
      if (found.group(1) != null) {
        tests.add(new Named(true, name, ""));
      } else {
        before = dot == 0 ? before : name.substring(0, dot < 0 ? name.length() : dot);
        tests.add(new Named(false, before, dot < 0 ? "" : name.substring(dot + 1)));
      }
    }
    return tests;
  }

  @Test
  void eachFaultHasARow() {
    assertThat(rows().stream().map(Row::number))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, FAULTS).boxed().toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void isShownByTestsThatAreThereAndNameIt(Row row) throws IOException {
    assertThat(row.tests()).as("tests of %s", row).isNotEmpty();
    for (Named test : row.tests()) {
      if (test.golden()) {
        assertThat(GOLDEN.resolve(test.name()).resolve("cmd")).exists();
      } else {
        assertThat(numbers(displayNames(test)))
            .as("numbers in the display names of %s", test)
            .contains(row.number());
      }
    }
  }

  /** Returns what a test's display names are made of. */
  private static String displayNames(Named test) throws IOException {
    List<Path> files = CLASSES.getOrDefault(test.name(), List.of());
    assertThat(files).as("files of %s", test).hasSize(1);
    Path file = files.get(0);
    String source = Files.readString(file);
    if (test.method().isEmpty()) {
      return TEXT.matcher(source).results().map(MatchResult::group).collect(joining("\n"))
          + casesOf(file);
    }
    Matcher method = Pattern.compile("\\bvoid " + test.method() + "\\(").matcher(source);
    assertThat(method.find()).as("%s is in %s", test, file).isTrue();
    int annotations = source.lastIndexOf("\n\n", method.start());
    return source.substring(Math.max(annotations, 0), method.start());
  }

  /** Returns the case files beside a test: names of cases stand there. */
  private static String casesOf(Path file) throws IOException {
    Path folder = Path.of(file.toString().replace("/java/", "/resources/")).getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return "";
    }
    StringBuilder cases = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path one : files.filter(found -> found.toString().endsWith("-cases.txt")).toList()) {
        cases.append(Files.readString(one, StandardCharsets.UTF_8));
      }
    }
    return cases.toString();
  }

  private static List<Integer> numbers(String text) {
    return NUMBERS
        .matcher(text)
        .results()
        .flatMap(found -> NUMBER_OR_RANGE.matcher(found.group(1)).results())
        .flatMapToInt(
            found -> {
              int first = Integer.parseInt(found.group(1));
              return IntStream.rangeClosed(
                  first, found.group(2) == null ? first : Integer.parseInt(found.group(2)));
            })
        .boxed()
        .toList();
  }

  private static Map<String, List<Path>> classes() {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .map(module -> module.resolve("src/test/java"))
          .filter(Files::isDirectory)
          .flatMap(FaultsPageTest::javaFiles)
          .collect(groupingBy(file -> file.getFileName().toString().replace(".java", "")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
