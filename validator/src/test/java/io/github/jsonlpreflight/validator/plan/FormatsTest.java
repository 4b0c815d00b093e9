package io.github.jsonlpreflight.validator.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import io.github.jsonlpreflight.testkit.Seeded;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class FormatsTest {
  private static final String MARKS = "0123456789-:.TZtz+/%#?@ab[]_~ é\\,zZ9";

  private static Schema authority(String format) {
    return SchemaRegistry.withDialect(
            Dialects.getDraft202012(),
            b ->
                b.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()))
        .getSchema(JsonMapper.shared().readTree("{\"format\":\"" + format + "\"}"));
  }

  private static boolean fits(String format, String text) {
    byte[] bytes = ("9.9" + text + "9.9").getBytes(UTF_8); // what stands around it says nothing
    return Objects.requireNonNull(Formats.byName(format)).fits(bytes, 3, bytes.length - 3);
  }

  @ParameterizedTest
  @CsvSource({
    "date-time, 2026-11-24T13:12:20Z 2024-02-28T23:59:59.123456789+17:59 2026-12-31T00:00:00-00:00",
    "date, 2026-11-24 2026-01-31 2026-04-30 9999-12-31 0001-01-01",
    "uri, http://example.com/a?b=c#d https://a.b-c.org:8080 http://a/%41;x=(1) http://1.2.3.4/ http://a?b=c http://a.b:80#d",
    "email, a@b.com first.last+tag@mail.example.org a_b@c-d.de 1@2.uk a@b.info",
    "uuid, 123e4567-e89b-12d3-a456-426614174000 FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
    "time, 13:12:20Z 23:59:59.123456789+17:59 00:00:00-00:00",
    "ipv4, 1.2.3.4 0.0.0.0 255.255.255.255"
  })
  void letsPassOnlyWhatTheAuthorityLetsPass(String format, String good) {
    Schema authority = authority(format);
    List<String> examples = List.of(good.split(" "));
    for (String example : examples) {
      assertThat(fits(format, example)).as(example).isTrue();
    }
    Seeded random = Seeded.of(format.hashCode());
    int passed = 0;
    for (int i = 0; i < 20_000; i++) {
      String text = changed(random, random.oneOf(examples));
      if (fits(format, text)) {
        passed++;
        assertThat(authority.validate(JsonNodeFactory.instance.stringNode(text)))
            .as("%s: %s", format, text)
            .isEmpty();
      }
    }
    assertThat(passed).isGreaterThan(300);
  }

  private static String changed(Seeded random, String text) {
    StringBuilder changed = new StringBuilder(text);
    for (int i = random.between(1, 3); i > 0; i--) {
      int at = random.between(0, changed.length() - 1);
      char c = MARKS.charAt(random.between(0, MARKS.length() - 1));
      switch (random.between(0, 4)) {
        case 0 -> changed.insert(at, c);
        case 1 -> changed.deleteCharAt(at).append(changed.length() == 0 ? "x" : "");
        case 2 -> changed.insert(at, changed.substring(at));
        default -> changed.setCharAt(at, c);
      }
    }
    return changed.toString();
  }

  @Test
  void readsNoByteBehindTheText() {
    byte[] bytes = "http://a/%41".getBytes(UTF_8);
    assertThat(Formats.isHttpUri(bytes, 0, 12)).isTrue();
    assertThat(Formats.isHttpUri(bytes, 0, 11)).isFalse();
    assertThat(Formats.isHttpUri(bytes, 0, 9)).isTrue();
    assertThat(Formats.isHttpUri(bytes, 0, 7)).isFalse();
  }

  @Test
  void takesNoHalfPairForAQuestionMark() {
    assertThat(usualForm("uri"))
        .accepts("http://a/?b")
        .rejects("http://a/\ud83d", "http://a/\u00e9");
  }

  /** Alone in an array, where nothing stands behind the text at all. */
  @Test
  void readsNothingBehindTheEndOfTheArray() {
    assertThat(usualForm("uri")).accepts("http://a", "http://a:80").rejects("http://", "h");
    assertThat(usualForm("uuid"))
        .accepts("123e4567-e89b-12d3-a456-426614174000")
        .rejects("123e4567-e89b-12d3-a456-42661417400", "1");
    assertThat(usualForm("ipv4")).accepts("1.2.3.4").rejects("1.2.3", "1", "");
    assertThat(usualForm("date-time")).accepts("2026-11-24T13:12:20Z").rejects("2026-11-24T", "2");
    assertThat(usualForm("time")).accepts("13:12:20Z").rejects("13:12:20", "1");
    assertThat(usualForm("date")).accepts("2026-11-24").rejects("2026-11-2", "");
    assertThat(usualForm("email")).accepts("a@b.com").rejects("a@", "a", "");
  }

  @Test
  void leavesLongAndRareMailAddressesToTheAuthority() {
    String long60 = "a".repeat(60);
    assertThat(usualForm("email"))
        .accepts(long60 + "@b.com", "a@" + "b".repeat(56) + ".com")
        .rejects(long60 + "a@b.com", "a@" + "b".repeat(57) + ".com")
        .rejects("a@xat", "a@com", "a@b.museum");
  }

  private static Predicate<String> usualForm(String format) {
    return Objects.requireNonNull(Formats.usualForm(format));
  }

  @Test
  void knowsOnlySomeFormats() {
    assertThat(Formats.byName("duration")).isNull();
    assertThat(Formats.byName("unheard-of")).isNull();
  }
}
