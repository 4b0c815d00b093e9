package blackbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the program is made of, as {@code -Prelease} publishes it. */
@EnabledIfSystemProperty(named = "preflight.release", matches = "true")
final class BillOfMaterialsIT {
  @Test
  void namesEveryJarWithItsDigest() throws Exception {
    JsonNode bill =
        JsonMapper.shared().readTree(Files.readString(Program.home().resolveSibling("bom.json")));

    assertThat(bill.path("bomFormat").stringValue()).isEqualTo("CycloneDX");
    JsonNode program = bill.path("metadata").path("component");
    List<JsonNode> all =
        Stream.concat(Stream.of(program), bill.path("components").valueStream()).toList();
    try (Stream<Path> files = Files.list(Program.home().resolve("lib"))) {
      assertThat(
              all.stream()
                  .map(part -> part.path("name").stringValue() + "-" + version(part) + ".jar"))
          .containsExactlyInAnyOrderElementsOf(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".jar"))
                  .toList());
    }
    assertThat(all)
        .allSatisfy(part -> assertThat(part.path("purl").stringValue()).startsWith("pkg:maven/"));
    assertThat(bill.path("components").valueStream())
        .allSatisfy(
            part -> assertThat(part.path("hashes").findValuesAsString("alg")).contains("SHA-256"));
    assertThat(Files.readString(Program.home().resolveSibling("bom.json")))
        .as("no path of the builder")
        .doesNotContain(System.getProperty("user.home") + "/");
  }

  private static String version(JsonNode part) {
    return part.path("version").stringValue();
  }
}
