package io.github.jsonlpreflight.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The BOM is imported by the parent of all modules, so that each of them is built as a user builds
 * with it; what is left to test is that it names them all.
 */
final class BomTest {
  private static final Path ROOT = Path.of("..");

  /** Modules that nobody depends on. */
  private static final Set<String> PROGRAMS = Set.of("bom", "cli", "jmh", "samples");

  @Test
  void namesEveryLibraryInTheOrderOfTheBuild() throws IOException {
    String parent = Files.readString(ROOT.resolve("pom.xml"));
    List<String> libraries =
        values("module", parent.substring(0, parent.indexOf("</modules>"))).stream()
            .filter(module -> !PROGRAMS.contains(module))
            .map(module -> "preflight-" + module)
            .toList();

    String bom = Files.readString(ROOT.resolve("bom/pom.xml"));
    String managed = bom.substring(bom.indexOf("<dependencyManagement>"));

    assertThat(libraries).contains("preflight-validator");
    assertThat(values("artifactId", managed)).isEqualTo(libraries);
    assertThat(values("groupId", managed)).containsOnly("io.github.jsonlpreflight");
    assertThat(values("version", managed)).containsOnly("${project.version}");
    assertThat(bom).doesNotContain("<parent>");
  }

  private static List<String> values(String element, String xml) {
    return Pattern.compile("<" + element + ">([^<]*)</")
        .matcher(xml)
        .results()
        .map(match -> match.group(1))
        .toList();
  }
}
