package io.github.jsonlpreflight.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class RecordSchemasTest {
  private static final int MAX_CODE_POINTS = 5;

  @Test
  void namesEveryMissingFieldUnderStrict() {
    var schema =
        read(
            """
            {"strict": true, "fields": {"a": {"type": "text"}, "b": {"type": "metadata"},
              "c": {"type": "task_group_id"}}}""");

    assertThat(schema.judge(object("{\"b\":null}")))
        .containsExactly(
            new RecordSchema.Fault("a", "Record missing required field: a"),
            new RecordSchema.Fault("c", "Record missing required field: c"));
  }

  @Test
  void letsFieldsBeMissingUnlessStrict() {
    assertThat(read(field("text")).judge(object("{\"unknown\":[1]}"))).isEmpty();
  }

  @Test
  void countsCodePointsAgainstTheMaximumLength() {
    RecordSchema schema = read(field("text"));

    assertThat(schema.judge(object("{\"a\":\"😀😀😀😀😀\"}"))).isEmpty();
    assertThat(schema.judge(object("{\"a\":\"123456\"}")))
        .containsExactly(new RecordSchema.Fault("a", "Value exceeds maximum length"));
    assertThat(schema.judge(object("{\"a\":1234567}"))).isEmpty();
    assertThat(read(field("metadata")).judge(object("{\"a\":\"123456\"}"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "image_url, https://example.org/a",
    "image_url, ftp://user:secret@example.org:8080/a b?q#f",
    "image_url, http://[::1]:80/",
    "image_url, s3://bucket",
    "audio_url, https://example.org/a.MP3?x=1.txt",
    "audio_url, https://example.org/a.m4a#t",
    "video_url, https://example.org/ä.webm",
    "video_url, '  '",
    "video_url, ''",
  })
  void acceptsAnAddress(String type, String address) {
    assertThat(read(field(type)).judge(Json.object().put("a", address))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "image_url, nowhere",
    "image_url, //example.org/a",
    "image_url, https:example.org",
    "image_url, https:///a",
    "image_url, https://:80/a",
    "image_url, https://user@/a",
    "image_url, https://exa mple.org/a",
    "image_url, 1http://example.org/a",
    "audio_url, https://example.org/a.mp4",
    "audio_url, https://example.org/a?b.mp3",
    "audio_url, https://example.mp3",
    "video_url, https://example.org/mp4",
  })
  void rejectsWhatIsNoAddress(String type, String address) {
    assertThat(read(field(type)).judge(Json.object().put("a", address)))
        .containsExactly(new RecordSchema.Fault("a", "Value is not a valid URL"));
  }

  @Test
  void rejectsAnAddressThatIsNoStringAndPassesNull() {
    RecordSchema schema = read(field("image_url"));

    assertThat(schema.judge(object("{\"a\":7}"))).hasSize(1);
    assertThat(schema.judge(object("{\"a\":null}"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"strict\":true}",
        "{\"fields\":[]}",
        "{\"fields\":{}}",
        "{\"fields\":{\"a\":7}}",
        "{\"fields\":{\"a\":{}}}",
        "{\"fields\":{\"a\":{\"type\":7}}}",
        "{\"fields\":{\"a\":{\"type\":\"TEXT\"}}}",
        "{\"fields\":{\"a\":{\"type\":\"text\",\"label\":7}}}",
        "{\"fields\":{\"a\":{\"type\":\"text\",\"required\":true}}}",
        "{\"fields\":{\"\":{\"type\":\"text\"}}}",
        "{\"strict\":1,\"fields\":{\"a\":{\"type\":\"text\"}}}",
        "{\"extra\":1,\"fields\":{\"a\":{\"type\":\"text\"}}}",
        "{\"fields\":{\"a\":{\"type\":\"task_group_id\"},\"b\":{\"type\":\"task_group_id\"}}}",
      })
  void refusesADatasetSchema(String schema) {
    assertThatIllegalArgumentException().isThrownBy(() -> read(schema));
  }

  @Test
  void holdsTheLimitsOfDatasetSchemas() {
    assertThat(read(fields(200)).source()).isNotNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(fields(201)))
        .withMessage("A schema has 1 to 200 fields, this one 201.");
    assertThat(read(field("text").replace("\"a\"", "\"" + "é".repeat(128) + "\""))).isNotNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(field("text").replace("\"a\"", "\"" + "é".repeat(129) + "\"")));
    assertThat(read(labelled(255))).isNotNull();
    assertThatIllegalArgumentException().isThrownBy(() -> read(labelled(256)));
  }

  @Test
  void namesTheFieldAtFaultUnderAJsonSchema() {
    RecordSchema schema =
        read(
            """
            {"required": ["a"], "additionalProperties": false,
             "properties": {"a": {}, "b": {"items": {"type": "string"}}}}""");

    assertThat(schema.judge(object("{\"b\":[\"x\",1],\"c\":1}")))
        .extracting(RecordSchema.Fault::field)
        .containsExactlyInAnyOrder("a", "b", "c");
    assertThat(schema.judge(object("{\"a\":1}"))).isEmpty();
  }

  @Test
  void namesNoFieldWhereTheWholeRecordIsAtFault() {
    assertThat(read("{\"minProperties\":1}").judge(object("{}")))
        .extracting(RecordSchema.Fault::field)
        .containsOnlyNulls()
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://json-schema.org/draft/2020-12/schema",
        "https://json-schema.org/draft/2019-09/schema",
        "http://json-schema.org/draft-07/schema#",
        "http://json-schema.org/draft-06/schema#",
        "http://json-schema.org/draft-04/schema#"
      })
  void readsEveryDraft(String draft) {
    RecordSchema schema =
        read("{\"$schema\":\"" + draft + "\",\"properties\":{\"a\":{\"format\":\"ipv4\"}}}");

    assertThat(schema.judge(object("{\"a\":\"10.0.0.1\"}"))).isEmpty();
    assertThat(schema.judge(object("{\"a\":\"10.0.0.256\"}"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"strng\"}",
        "{\"minLength\":\"3\"}",
        "{\"$schema\":\"urn:unknown\"}",
        "{\"$ref\":\"#/$defs/none\"}",
        "{\"$ref\":\"https://example.invalid/schema\"}",
        "{\"$ref\":\"classpath:/draft-07/schema\"}",
        "{\"$ref\":\"#\"}",
        "{\"properties\":{\"a\":{\"pattern\":\"[\"}}}",
      })
  void refusesAJsonSchema(String schema) {
    assertThatIllegalArgumentException().isThrownBy(() -> read(schema));
  }

  @Test
  void survivesAPatternThatOverflowsTheStack() {
    RecordSchema schema = read("{\"properties\":{\"a\":{\"pattern\":\"^(a|a)*$\"}}}");

    assertThat(schema.judge(Json.object().put("a", "a".repeat(200_000))))
        .singleElement()
        .extracting(RecordSchema.Fault::reason)
        .asString()
        .startsWith("Record could not be judged");
  }

  private static String field(String type) {
    return "{\"fields\":{\"a\":{\"type\":\"" + type + "\"}}}";
  }

  private static String labelled(int length) {
    return field("text").replace("\"text\"", "\"text\",\"label\":\"" + "l".repeat(length) + "\"");
  }

  private static String fields(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"f" + i + "\":{\"type\":\"text\"}")
        .collect(Collectors.joining(",", "{\"fields\":{", "}}"));
  }

  private static RecordSchema read(String json) {
    return RecordSchemas.read(object(json), MAX_CODE_POINTS);
  }

  private static ObjectNode object(String json) {
    return Objects.requireNonNull(Json.readObject(json), json);
  }
}
