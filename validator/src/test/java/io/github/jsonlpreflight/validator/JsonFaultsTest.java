package io.github.jsonlpreflight.validator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.testkit.Judging;
import io.github.jsonlpreflight.testkit.Seeded;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a record before any schema is asked. */
@Timeout(60)
class JsonFaultsTest {
  private static final Judging JSON_SCHEMA = Judging.byAnything();
  private static final Judging DATASET = Judging.byField("a", "text");

  static Stream<Judging> bothKinds() {
    return Stream.of(JSON_SCHEMA, DATASET);
  }

  @DisplayName("the empty record, which no pass over a source brings")
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\r "})
  void findsNoValueInWhiteSpace(String record) {
    assertParseFault(record, "Invalid JSON: there is no value on the line");
  }

  static Stream<Arguments> brokenTexts() {
    return Stream.of(
        Arguments.of(
            "{\"a\":\"cut", "the line ends inside an unclosed string (byte 9 of the record)"),
        Arguments.of("{\"a\":[1", "the line ends inside an unclosed array (byte 7 of the record)"),
        Arguments.of("{\"a\":1", "the line ends inside an unclosed object (byte 6 of the record)"),
        Arguments.of("{\"a\":1} {\"a\":2}", "several values on one line"),
        Arguments.of("{\"a\":1}}", "Unexpected close marker '}': no open Object to close (byte 7"),
        Arguments.of("{\"a\":1,}", "Unexpected character ('}' (code 125))"),
        Arguments.of("{\"a\":nope}", "Unrecognized token (byte 5 of the record)"),
        Arguments.of("{\"a\":surrogate}", "Unrecognized token (byte 5 of the record)"),
        Arguments.of("{\"a\":01}", "Invalid numeric value: Leading zeroes not allowed (byte 6"),
        Arguments.of("{\"é\":\"é\" 1}", "(byte 11 of the record)"));
  }

  @ParameterizedTest
  @MethodSource("brokenTexts")
  void saysWhatIsBrokenAndAtWhichByte(String record, String fault) {
    for (Judging judging : List.of(JSON_SCHEMA, DATASET)) {
      Violation violation = judging.violation(record);
      assertThat(violation.keyword()).isEqualTo("parse");
      assertThat(violation.reason()).startsWith("Invalid JSON: ").contains(fault);
    }
  }

  @Test
  void countsTheByteFromTheRecordsStartNotTheArrays() {
    byte[] bytes = "{\"before\":1}\n{\"a\":nope}\n".getBytes(UTF_8);
    RecordVerdict verdict = JSON_SCHEMA.validator().validate(bytes, 13, 23);
    assertThat(Judging.violations(verdict))
        .extracting(Violation::reason)
        .containsExactly("Invalid JSON: Unrecognized token (byte 5 of the record)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":SECRET}",
        "{\"a\":\"SECRET",
        "SECRET",
        "{\"a\":NaN}",
        "{\"a\":-Infinity}",
        "// SECRET",
        "/* SECRET */ {}",
        "# SECRET",
        "\u001E{\"a\":1}",
        "{'SECRET':1}",
        "{SECRET:1}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\t\"}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":0x1}",
        "[1,,2]",
        "[1,]",
        "{\"a\":1,,}"
      })
  void neverShowsWhatTheRecordHoldsNorWhatJacksonTellsItsUsers(String record) {
    String reason = JSON_SCHEMA.violation(record).reason();
    assertThat(reason)
        .doesNotContainPattern("SECRET|ReadFeature|Feature|Source|[Ee]nable|ALLOW_|[(] *$")
        .endsWith(" of the record)");
  }

  @DisplayName("fault 1: a byte-order mark that is not at the file's start")
  @Test
  void findsAByteOrderMark() {
    assertParseFault(
        "\uFEFF{\"a\":\"x\"}",
        "Invalid JSON: a byte-order mark stands only at the start of a file");
    assertThat(JSON_SCHEMA.keywords(" \uFEFF{\"a\":\"x\"}")).containsExactly("parse");
    assertThat(JSON_SCHEMA.keywords("{\"a\":\"\uFEFF\"}")).isEmpty();
  }

  @DisplayName("fault 2: UTF-16 and UTF-32 inside a file that is neither")
  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void readsNoOtherUtf(String charset) {
    for (String record : List.of("1", "12", "{}", "{\"a\":1}", "[1, 2]", "\uFEFF{\"a\":1}")) {
      byte[] bytes = record.getBytes(Charset.forName(charset));
      assertThat(JSON_SCHEMA.violation(bytes).keyword()).as(record).isEqualTo("parse");
      assertThat(DATASET.violation(bytes).keyword()).as(record).isEqualTo("parse");
    }
  }

  @DisplayName("fault 3: invalid UTF-8")
  @Test
  void namesTheInvalidByteAndItsPlace() {
    Violation violation = DATASET.violation("{\"a\":\"caf\u00C0\u00AF\"}".getBytes(ISO_8859_1));
    assertThat(violation)
        .isEqualTo(
            new Violation(
                null, "Invalid UTF-8: byte 0xC0 at byte 9 of the record", "parse", "", ""));
  }

  @DisplayName("fault 4: lone surrogates")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\ud800",
        "\\uDFFF",
        "\\ude00\\ud83d",
        "\\ud83d\\ud83d\\ude00",
        "\\ud83d\\ude00\\ude00",
        "\\ud83dx",
        "x\\ude00",
        "😀\\ud83d",
        "\\ud83d\\n\\ude00"
      })
  void findsHalfASurrogatePairInValuesAndNames(String text) {
    for (Judging judging : List.of(JSON_SCHEMA, DATASET)) {
      Violation inValue = judging.violation("{\"a\":\"" + text + "\"}");
      assertThat(inValue.keyword()).isEqualTo("lone-surrogate");
      assertThat(inValue.field()).isEqualTo("a");
      assertThat(inValue.instanceLocation()).isEqualTo("/a");
      Violation nested = judging.violation("{\"a\":[0,{\"b\":\"" + text + "\"}]}");
      assertThat(nested.instanceLocation()).isEqualTo("/a/1/b");
      assertThat(nested.field()).isEqualTo("a");
      assertThat(judging.violation("{\"a\":{\"" + text + "\":1}}"))
          .isEqualTo(
              new Violation(
                  null,
                  "Field name holds half a surrogate pair, and cannot be read",
                  "lone-surrogate",
                  "",
                  ""));
    }
  }

  @Test
  void takesASurrogatePairForTheCharacterThatItIs() {
    assertThat(JSON_SCHEMA.keywords("{\"\\ud83d\\ude00\":\"\\ud83d\\ude00\\uD83D\\uDE00\"}"))
        .isEmpty();
    assertThat(JSON_SCHEMA.keywords("{\"😀\":1,\"\\ud83d\\ude00\":2}"))
        .containsExactly("duplicate-key");
  }

  static Stream<Arguments> duplicates() {
    return Stream.of(
        Arguments.of("{\"a\":1,\"a\":1}", "/a", "a"),
        Arguments.of("{\"a\":1,\"b\":2,\"a\":null}", "/a", "a"),
        Arguments.of("{\"a\":null,\"a\":null}", "/a", "a"),
        Arguments.of("{\"a\":1,\"\\u0061\":2}", "/a", "a"),
        Arguments.of("{\"b\":{\"a\":1,\"a\":2}}", "/b/a", "b"),
        Arguments.of("{\"b\":[{},{\"a\":1,\"a\":2}]}", "/b/1/a", "b"),
        Arguments.of("{\"b\":{\"c\":1},\"b\":{\"d\":1}}", "/b", "b"),
        Arguments.of("{\"\":1,\"\":2}", "/", ""),
        Arguments.of("{\"x/y~z\":1,\"x/y~z\":2}", "/x~1y~0z", "x/y~z"));
  }

  @DisplayName("fault 9: duplicate keys")
  @ParameterizedTest(name = "{0}")
  @MethodSource("duplicates")
  void findsDuplicateKeys(String record, String location, String field) {
    for (Judging judging : List.of(JSON_SCHEMA, DATASET)) {
      Violation violation = judging.violation(record);
      assertThat(violation.keyword()).isEqualTo("duplicate-key");
      assertThat(violation.instanceLocation()).isEqualTo(location);
      assertThat(violation.field()).isEqualTo(field);
    }
  }

  @DisplayName("fault 9: equal keys of different objects are none")
  @Test
  void keepsEqualKeysOfDifferentObjects() {
    assertThat(
            JSON_SCHEMA.keywords("{\"a\":{\"a\":{\"a\":1}},\"b\":[{\"a\":1},{\"a\":2}],\"A\":1}"))
        .isEmpty();
  }

  @DisplayName("fault 9: a key three times is two violations")
  @Test
  void countsEveryDuplicate() {
    assertThat(JSON_SCHEMA.keywords("{\"a\":1,\"a\":2,\"a\":3}"))
        .containsExactly("duplicate-key", "duplicate-key");
  }

  @Test
  void judgesTheFirstOfTwoEqualKeys() {
    Judging text = Judging.by("{\"properties\":{\"a\":{\"type\":\"string\"}}}");
    assertThat(text.keywords("{\"a\":\"x\",\"a\":1}")).containsExactly("duplicate-key");
    assertThat(text.keywords("{\"a\":1,\"a\":\"x\"}")).containsExactly("duplicate-key", "type");
  }

  @DisplayName("fault 10: NaN and infinity")
  @ParameterizedTest
  @ValueSource(
      strings = {"NaN", "nan", "Infinity", "-Infinity", "+1", ".5", "5.", "1e", "0x10", "1_000"})
  void takesNoWordForANumber(String number) {
    assertThat(JSON_SCHEMA.keywords("{\"a\":" + number + "}")).containsExactly("parse");
    assertThat(DATASET.keywords("{\"a\":" + number + "}")).containsExactly("parse");
  }

  @DisplayName("fault 10: huge exponents, which must cost nothing")
  @ParameterizedTest
  @ValueSource(strings = {"1e400", "-1e999", "1e999999999", "1E-999999999", "0e999999999"})
  void takesAHugeExponentForANumber(String number) {
    Judging narrow =
        Judging.by(
            "{\"properties\":{\"a\":{\"type\":\"number\",\"not\":{\"enum\":[1,2.5]},"
                + "\"allOf\":[{\"not\":{\"const\":3}}]},\"b\":{\"uniqueItems\":true}}}");
    assertThat(narrow.keywords("{\"a\":%s,\"b\":[%s,1]}".formatted(number, number))).isEmpty();
    assertThat(DATASET.keywords("{\"a\":" + number + "}")).isEmpty();
  }

  @DisplayName("fault 10: exponents that are compared")
  @Test
  void comparesHugeExponents() {
    assertThat(Judging.by("{\"maximum\":10}").keywords("1e999999999")).containsExactly("maximum");
    assertThat(Judging.by("{\"minimum\":-10}").keywords("-1e999999999")).containsExactly("minimum");
    assertThat(Judging.by("{\"exclusiveMinimum\":0}").keywords("1e-999999999")).isEmpty();
  }

  @DisplayName("fault 10: exponents beyond every number type")
  @ParameterizedTest
  @ValueSource(strings = {"1e99999999999", "-1E+99999999999", "1e-99999999999"})
  void callsAnExponentTooLargeToBeComparedALimit(String number) {
    assertThat(JSON_SCHEMA.violation("{\"a\":[" + number + "]}"))
        .isEqualTo(
            new Violation(
                "a", "Number's exponent is too large to be compared", "limit", "/a/0", ""));
    assertThat(DATASET.keywords("{\"a\":" + number + "}")).isEmpty();
  }

  @DisplayName("fault 10: the length of a number")
  @Test
  void takesNumbersUpToTheirGreatestLength() {
    for (Judging judging : List.of(JSON_SCHEMA, DATASET)) {
      assertThat(judging.keywords("{\"a\":" + "7".repeat(1000) + "}")).isEmpty();
      assertThat(judging.keywords("{\"a\":0." + "7".repeat(998) + "}")).isEmpty();
      for (String number :
          List.of("7".repeat(1001), "-" + "7".repeat(1001), "0." + "7".repeat(1001))) {
        Violation violation = judging.violation("{\"a\":" + number + "}");
        assertThat(violation.keyword()).isEqualTo("limit");
        assertThat(violation.reason())
            .isEqualTo("Number is longer than the 1000 characters of maxNumberLength");
      }
    }
  }

  @DisplayName("fault 10: no digit is lost on the way to the schema")
  @Test
  void comparesNumbersExactly() {
    assertThat(Judging.by("{\"const\":9007199254740993}").keywords("9007199254740993")).isEmpty();
    assertThat(Judging.by("{\"const\":9007199254740993}").keywords("9007199254740992"))
        .containsExactly("const");
    assertThat(Judging.by("{\"const\":0.1}").keywords("0.10")).isEmpty();
    assertThat(Judging.by("{\"multipleOf\":0.01}").keywords("19.99")).isEmpty();
    Judging limit = Judging.by("{\"maximum\":9007199254740992.5}");
    assertThat(limit.keywords("9007199254740992.4")).isEmpty();
    assertThat(limit.violation("9007199254740992.6").reason())
        .isEqualTo("Value exceeds maximum: 9007199254740992.6, limit 9007199254740992.5");
    assertThat(Judging.by("{\"enum\":[0.12345678901234567890]}").keywords("0.1234567890123456789"))
        .isEmpty();
    assertThat(Judging.by("{\"minimum\":1e400}").keywords("1e401")).isEmpty();
    assertThat(Judging.by("{\"minimum\":1e400}").keywords("1e399")).containsExactly("minimum");
    assertThat(Judging.by("{\"type\":\"integer\"}").keywords("1.0")).isEmpty();
    assertThat(Judging.by("{\"type\":\"integer\"}").keywords("1.000000000000000000005"))
        .containsExactly("type");
  }

  @DisplayName("fault 11: depth")
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 500, ValidatorOptions.GREATEST_MAX_DEPTH})
  void allowsAsManyLevelsAsMaxDepthSays(int maxDepth) {
    ValidatorOptions options = ValidatorOptions.builder().maxDepth(maxDepth).build();
    Judging judging = JSON_SCHEMA.with(options);
    for (String[] brackets : new String[][] {{"[", "]"}, {"{\"a\":", "}"}}) {
      String open = brackets[0].repeat(maxDepth);
      String close = brackets[1].repeat(maxDepth);
      assertThat(judging.keywords(open + "1" + close)).isEmpty();
      Violation violation = judging.violation(open + "[1]" + close);
      assertThat(violation.keyword()).isEqualTo("limit");
      assertThat(violation.reason())
          .isEqualTo("Nested deeper than the %d levels set by maxDepth", maxDepth);
      String step = brackets[0].startsWith("[") ? "/0" : "/a";
      assertThat(violation.instanceLocation()).isEqualTo(step.repeat(maxDepth));
    }
  }

  @DisplayName("fault 11: a depth bomb")
  @Test
  void survivesAHundredThousandLevels() {
    for (String bomb :
        List.of(
            "[".repeat(100_000),
            "[".repeat(100_000) + "]".repeat(100_000),
            "{\"a\":".repeat(100_000),
            "[{\"a\":".repeat(50_000))) {
      assertThat(JSON_SCHEMA.keywords(bomb)).containsExactly("limit");
      assertThat(DATASET.keywords(bomb)).containsExactly("limit");
    }
  }

  @DisplayName("fault 11: the levels of one record do not count for the next")
  @Test
  void countsDepthNotContainers() {
    assertThat(JSON_SCHEMA.keywords("[" + "[],".repeat(10_000) + "{}]")).isEmpty();
  }

  @DisplayName("fault 13: NUL and raw control characters")
  @Test
  void findsControlCharactersAndShowsThemEscaped() {
    for (char control = 0; control < ' '; control++) {
      for (Judging judging : List.of(JSON_SCHEMA, DATASET)) {
        Violation violation = judging.violation("{\"a\":\"x" + control + "\"}");
        assertThat(violation.keyword()).as("U+%04x", (int) control).isEqualTo("parse");
        assertThat(violation.reason().chars()).allMatch(c -> c >= ' ');
      }
    }
    assertThat(JSON_SCHEMA.keywords("{\"a\":\"\u007f\u0080\\u0000\\u001b\"}")).isEmpty();
  }

  @DisplayName("fault 13: a NUL among the first bytes, where it looks like UTF-16")
  @ParameterizedTest
  @ValueSource(strings = {"\0", "\0{}", "{\0}", "{}\0", "[]\0\0", "1\0", "\0\0\0\0"})
  void findsANulAtTheStart(String record) {
    assertThat(JSON_SCHEMA.violation(record).reason())
        .matches("Invalid JSON: a NUL at byte \\d of the record");
    assertThat(DATASET.keywords(record)).containsExactly("parse");
  }

  @DisplayName("a field name's length")
  @Test
  void takesNamesUpToTheirGreatestLength() {
    assertThat(JSON_SCHEMA.keywords("{\"" + "n".repeat(50_000) + "\":1}")).isEmpty();
    Violation violation = JSON_SCHEMA.violation("{\"" + "n".repeat(50_001) + "\":1}");
    assertThat(violation.keyword()).isEqualTo("limit");
    assertThat(violation.reason())
        .isEqualTo("Field name is longer than the 50000 bytes of maxNameLength");
  }

  static Stream<Seeded> seeds() {
    return Seeded.seeds(200);
  }

  /** Whatever stands on a line: a verdict, never an exception, and the same one again. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("seeds")
  void givesAVerdictOnAnything(Seeded seeded) {
    List<String> pieces =
        List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\"a\"",
            "\\",
            "\\u",
            "d800",
            "1",
            "e",
            "-",
            "1e9999999999",
            "true",
            "nul",
            "null",
            "\0",
            " ",
            "é",
            "😀",
            "\uFEFF",
            "{\"a\":1}");
    for (int round = 0; round < 50; round++) {
      StringBuilder record = new StringBuilder();
      for (int i = seeded.between(0, 15); i > 0; i--) {
        record.append(seeded.oneOf(pieces));
      }
      String text = record.toString();
      for (byte[] bytes :
          List.of(
              text.getBytes(UTF_8),
              text.getBytes(UTF_16LE),
              text.getBytes(UTF_16BE),
              seeded.bytes(seeded.between(0, 20)))) {
        assertThat(JSON_SCHEMA.verdict(bytes)).isEqualTo(JSON_SCHEMA.verdict(bytes));
        assertThat(DATASET.verdict(bytes)).isEqualTo(DATASET.verdict(bytes));
      }
    }
  }

  private static void assertParseFault(String record, String reason) {
    assertThat(List.of(JSON_SCHEMA.violation(record), DATASET.violation(record)))
        .containsOnly(new Violation(null, reason, "parse", "", ""));
  }
}
