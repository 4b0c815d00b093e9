package io.github.jsonlpreflight.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.testkit.Judging;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetRulesTest {
  private static final String FIELDS =
      "\"fields\":{\"a\":{\"type\":\"text\"},\"b c\":{\"type\":\"metadata\"},\"u\":{\"type\":\"image_url\"}}";

  private static final Judging STRICT = Judging.by("{\"strict\":true," + FIELDS + "}");
  private static final Judging LENIENT = Judging.by("{\"strict\":false," + FIELDS + "}");

  @Test
  void missesEveryFieldOfAStrictSchema() {
    assertThat(STRICT.violations("{}"))
        .containsExactly(
            new Violation("a", "Record missing required field: a", "required", "", "#/strict"),
            new Violation("b c", "Record missing required field: b c", "required", "", "#/strict"),
            new Violation("u", "Record missing required field: u", "required", "", "#/strict"));
    assertThat(STRICT.keywords("{\"a\":\"\",\"b c\":null,\"u\":\"\"}")).isEmpty();
  }

  @Test
  void missesNothingWithoutStrict() {
    assertThat(LENIENT.verdict("{}")).isEqualTo(new RecordVerdict.Valid(List.of()));
  }

  @Test
  void looksForFieldsAtTheTopOnly() {
    assertThat(STRICT.keywords("{\"a\":{\"a\":1,\"b c\":1,\"u\":1}}"))
        .containsExactly("required", "required");
    assertThat(LENIENT.keywords("{\"a\":{\"u\":1}}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"[{}], an array", "\"x\", a string", "1, a number", "true, a boolean", "null, null"})
  void takesObjectsOnly(String record, String name) {
    for (Judging judging : List.of(STRICT, LENIENT)) {
      assertThat(judging.violation(record))
          .isEqualTo(
              new Violation(null, "Record is not a JSON object: it is " + name, "type", "", ""));
    }
  }

  @Test
  void reportsEverythingThatIsWrongWithARecord() {
    String record =
        "{\"u\":\"nowhere\",\"x\":1,\"b c\":null,\"b c\":[9007199254740993],\"d\":\"\\udfff\"}";
    assertThat(STRICT.keywords(record))
        .containsExactlyInAnyOrder("duplicate-key", "lone-surrogate", "required", "url");
    assertThat(STRICT.warnings(record))
        .containsExactlyInAnyOrder("precision", "unknown-field", "unknown-field", "null-value");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com",
        "https://example.com/",
        "HTTPS://EXAMPLE.COM/A.JPG",
        "ftp://example.com/a",
        "s3://bucket/key",
        "svn+ssh://host/x",
        "a1+.-://h",
        "https://user@example.com/",
        "https://user:password@example.com/",
        "https://user:@example.com/",
        "https://@example.com/",
        "https://example.com:8080/a",
        "https://example.com:/a",
        "https://localhost",
        "https://127.0.0.1/a",
        "https://[::1]/a",
        "https://[2001:db8::1]:443/a",
        "https://[::ffff:127.0.0.1]",
        "https://bücher.example/straße",
        "https://例え.テスト/絵.png",
        "https://example.com/a b c.jpg",
        "https://example.com/😀",
        "https://example.com?query",
        "https://example.com#fragment",
        "https://example.com/a?b=c&d=/e?f#g#h",
        "https://example.com/%zz",
        "https://example.com/a@b:c",
        "https://example.com//double",
        "https://sub_domain.example.com/",
        "",
        " ",
        " \\t\\n ",
        "\\u00a0"
      })
  void takesAnAddressWithASchemeAndAHost(String address) {
    for (Judging judging :
        List.of(LENIENT, Judging.byField("u", "audio_url"), Judging.byField("u", "video_url"))) {
      assertThat(judging.keywords("{\"u\":\"" + address + "\"}")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cdn.example.com/img/1.jpg",
        "example.com",
        "/img/1.jpg",
        "img/1.jpg",
        "//example.com/a",
        "http:",
        "http:/",
        "http://",
        "https://",
        "http:///x",
        "https:///",
        "https://?query",
        "https://#fragment",
        "https://:80/",
        "https://user@",
        "https://user@/path",
        "https:example.com",
        "https:/example.com",
        "https:\\\\\\\\example.com",
        "mailto:a@example.com",
        "data:image/png;base64,AAAA",
        "javascript:alert(1)",
        "C:\\\\img\\\\1.jpg",
        "://example.com",
        "1http://example.com",
        "-x://example.com",
        "ht tp://example.com",
        "hté://example.com",
        " https://example.com",
        "\\nhttps://example.com",
        "https://example.com ",
        "https://example.com\\n",
        "https://exa mple.com/",
        "https://exa\\tmple.com/",
        "https://example.com/a\\nb",
        "https://example.com/a\\u0000",
        "https://example.com:port/",
        "https://example.com:80:80/",
        "https://[::1",
        "https://::1/",
        "https://[host]/",
        "https://[]/",
        "null",
        "N/A"
      })
  void refusesAnAddressWithoutThem(String address) {
    assertThat(LENIENT.violation("{\"u\":\"" + address + "\"}"))
        .isEqualTo(
            new Violation(
                "u",
                "Value is not a valid URL: it needs a scheme and a host, like https://example.com/a",
                "url",
                "/u",
                "#/fields/u/type"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | a number",
        "true | a boolean",
        "{} | an object",
        "[\"https://example.com\"] | an array"
      })
  void refusesAnAddressThatIsNoString(String value, String name) {
    assertThat(LENIENT.violation("{\"u\":" + value + "}"))
        .isEqualTo(
            new Violation(
                "u", "Value is not a valid URL: it is " + name, "url", "/u", "#/fields/u/type"));
  }

  @Test
  void takesANullForAnAddress() {
    assertThat(LENIENT.keywords("{\"u\":null}")).isEmpty();
    assertThat(LENIENT.warnings("{\"u\":null}")).containsExactly("null-value");
  }

  @Test
  void pointsAtFieldsWhoseNamesNeedAnEscape() {
    assertThat(Judging.byField("a/b~c", "image_url").violation("{\"a/b~c\":1}"))
        .extracting(Violation::field, Violation::instanceLocation, Violation::schemaLocation)
        .containsExactly("a/b~c", "/a~1b~0c", "#/fields/a~1b~0c/type");
    assertThat(Judging.byField("0", "image_url").violation("{\"0\":1}").field()).isEqualTo("0");
  }

  @Test
  void escapesFieldNamesInReasons() {
    Judging judging =
        Judging.by("{\"strict\":true,\"fields\":{\"\\u001b[31m\":{\"type\":\"text\"}}}");
    assertThat(judging.violation("{}").reason())
        .isEqualTo("Record missing required field: \\u001b[31m");
    assertThat(LENIENT.verdict("{\"\\u202e\":\"x\"}").warnings().get(0).reason())
        .isEqualTo("Field is not in the schema: \\u202e");
  }

  /** No text may make the rule's own pattern slow or deep. */
  @Timeout(20)
  @ParameterizedTest(name = "fault 18: an address made of [{0}]")
  @ValueSource(strings = {"a", "@", ":", "/", " ", "[", "a@", "://", "https://a", "\u00e9"})
  void staysFastOnLongAddresses(String piece) {
    String text = piece.repeat(1_000_000 / piece.length());
    for (String address :
        List.of(text, "https://" + text, "https://a/" + text, text + "https://a/")) {
      assertThat(LENIENT.keywords("{\"u\":\"" + address + "\"}")).isIn(List.of(), List.of("url"));
    }
  }
}
