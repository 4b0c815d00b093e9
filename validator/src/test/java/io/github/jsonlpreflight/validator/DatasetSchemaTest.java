package io.github.jsonlpreflight.validator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetSchemaTest {
  private static final String TEXT = "{\"type\":\"text\"}";

  @ParameterizedTest
  @ValueSource(
      strings = {"text", "image_url", "audio_url", "video_url", "metadata", "task_group_id"})
  void knowsEveryType(String type) {
    assertThat(parse(schema(field("a", "{\"type\":\"" + type + "\"}"))).dataset())
        .isEqualTo(new DatasetSchema(true, Map.of("a", FieldType.byId(type).orElseThrow())));
  }

  @Test
  void keepsTheFieldsInTheirOrder() {
    RecordSchema schema =
        parse(schema(field("b", TEXT) + "," + field("a", TEXT) + "," + field("c", TEXT)));
    assertThat(schema.toJsonSchema()).containsSubsequence("\"b\"", "\"a\"", "\"c\"");
  }

  static Stream<Arguments> accepted() {
    return Stream.of(
        Arguments.of("1 field", schema(fields(1))),
        Arguments.of("200 fields", schema(fields(200))),
        Arguments.of("a name of 1 character", schema(field("x", TEXT))),
        Arguments.of("a name of 128 characters", schema(field("x".repeat(128), TEXT))),
        Arguments.of("a name of 128 astral characters", schema(field("😀".repeat(128), TEXT))),
        Arguments.of("a label of 255 characters", labelled("l".repeat(255))),
        Arguments.of("a label of 255 astral characters", labelled("😀".repeat(255))),
        Arguments.of("an empty label", labelled("")),
        Arguments.of("one task group", schema(field("g", "{\"type\":\"task_group_id\"}"))),
        Arguments.of("not strict", "{\"strict\":false,\"fields\":{\"a\":" + TEXT + "}}"),
        Arguments.of(
            "names that JSON Schema has too",
            schema(field("type", TEXT) + "," + field("$ref", TEXT))),
        Arguments.of("a byte-order mark", "\uFEFF" + schema(fields(1))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void acceptsWhatTheServiceAccepts(String what, String document) {
    assertThat(parse(document).kind()).as(what).isEqualTo(SchemaKind.DATASET);
    assertThat(parse(document).notes()).isEmpty();
  }

  static Stream<Arguments> broken() {
    String type = "{\"type\":\"task_group_id\"}";
    return Stream.of(
        Arguments.of(schema(""), "/fields has 0 fields; it has 1 to 200 of them"),
        Arguments.of(schema(fields(201)), "/fields has 201 fields; it has 1 to 200 of them"),
        Arguments.of(
            schema(field("", TEXT)), "/fields/ has a name of 0 characters; it has 1 to 128"),
        Arguments.of(
            schema(field("x".repeat(129), TEXT)),
            "/fields/" + "x".repeat(129) + " has a name of 129 characters; it has 1 to 128"),
        Arguments.of(
            schema(field("😀".repeat(129), TEXT)),
            "/fields/" + "😀".repeat(129) + " has a name of 129 characters; it has 1 to 128"),
        Arguments.of(
            labelled("l".repeat(256)), "/fields/a/label has 256 characters; it has at most 255"),
        Arguments.of(
            labelled("😀".repeat(256)), "/fields/a/label has 256 characters; it has at most 255"),
        Arguments.of(
            schema(field("a", "{\"type\":\"text\",\"label\":1}")),
            "/fields/a/label is not a string"),
        Arguments.of(
            schema(field("a", "{\"type\":\"text\",\"label\":null}")),
            "/fields/a/label is not a string"),
        Arguments.of(
            schema(field("g", type) + "," + field("h", type)),
            "/fields has 2 fields of type task_group_id; it has 1 at most"),
        Arguments.of(
            schema(field("a", "{\"type\":\"image\"}")),
            "/fields/a/type is \"image\"; known are text, image_url, audio_url, video_url, metadata, task_group_id. If the service has a new type, this version of Preflight is too old"),
        Arguments.of(
            schema(field("a", "{\"type\":\"TEXT\"}")),
            "/fields/a/type is \"TEXT\"; known are text, image_url, audio_url, video_url, metadata, task_group_id. If the service has a new type, this version of Preflight is too old"),
        Arguments.of(schema(field("a", "{\"type\":3}")), "/fields/a/type is not a string"),
        Arguments.of(schema(field("a", "{}")), "/fields/a/type is missing"),
        Arguments.of(schema(field("a", "\"text\"")), "/fields/a is not an object"),
        Arguments.of(schema(field("a", "null")), "/fields/a is not an object"),
        Arguments.of(
            schema(field("a/b~c", "{\"type\":\"text\",\"required\":true}")),
            "/fields/a~1b~0c/required is not known to field definitions, which have type and label only"),
        Arguments.of("{\"strict\":true,\"fields\":[]}", "/fields is not an object"),
        Arguments.of("{\"strict\":true}", "/fields is missing"),
        Arguments.of("{\"fields\":{\"a\":" + TEXT + "}}", "/strict is missing"),
        Arguments.of(
            "{\"strict\":\"true\",\"fields\":{\"a\":" + TEXT + "}}",
            "/strict is not true or false"),
        Arguments.of(
            "{\"strict\":null,\"fields\":{\"a\":" + TEXT + "}}", "/strict is not true or false"),
        Arguments.of(
            "{\"strict\":true,\"fields\":{\"a\":" + TEXT + "},\"version\":4}",
            "/version is not known to dataset schemas"));
  }

  @DisplayName("fault 19: broken dataset schemas")
  @ParameterizedTest(name = "{1}")
  @MethodSource("broken")
  void namesThePlaceAndTheRule(String document, String problem) {
    PreflightException thrown = brokenBy(document);
    assertThat(thrown).hasMessage("Schema s.json is broken:\n  " + problem);
    assertThat(thrown.code()).isEqualTo(ErrorCode.SCHEMA_BROKEN);
  }

  @Test
  void namesEveryProblemAtOnce() {
    assertThat(brokenBy("{\"strict\":1,\"fields\":{\"a\":{\"type\":\"x\",\"y\":1},\"b\":2}}"))
        .hasMessageContaining("\n  /strict is not true or false")
        .hasMessageContaining("\n  /fields/a/y is not known")
        .hasMessageContaining("\n  /fields/a/type is \"x\"")
        .hasMessageContaining("\n  /fields/b is not an object");
  }

  @Test
  void listsTenProblemsAndCountsTheRest() {
    String document =
        schema(
            IntStream.range(0, 13)
                .mapToObj(i -> field("f" + i, "1"))
                .collect(Collectors.joining(",")));
    assertThat(brokenBy(document))
        .message()
        .hasLineCount(12)
        .endsWith("\n  /fields/f9 is not an object\n  and 3 more");
  }

  @DisplayName("fault 9: duplicate keys in a schema")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"strict\":true,\"strict\":false,\"fields\":{\"a\":{\"type\":\"text\"}}}",
        "{\"strict\":true,\"fields\":{\"a\":{\"type\":\"text\"},\"a\":{\"type\":\"metadata\"}}}",
        "{\"strict\":true,\"fields\":{\"a\":{\"type\":\"text\",\"type\":\"metadata\"}}}"
      })
  void refusesDuplicateKeys(String document) {
    assertThat(brokenBy(document)).hasMessageContaining("Duplicate Object property");
  }

  @DisplayName("fault 13: control characters in a schema")
  @Test
  void escapesNamesInProblems() {
    assertThat(brokenBy(schema(field("\\u001b[31m", "1"))))
        .hasMessage("Schema s.json is broken:\n  /fields/\\u001b[31m is not an object");
  }

  private static RecordSchema parse(String document) {
    return RecordSchema.parse("s.json", document.getBytes(UTF_8));
  }

  private static PreflightException brokenBy(String document) {
    return catchThrowableOfType(PreflightException.class, () -> parse(document));
  }

  private static String schema(String fields) {
    return "{\"strict\":true,\"fields\":{" + fields + "}}";
  }

  private static String field(String name, String definition) {
    return "\"" + name + "\":" + definition;
  }

  private static String fields(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> field("f" + i, TEXT))
        .collect(Collectors.joining(","));
  }

  private static String labelled(String label) {
    return schema(field("a", "{\"type\":\"text\",\"label\":\"" + label + "\"}"));
  }
}
