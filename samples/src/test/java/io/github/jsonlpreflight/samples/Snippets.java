package io.github.jsonlpreflight.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.assertj.core.api.ListAssert;

/** The Java snippets of a document, each of which must stand in a test. */
final class Snippets {
  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private Snippets() {}

  /** Asserts that a test's source holds every snippet, whatever the white space. */
  static ListAssert<String> assertThatAllOf(Path document, Class<?> test) throws IOException {
    Path source =
        Path.of("src/test/java").resolve(test.getName().replace('.', '/').concat(".java"));
    String here = flat(Files.readString(source));
    List<String> snippets =
        SNIPPET
            .matcher(Files.readString(document))
            .results()
            .map((MatchResult match) -> flat(match.group(1)))
            .toList();
    return assertThat(snippets).allSatisfy(snippet -> assertThat(here).contains(snippet));
  }

  private static String flat(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
