package io.github.jsonlpreflight.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.testkit.Judging;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class JsonSchemaTest {
  private static final String DRAFT_4 = "http://json-schema.org/draft-04/schema#";
  private static final String DRAFT_6 = "http://json-schema.org/draft-06/schema#";
  private static final String DRAFT_7 = "http://json-schema.org/draft-07/schema#";
  private static final String DRAFT_2019_09 = "https://json-schema.org/draft/2019-09/schema";
  private static final String DRAFT_2020_12 = "https://json-schema.org/draft/2020-12/schema";

  /** Each with a word that means this in no draft before or none after. */
  static Stream<Arguments> draftsOwnWords() {
    return Stream.of(
        Arguments.of(DRAFT_4, "\"maximum\":5,\"exclusiveMaximum\":true", "4", "5", "maximum"),
        Arguments.of(
            DRAFT_4,
            "\"items\":[{\"type\":\"string\"}],\"additionalItems\":false",
            "[\"a\"]",
            "[\"a\",1]",
            "additionalItems"),
        Arguments.of(DRAFT_6, "\"exclusiveMaximum\":5", "4", "5", "exclusiveMaximum"),
        Arguments.of(DRAFT_6, "\"const\":5", "5", "4", "const"),
        Arguments.of(
            DRAFT_7,
            "\"if\":{\"type\":\"string\"},\"then\":{\"minLength\":2}",
            "\"ab\"",
            "\"a\"",
            "minLength"),
        Arguments.of(
            DRAFT_7,
            "\"dependencies\":{\"a\":[\"b\"]}",
            "{\"a\":1,\"b\":1}",
            "{\"a\":1}",
            "dependencies"),
        Arguments.of(
            DRAFT_2019_09,
            "\"dependentRequired\":{\"a\":[\"b\"]}",
            "{\"b\":1}",
            "{\"a\":1}",
            "dependentRequired"),
        Arguments.of(
            DRAFT_2019_09, "\"items\":[{\"type\":\"string\"}]", "[\"a\",1]", "[1]", "type"),
        Arguments.of(
            DRAFT_2019_09,
            "\"properties\":{\"a\":true},\"unevaluatedProperties\":false",
            "{\"a\":1}",
            "{\"b\":1}",
            "unevaluatedProperties"),
        Arguments.of(
            DRAFT_2020_12,
            "\"prefixItems\":[{\"type\":\"string\"}],\"items\":false",
            "[\"a\"]",
            "[1]",
            "type"),
        Arguments.of(
            DRAFT_2020_12,
            "\"$dynamicRef\":\"#t\",\"$defs\":{\"t\":{\"$dynamicAnchor\":\"t\",\"type\":\"string\"}}",
            "\"a\"",
            "1",
            "type"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("draftsOwnWords")
  void speaksEveryDraft(String draft, String words, String good, String bad, String keyword) {
    Judging judging = Judging.by("{\"$schema\":\"" + draft + "\"," + words + "}");
    assertThat(judging.keywords(good)).isEmpty();
    assertThat(judging.keywords(bad)).containsExactly(keyword);
    assertThat(Judging.schemaOf("{\"$schema\":\"" + draft + "\"," + words + "}").notes()).isEmpty();
  }

  @Test
  void readsASchemaThatNamesNoDraftAsTheNewest() {
    assertThat(Judging.by("{\"prefixItems\":[{\"type\":\"string\"}]}").keywords("[1]"))
        .containsExactly("type");
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        Arguments.of("{\"minLength\":\"3\"}", "/minLength is not a valid integer: it is a string"),
        Arguments.of(
            "{\"properties\":{\"a\":{\"minLength\":-1}}}",
            "/properties/a/minLength is below minimum: -1, limit 0"),
        Arguments.of("{\"type\":\"strng\"}", "/type is not one of [\"array\", "),
        Arguments.of("{\"pattern\":\"[a\"}", "/pattern is not a valid regex"),
        Arguments.of("{\"required\":\"a\"}", "/required is not a valid array: it is a string"),
        Arguments.of(
            "{\"$ref\":\"#/$defs/a\"}",
            "/$ref refers to \"#/$defs/a\", which is not in the document"),
        Arguments.of(
            "{\"items\":{\"$ref\":\"#nowhere\"}}",
            "/items/$ref refers to \"#nowhere\", which is not in the document"),
        Arguments.of(
            "{\"$schema\":\"" + DRAFT_4 + "\",\"$ref\":\"#/%zz\"}",
            "/$ref refers to \"#/%zz\", which is not in the document"),
        Arguments.of(
            "{\"$ref\":\"https://example.com/s.json\"}",
            "/$ref refers to \"https://example.com/s.json\", which is not in the document; nothing is fetched"),
        Arguments.of(
            "{\"$ref\":\"http://127.0.0.1:9/s.json#/a\"}",
            "/$ref refers to \"http://127.0.0.1:9/s.json#/a\", which is not in the document; nothing is fetched"),
        Arguments.of(
            "{\"$ref\":\"file:///dev/null\"}",
            "/$ref refers to \"file:///dev/null\", which is not in the document; nothing is fetched"),
        Arguments.of(
            "{\"$ref\":\"classpath:/a.json\"}",
            "/$ref refers to \"classpath:/a.json\", which is not in the document; nothing is fetched"),
        Arguments.of(
            "{\"$ref\":\"other.json\"}",
            "/$ref refers to \"other.json\", which is not in the document; nothing is fetched"),
        Arguments.of(
            "{\"$id\":\"https://example.com/a\",\"$ref\":\"b\"}",
            "/$ref refers to \"b\", which is not in the document; nothing is fetched"),
        Arguments.of(
            "{\"$ref\":\"" + DRAFT_7 + "\"}",
            "/$ref refers to \""
                + DRAFT_7
                + "\", which is not in the document; nothing is fetched"),
        Arguments.of(
            "{\"$ref\":\"#\"}", "the document cannot be used: it refers to itself without end"),
        Arguments.of(
            "{\"allOf\":[{\"$ref\":\"#\"}]}",
            "the document cannot be used: it refers to itself without end"),
        Arguments.of(
            "{\"$dynamicRef\":\"#\"}",
            "the document cannot be used: it refers to itself without end"),
        Arguments.of(
            "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"$ref\":\"#/$defs/b\"},\"b\":{\"$ref\":\"#/$defs/a\"}}}",
            "the document cannot be used: it refers to itself without end"),
        Arguments.of(
            "{\"$schema\":\"https://example.com/draft\"}",
            "/$schema is \"https://example.com/draft\"; known are the drafts 2020-12, 2019-09, 7, 6 and 4"),
        Arguments.of(
            "{\"$schema\":\"http://json-schema.org/draft-03/schema#\"}",
            "/$schema is \"http://json-schema.org/draft-03/schema#\"; known are"),
        Arguments.of(
            "{\"$schema\":4}", "/$schema is 4; known are the drafts 2020-12, 2019-09, 7, 6 and 4"),
        Arguments.of(
            "{\"items\":{\"maxLength\":1e19}}",
            "the document has a count that is too large, written with a fraction or an exponent"),
        Arguments.of(
            "{\"$schema\":\"" + DRAFT_4 + "\",\"exclusiveMaximum\":5}",
            "/exclusiveMaximum is not a valid boolean: it is a number"));
  }

  @DisplayName("fault 19: broken schemas, remote and endless references")
  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void namesThePlaceAndTheRule(String document, String problem) {
    PreflightException thrown =
        catchThrowableOfType(PreflightException.class, () -> Judging.schemaOf(document));
    assertThat(thrown).hasMessageStartingWith("Schema schema.json is broken:\n  " + problem);
    assertThat(thrown.code()).isEqualTo(ErrorCode.SCHEMA_BROKEN);
  }

  @DisplayName("fault 19: what only looks like a reference out of the document")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"$id\":\"https://example.com/a\",\"$ref\":\"#/$defs/t\",\"$defs\":{\"t\":{\"type\":\"string\"}}}",
        "{\"$id\":\"https://example.com/a\",\"$ref\":\"b\",\"$defs\":{\"t\":{\"$id\":\"b\",\"type\":\"string\"}}}",
        "{\"$id\":\"https://example.com/a\",\"$ref\":\"https://example.com/b\",\"$defs\":{\"t\":{\"$id\":\"b\",\"type\":\"string\"}}}",
        "{\"$ref\":\"#t\",\"$defs\":{\"x\":{\"$anchor\":\"t\",\"type\":\"string\"}}}",
        "{\"$ref\":\"#/$defs/a~1b%25%20c\",\"$defs\":{\"a/b% c\":{\"type\":\"string\"}}}",
        "{\"$schema\":\""
            + DRAFT_4
            + "\",\"$ref\":\"#/definitions/t\",\"definitions\":{\"t\":{\"type\":\"string\"}}}",
        "{\"type\":\"string\",\"enum\":[{\"$ref\":\"https://example.com/\"},\"a\"]}",
        "{\"type\":\"string\",\"properties\":{\"$ref\":{\"type\":\"string\"}}}"
      })
  void followsReferencesInTheDocument(String document) {
    Judging judging = Judging.by(document);
    assertThat(judging.keywords("\"a\"")).isEmpty();
    assertThat(judging.keywords("1")).contains("type");
  }

  @Test
  void followsARecursiveSchemaAsFarAsTheRecordGoes() {
    Judging tree = Judging.by("{\"type\":\"array\",\"items\":{\"$ref\":\"#\"}}");
    assertThat(tree.keywords("[".repeat(200) + "]".repeat(200))).isEmpty();
    assertThat(tree.violation("[[[],[[1]]]]").instanceLocation()).isEqualTo("/0/1/0/0");
  }

  @DisplayName("fault 19: words and formats that check nothing")
  @Test
  void notesWordsAndFormatsThatCheckNothing() {
    assertThat(
            Judging.schemaOf(
                    "{\"minLenght\":3,\"properties\":{\"a/b\":{\"format\":\"colour\",\"nullable\":true}},"
                        + "\"anyOf\":[{},{\"requird\":[]}],\"$defs\":{\"x\":{\"maxlength\":1}}}")
                .notes())
        .containsExactlyInAnyOrder(
            new Note(
                "unknown-keyword",
                "/minLenght is no word of this draft of JSON Schema and checks nothing"),
            new Note(
                "unknown-format", "/properties/a~1b/format is \"colour\", which checks nothing"),
            new Note(
                "unknown-keyword",
                "/properties/a~1b/nullable is no word of this draft of JSON Schema and checks nothing"),
            new Note(
                "unknown-keyword",
                "/anyOf/1/requird is no word of this draft of JSON Schema and checks nothing"),
            new Note(
                "unknown-keyword",
                "/$defs/x/maxlength is no word of this draft of JSON Schema and checks nothing"));
  }

  @Test
  void notesWordsOfAnotherDraft() {
    assertThat(Judging.schemaOf("{\"$schema\":\"" + DRAFT_4 + "\",\"const\":1}").notes())
        .extracting(Note::code)
        .containsExactly("unknown-keyword");
  }

  @ParameterizedTest
  @ValueSource(strings = {DRAFT_4, DRAFT_6, DRAFT_7, DRAFT_2019_09, DRAFT_2020_12})
  void notesNothingOfWordsThatOnlyDescribe(String draft) {
    assertThat(
            Judging.schemaOf(
                    "{\"$schema\":\"%s\",\"title\":\"t\",\"description\":\"d\",\"$comment\":\"c\",\"default\":1,\"examples\":[1],\"definitions\":{}}"
                        .formatted(draft))
                .notes())
        .isEmpty();
  }

  @Test
  void notesNothingOfPropertiesWithOddNames() {
    assertThat(
            Judging.schemaOf(
                    "{\"properties\":{\"minLenght\":{},\"format\":{},\"$ref\":{}},\"default\":{\"nullable\":1},"
                        + "\"enum\":[{\"x\":1}],\"const\":{\"format\":\"y\"}}")
                .notes())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "date | 2026-02-28 | 2026-02-30",
        "date-time | 2026-01-01T00:00:00Z | yesterday",
        "time | 12:00:00Z | 25:00",
        "duration | P1D | one day",
        "email | a@example.com | example.com",
        "hostname | example.com | -x-.com",
        "ipv4 | 127.0.0.1 | 256.0.0.1",
        "ipv6 | ::1 | :::1",
        "uri | https://example.com/ | example.com/a",
        "uri-reference | ../a | \\\\",
        "iri | https://bücher.example/ | bücher",
        "uuid | 2eb8aa08-aa98-11ea-b4aa-73b441d16380 | 2eb8aa08",
        "json-pointer | /a/0 | a/0",
        "regex | ^a$ | [a"
      })
  void assertsFormats(String format, String good, String bad) {
    Judging judging = Judging.by("{\"format\":\"" + format + "\"}");
    assertThat(judging.keywords("\"" + good + "\"")).isEmpty();
    assertThat(judging.keywords("\"" + bad.replace("\\", "\\\\") + "\"")).containsExactly("format");
    assertThat(judging.keywords("1")).isEmpty();
  }

  static Stream<Arguments> reasons() {
    return Stream.of(
        Arguments.of(
            "\"maxLength\":2",
            "\"😀😀😀\"",
            "Value exceeds maximum length: 3 code points, limit 2"),
        Arguments.of(
            "\"minLength\":2",
            "\"😀\"",
            "Value is shorter than minimum length: 1 code point, limit 2"),
        Arguments.of("\"format\":\"uri\"", "\"x\"", "Value is not a valid URL (format uri)"),
        Arguments.of("\"format\":\"date\"", "\"x\"", "Value is not a valid date"),
        Arguments.of("\"maximum\":2", "3", "Value exceeds maximum: 3, limit 2"),
        Arguments.of("\"minimum\":2", "1.50", "Value is below minimum: 1.50, limit 2"),
        Arguments.of(
            "\"exclusiveMaximum\":2", "2", "Value is not below exclusive maximum: 2, limit 2"),
        Arguments.of(
            "\"exclusiveMinimum\":2", "2", "Value is not above exclusive minimum: 2, limit 2"),
        Arguments.of("\"type\":\"string\"", "null", "Value is not a valid string: it is null"),
        Arguments.of(
            "\"type\":[\"string\",\"null\"]",
            "[]",
            "Value is not a valid string or null: it is an array"),
        Arguments.of("\"pattern\":\"^a$\"", "\"b\"", "Value does not match the pattern ^a$"),
        Arguments.of("\"enum\":[\"a\",\"b\"]", "\"c\"", "Value is not one of [\"a\", \"b\"]"),
        Arguments.of("\"const\":\"a\"", "\"c\"", "Value is not a"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("reasons")
  void speaksLikeTheService(String words, String value, String reason) {
    Judging judging = Judging.by("{\"properties\":{\"v\":{" + words + "}}}");
    String keyword = words.substring(1, words.indexOf('"', 1));
    assertThat(judging.violation("{\"v\":" + value + "}"))
        .isEqualTo(new Violation("v", reason, keyword, "/v", "#/properties/v/" + keyword));
  }

  @Test
  void showsAFieldWithoutAName() {
    assertThat(Judging.by("{\"required\":[\"\"]}").violation("{}").reason())
        .isEqualTo("Record missing required field: \"\"");
    assertThat(Judging.by("{\"additionalProperties\":false}").violation("{\"\":1}").reason())
        .isEqualTo("Field is not allowed by the schema: \"\"");
  }

  @ParameterizedTest
  @CsvSource({
    "minimum, exclusiveMinimum, Value is not above exclusive minimum",
    "maximum, exclusiveMaximum, Value is not below exclusive maximum"
  })
  void saysWhatIsWrongWithALimitThatDraft4Excludes(String bound, String excluded, String reason) {
    String schema = "{\"$schema\":\"%s\",\"%s\":3,\"%s\":true}";
    Judging judging = Judging.by(schema.formatted(DRAFT_4, bound, excluded));
    assertThat(judging.violation("3.0").reason()).isEqualTo(reason + ": 3.0, limit 3");
  }

  @Test
  void namesMissingAndForbiddenFields() {
    Judging judging =
        Judging.by(
            "{\"required\":[\"a\"],\"additionalProperties\":false,"
                + "\"properties\":{\"a\":{\"required\":[\"c\"]},\"n\":false}}");
    assertThat(judging.violations("{\"b\":1}"))
        .containsExactlyInAnyOrder(
            new Violation("a", "Record missing required field: a", "required", "", "#/required"),
            new Violation(
                "b",
                "Field is not allowed by the schema: b",
                "additionalProperties",
                "",
                "#/additionalProperties"));
    assertThat(judging.violation("{\"a\":{}}"))
        .isEqualTo(
            new Violation(
                "a",
                "Record missing required field: c (in /a)",
                "required",
                "/a",
                "#/properties/a/required"));
    assertThat(judging.violation("{\"a\":1,\"n\":1}").reason())
        .isEqualTo("Value is not allowed by the schema");
  }

  @Test
  void reportsEveryViolationOfARecord() {
    Judging judging =
        Judging.by(
            "{\"required\":[\"z\"],\"properties\":{\"a\":{\"type\":\"string\",\"minimum\":5},\"b\":{\"items\":{\"maxLength\":1}}}}");
    assertThat(judging.violations("{\"a\":1,\"b\":[\"xx\",\"x\",\"xx\"],\"a\":2}"))
        .extracting(violation -> violation.keyword() + " " + violation.instanceLocation())
        .containsExactlyInAnyOrder(
            "duplicate-key /a",
            "required ",
            "type /a",
            "minimum /a",
            "maxLength /b/0",
            "maxLength /b/2");
  }

  @Test
  void namesTheTopLevelFieldOfADeepFault() {
    Judging judging =
        Judging.by(
            "{\"properties\":{\"a/b\":{\"items\":{\"properties\":{\"c\":{\"type\":\"string\"}}}}}}");
    Violation violation = judging.violation("{\"a/b\":[{},{\"c\":1}]}");
    assertThat(violation.field()).isEqualTo("a/b");
    assertThat(violation.instanceLocation()).isEqualTo("/a~1b/1/c");
    assertThat(violation.schemaLocation()).isEqualTo("#/properties/a~1b/items/properties/c/type");
  }

  @Test
  void namesNoFieldOfARecordThatHasNone() {
    Judging judging = Judging.by("{\"items\":{\"type\":\"string\"},\"not\":{\"type\":\"number\"}}");
    assertThat(judging.violation("[\"a\",1]").field()).isNull();
    assertThat(judging.violation("[\"a\",1]").instanceLocation()).isEqualTo("/1");
    assertThat(judging.violation("5").field()).isNull();
  }

  @Test
  void pointsToWhereAReferenceLeads() {
    Judging judging =
        Judging.by(
            "{\"properties\":{\"a\":{\"$ref\":\"#/$defs/t\"}},\"$defs\":{\"t\":{\"type\":\"string\"}}}");
    assertThat(judging.violation("{\"a\":1}").schemaLocation()).isEqualTo("#/$defs/t/type");
  }

  @DisplayName("fault 13: what a reason shows is printable and short")
  @Test
  void escapesAndCutsReasons() {
    Judging judging = Judging.by("{\"additionalProperties\":false}");
    assertThat(judging.violation("{\"\\u001b[31m\":1}").reason())
        .isEqualTo("Field is not allowed by the schema: \\u001b[31m");
    assertThat(judging.violation("{\"" + "n".repeat(10_000) + "\":1}").reason())
        .hasSizeLessThan(400)
        .endsWith("…");
  }

  @DisplayName("fault 18: a pattern or a schema that would exhaust the stack")
  @Test
  void givesAVerdictWhereThereIsTooMuchToCheck() {
    String reason =
        "Too much to check: a value is too long for its pattern or format, or the schema refers to"
            + " itself";
    String letters = "\"" + "a".repeat(200_000) + "\"";
    assertThat(Judging.by("{\"pattern\":\"^(?=(a|a)*$)\"}").violation(letters))
        .isEqualTo(new Violation(null, reason, "limit", "", ""));
    assertThat(Judging.by("{\"pattern\":\"^(?=(a|a)*$)\"}").keywords("\"aaa\"")).isEmpty();
    assertThat(Judging.by("{\"pattern\":\"^(a|a)*$\"}").keywords(letters)).isEmpty();
    Judging endless = Judging.by("{\"properties\":{\"a\":{\"$ref\":\"#/properties/a\"}}}");
    assertThat(endless.keywords("{\"a\":1}")).containsExactly("limit");
    assertThat(endless.keywords("{\"b\":1}")).isEmpty();
  }

  @DisplayName("fault 18: a pattern that tries too many ways")
  @Test
  void givesUpOnPatternsThatBacktrackForEver() {
    String endless = "\"" + "a".repeat(60) + "b\"";
    assertThat(Judging.by("{\"pattern\":\"^(.*a){25}$\"}").keywords(endless))
        .containsExactly("pattern");
    Judging judging = Judging.by("{\"pattern\":\"^(?=(.*a){25}$)\"}");
    Violation violation = judging.violation(endless);

    assertThat(violation.keyword()).isEqualTo("limit");
    assertThat(violation.reason()).contains("maxPatternSteps", "10006100");
    assertThat(judging.keywords("\"aaa\"")).containsExactly("pattern");
  }

  @DisplayName("fault 18: a sound pattern on a long value is no trouble")
  @Test
  void matchesSoundPatternsOnLongValues() {
    Judging judging = Judging.by("{\"pattern\":\"^[a-z ]+\\\\.$\"}");
    assertThat(judging.keywords("\"" + "word ".repeat(400_000) + ".\"")).isEmpty();
  }

  @DisplayName("fault 18: formats on long values")
  @ParameterizedTest
  @ValueSource(
      strings = {"hostname", "json-pointer", "uri-template", "uri", "email", "idn-hostname", "iri"})
  void givesAVerdictOnLongValuesOfEveryFormat(String format) {
    Judging judging = Judging.by("{\"format\":\"" + format + "\"}");
    for (String piece : List.of("a", "/a", "a.", "{a}", "%20")) {
      String value = "\"" + piece.repeat(60_000) + "\"";
      assertThat(judging.keywords(value)).isIn(List.of(), List.of("format"), List.of("limit"));
    }
  }
}
