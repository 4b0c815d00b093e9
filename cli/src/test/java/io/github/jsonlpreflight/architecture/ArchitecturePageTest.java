package io.github.jsonlpreflight.architecture;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the pages that lead into the code to it: each module has its row, and each class and member
 * that they name is there.
 */
final class ArchitecturePageTest {
  private static final Path ROOT = Path.of("..");

  /** A class of ours, and maybe one of its members or of its nested classes. */
  private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)((?:\\.\\w+)*)`");

  private static final Pattern MEMBERS = Pattern.compile("\\.");

  private static final Pattern MODULE = Pattern.compile("<module>(\\w+)</module>");

  /** What is the JDK's. */
  private static final Set<String> NOT_OURS = Set.of("RandomGenerator");

  /** Source texts by the names of their files; of two with one name, both. */
  private static final Map<String, String> SOURCES = sources();

  private static Map<String, String> sources() {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().matches(".*/src/(main|test|build)/java/.*\\.java"))
          .collect(
              toMap(ArchitecturePageTest::className, ArchitecturePageTest::text, String::concat));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String className(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"architecture", "testing"})
  void namesWhatIsThere(String page) {
    List<MatchResult> names =
        NAME.matcher(text(ROOT.resolve("docs/" + page + ".md"))).results().toList();
    assertThat(names).isNotEmpty();
    for (MatchResult name : names) {
      if (NOT_OURS.contains(name.group(1))) {
        continue;
      }
      assertThat(SOURCES.keySet()).as(name.group()).contains(name.group(1));
      for (String member : MEMBERS.split(name.group(2), -1)) {
        assertThat(SOURCES.get(name.group(1)))
            .as(name.group())
            .containsPattern("\\b" + member + "\\b");
      }
    }
  }

  @Test
  void hasARowForEachModule() {
    String page = text(ROOT.resolve("docs/architecture.md"));
    assertThat(
            MODULE.matcher(text(ROOT.resolve("pom.xml"))).results().map(module -> module.group(1)))
        .hasSizeGreaterThan(5)
        .allSatisfy(module -> assertThat(page).contains("\n| `" + module + "` | "));
  }
}
