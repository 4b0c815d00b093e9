package io.github.jsonlpreflight.validator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.testkit.Judging;
import io.github.jsonlpreflight.validator.plan.Authority;
import io.github.jsonlpreflight.validator.plan.RecordPlan;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("faults that plans once had")
class PlanFaultsTest {
  private static boolean accepts(String schema, String record) {
    byte[] bytes = record.getBytes(UTF_8);
    return Plans.of(Judging.schemaOf(schema), ValidatorOptions.defaults())
        .shortcut()
        .accepts(bytes, 0, bytes.length);
  }

  private static boolean isValid(String schema, String record) {
    byte[] bytes = record.getBytes(UTF_8);
    return new RecordJudge(Judging.schemaOf(schema), ValidatorOptions.defaults())
        .judge(bytes, 0, bytes.length)
        .equals(RecordVerdict.Valid.WITHOUT_WARNINGS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"^a\\\\$", "^\\\\$", "^[$]$", "^a[b$]"})
  void couldNotBeMadeOfAPatternThatEndsInADollarWithoutAnAnchor(String pattern) {
    assertThat(accepts("{\"pattern\":\"" + pattern + "\"}", "\"b\"")).isFalse();
    assertThat(accepts("{\"pattern\":\"" + pattern + "\"}", "1")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          a\\"b | {"a"b":1}
          a\\tb | {"a\tb":1}
          a\\\\b| {"a\\b":1}
          """)
  void tookTheCharactersOfANameForItsSpelling(String name, String record) {
    String schema = "{\"properties\":{\"%s\":{}},\"additionalProperties\":false}".formatted(name);
    assertThat(accepts(schema, record)).isFalse();
    assertThat(accepts(schema, "{\"%s\":1}".formatted(name))).isTrue();
  }

  @Test
  void tookAQuestionMarkForHalfASurrogatePair() {
    assertThat(accepts("{\"enum\":[\"\\ud83d\"]}", "\"?\"")).isFalse();
    assertThat(accepts("{\"const\":\"\\ud83d\"}", "\"?\"")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345678901234567892e0", "12345678901234567890.5", "1e400"})
  void lookedOnlyAtTheBranchInWhichTheAuthorityDoesNotGiveUp(String number) {
    String schema = "{\"anyOf\":[{\"type\":\"integer\",\"minimum\":1},{\"type\":\"number\"}]}";
    assertThat(isValid(schema, number)).isFalse();
    assertThat(accepts(schema, number)).isFalse();
  }

  @Test
  void comparedFractionsExactlyWhereTheAuthorityCutsThemOff() {
    String schema = "{\"type\":[\"integer\",\"number\"],\"exclusiveMinimum\":0}";
    assertThat(isValid(schema, "0.5")).isFalse();
    assertThat(accepts(schema, "0.5")).isFalse();
    assertThat(accepts(schema, "1")).isTrue();
  }

  @Test
  void passedByAPatternThatTheAuthorityGivesUpOn() {
    String schema =
        """
        {"anyOf": [
          {"maxLength": 3, "pattern": "^(?=(.*a){25}$)"},
          {"type": "string"}
        ]}
        """;
    String endless = "\"" + "a".repeat(60) + "b\"";
    assertThat(isValid(schema, endless)).isFalse();
    assertThat(accepts(schema, endless)).isFalse();
    assertThat(accepts("{\"pattern\":\"^(ab)+$\"}", "\"abab\"")).isTrue();
  }

  /** Whatever it does not know of a schema, it lets nothing pass by it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'$defs': {'x': {'$id': 'https://a.b/x', 'type': 'string'}},"
            + " 'properties': {'a': {'$ref': 'https://a.b/x'}}}",
        "{'$dynamicAnchor': 'x', 'properties': {'a': {'$dynamicRef': '#x'}},"
            + " 'anyOf': [{'minProperties': 1}, {'type': 'object'}]}",
        "{'$defs': {'x': {'$ref': '#/$defs/x'}}, 'properties': {'a': {'$ref': '#/$defs/x'}}}",
      })
  void letsNothingPassWhereItCannotFollowTheReferences(String schema) {
    String document = schema.replace('\'', '"');
    RecordPlan plan = Plans.of(Judging.schemaOf(document), ValidatorOptions.defaults());
    assertThat(plan.unknown()).isNotEmpty();
    assertThat(accepts(document, "{\"a\":1}")).isFalse();
    assertThat(accepts(document, "{}")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {10_000, 10_001})
  void letsNothingPassWhereThereAreMorePropertiesThanItKnows(int count) {
    String names =
        IntStream.range(0, count).mapToObj(i -> "\"p" + i + "\"").collect(Collectors.joining(","));
    boolean isKnown = count == 10_000;
    String properties = names.replace(",", ":{\"type\":\"null\"},") + ":{\"type\":\"null\"}";
    assertThat(accepts("{\"properties\":{" + properties + "}}", "{\"p1\":null}"))
        .isEqualTo(isKnown);
    assertThat(accepts("{\"properties\":{" + properties + "}}", "{\"p1\":1}")).isFalse();
    String dependent = "{\"dependentRequired\":{\"a\":[" + names + "]}}";
    assertThat(accepts(dependent, "{\"b\":1}")).isEqualTo(isKnown);
    assertThat(accepts(dependent, "{\"a\":1}")).isFalse();
  }

  @Test
  void triedEveryWayThroughTwoCircles() {
    String schema =
        """
        {"properties": {"a": {"$ref": "#/$defs/x"}},
         "$defs": {"x": {"anyOf": [{"$ref": "#/$defs/x"}, {"$ref": "#/$defs/x"}]}}}
        """;
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(accepts(schema, "{\"a\":1}")).isFalse());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"enum\":[1e400]}", "{\"const\":-1e400}"})
  void couldNotBeMadeOfANumberThatNoFloatHolds(String schema) {
    assertThat(accepts(schema, "1")).isFalse();
    assertThat(isValid(schema, schema.contains("-") ? "-10e399" : "10e399")).isTrue();
  }

  @Test
  void wentAroundACircleInWhichTheAuthorityGivesUp() {
    String schema =
        """
        {"not": {"required": ["b"], "properties": {"a": {"const": 1}, "c": {"$ref": "#/$defs/x"}}},
         "$defs": {"x": {"allOf": [{"$ref": "#/$defs/y"}]}, "y": {"$ref": "#/$defs/x"}}}
        """;
    assertThat(isValid(schema, "{\"a\":2,\"c\":1}")).isFalse();
    assertThat(accepts(schema, "{\"a\":2,\"c\":1}")).isFalse();
  }

  @Tag("slow")
  @Test
  void leftOutBranchesInWhichTheWorkOfTheAuthorityDoubles() {
    String schema =
        """
        {"$ref": "#/$defs/e", "$defs": {
          "e": {"anyOf": [{"type": "object", "properties": {"x": {"$ref": "#/$defs/f"}}}, {"$ref": "#/$defs/f"}]},
          "f": {"oneOf": [
            {"required": ["op"], "properties": {"op": {"const": "a"}, "x": {"$ref": "#/$defs/e"}}},
            {"required": ["op"], "properties": {"op": {"const": "b"}, "x": {"$ref": "#/$defs/e"}}}]}}}
        """;
    String shallow = nested("{\"op\":\"a\",\"x\":", 4, "{\"op\":\"b\"}");
    assertThat(isValid(schema, shallow)).isTrue();
    assertThat(accepts(schema, shallow)).isTrue();
    String deep = nested("{\"op\":\"a\",\"x\":", 60, "{\"op\":\"b\"}");
    assertThat(isValid(schema, deep)).isFalse();
    assertThat(accepts(schema, deep)).isFalse();
    assertThat(RecordValidator.create(Judging.schemaOf(schema)).slowParts())
        .containsExactly(
            "the document refers to itself twice for one value, so deep records are not known");
  }

  private static String nested(String opening, int levels, String innermost) {
    return opening.repeat(levels) + innermost + "}".repeat(levels);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"properties\":{\"op\":{\"const\":\"a\"},\"x\":{\"$ref\":\"#\"},\"y\":{\"$ref\":\"#\"}}}",
        "{\"anyOf\":[{\"type\":\"string\"},{\"items\":{\"$ref\":\"#\"},\"additionalProperties\":{\"$ref\":\"#\"}}]}"
      })
  void tookRecursionIntoDifferentChildrenForDoubleWork(String schema) {
    String deep = nested("{\"op\":\"a\",\"x\":", 200, "{\"op\":\"a\"}");
    assertThat(isValid(schema, deep)).isTrue();
    assertThat(accepts(schema, deep)).isTrue();
  }

  @Test
  void tookEveryRecursionForACircle() {
    String schema =
        "{\"properties\":{\"a\":{\"$ref\":\"#\"}},\"items\":{\"anyOf\":[{\"$ref\":\"#\"}]}}";
    assertThat(accepts(schema, "{\"a\":{\"a\":[1,[2]]}}")).isTrue();
  }

  /** An authority that gives up after so many steps. */
  private static Authority authority(long maxSteps) {
    return new Authority() {
      @Override
      public Set<String> keywords() {
        return Set.of("$ref", "$defs", "items", "oneOf", "type");
      }

      @Override
      public boolean refStandsAlone() {
        return false;
      }

      @Override
      public boolean wholeFractionsAreIntegers() {
        return true;
      }

      @Override
      public TextPattern pattern(String regex) {
        return BoundedPatterns.compiled(regex);
      }

      @Override
      public @Nullable Predicate<String> format(String name) {
        return null;
      }

      @Override
      public long maxSteps() {
        return maxSteps;
      }
    };
  }

  @Test
  void acceptedRecordsWithMoreToCheckThanTheAuthorityDoes() {
    RecordPlan plan =
        RecordPlan.ofJsonSchema(
            JsonMapper.shared().readTree("{\"items\":{\"type\":\"null\"}}"), authority(20), 500);
    byte[] eight = "[null]  ".getBytes(UTF_8);
    byte[] nine = "[null]   ".getBytes(UTF_8);
    assertThat(plan.shortcut().accepts(eight, 0, 8)).isTrue();
    assertThat(plan.shortcut().accepts(nine, 0, 9)).isFalse();
    byte[] block = Arrays.copyOf("\n".repeat(100).concat("[null]  \n").getBytes(UTF_8), 200);
    assertThat(plan.shortcut().accepts(block, 100, 108)).as("where it stands").isTrue();
  }

  @Test
  void countedWhatIsBehindAReferenceOnceForAllWhoRefer() {
    String schema =
        """
        {"$ref": "#/$defs/a", "items": {"$ref": "#/$defs/a"}, "$defs": {"a": {"type": ["null", "array"]}}}
        """;
    byte[] record = "[null]   ".getBytes(UTF_8);
    // Five values at most, with the eleven words of: the root, both references and their target.
    for (int steps : new int[] {54, 55}) {
      RecordPlan plan =
          RecordPlan.ofJsonSchema(JsonMapper.shared().readTree(schema), authority(steps), 500);
      assertThat(plan.shortcut().accepts(record, 0, record.length)).isEqualTo(steps == 55);
    }
  }

  @Test
  void countedWhatIsBehindAReferenceOnce() {
    StringBuilder schema = new StringBuilder("{\"$ref\":\"#/$defs/d0\",\"$defs\":{");
    for (int i = 0; i < 40; i++) {
      schema.append(
          "\"d%d\":{\"oneOf\":[false,{\"$ref\":\"#/$defs/d%d\"},{\"$ref\":\"#/$defs/d%d\"}]},"
              .formatted(i, i + 1, i + 1));
    }
    schema.append("\"d40\":{\"type\":\"null\"}}}");
    RecordPlan plan =
        RecordPlan.ofJsonSchema(
            JsonMapper.shared().readTree(schema.toString()), authority(50_000_000), 500);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertThat(plan.shortcut().accepts("null".getBytes(UTF_8), 0, 4)).isFalse());
  }

  @Test
  void overflowedTheStackInAPattern() {
    Judging judging = Judging.by("{\"pattern\":\"^(?=(a|b)*$)\"}");
    assertThat(judging.keywords("\"" + "a".repeat(300_000) + "\"")).containsExactly("limit");
  }

  @Test
  void gaveUpOnSchemasWithByWaysAroundPatternsThatAlwaysEnd() {
    String schema =
        "{\"anyOf\":[{\"maxLength\":3,\"pattern\":\"^(.*a){25}$\"},{\"type\":\"string\"}]}";
    String endless = "\"" + "a".repeat(60) + "b\"";
    assertThat(isValid(schema, endless)).isTrue();
    assertThat(accepts(schema, endless)).isTrue();
  }

  @Test
  void overflowedTheStackInADeepRecord() throws InterruptedException {
    String schema = "{\"anyOf\":[{\"items\":{\"allOf\":[{\"$ref\":\"#\"}]}},{\"const\":1}]}";
    ValidatorOptions options = ValidatorOptions.builder().maxDepth(2000).build();
    Judging judging = Judging.by(schema).with(options);
    Thread thread =
        new Thread(null, () -> judging.verdict("[".repeat(2000) + "]".repeat(2000)), "small", 1);
    boolean[] failed = new boolean[1];
    thread.setUncaughtExceptionHandler((where, why) -> failed[0] = true);
    thread.start();
    thread.join();
    assertThat(failed[0]).isFalse();
  }
}
