package io.github.jsonlpreflight.validator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.testkit.Judging;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordSchemaTest {
  private static final String DATASET =
      "{\"strict\":true,\"fields\":{\"type\":{\"type\":\"text\"}}}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "true",
        "{\"type\":\"object\"}",
        "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\"}",
        "{\"properties\":{\"fields\":{},\"strict\":{}}}",
        "{\"properties\":{},\"fields\":{\"a\":{\"type\":\"text\"}}}",
        "{\"$defs\":{},\"strict\":true}",
        "{\"enum\":[1],\"fields\":1}"
      })
  void tellsAJsonSchema(String document) {
    assertThat(parse(document, null).kind()).isEqualTo(SchemaKind.JSON_SCHEMA);
  }

  @Test
  void tellsADatasetSchema() {
    assertThat(parse(DATASET, null).kind()).isEqualTo(SchemaKind.DATASET);
  }

  /** Else a slip of the pen would make a schema under which every record is valid. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"strict\":true,\"feilds\":{\"a\":{\"type\":\"text\"}}}",
        "{\"strict\":true}",
        "{\"fields\":{}}",
        "{\"strict\":true,\"fields\":{\"a\":{\"type\":\"text\"}},\"x\":1}"
      })
  void takesABrokenDatasetSchemaForNothingElse(String document) {
    assertThat(broken(document, null)).isNotNull();
  }

  @Test
  void takesTheKindThatItIsTold() {
    assertThat(parse(DATASET, SchemaKind.JSON_SCHEMA).kind()).isEqualTo(SchemaKind.JSON_SCHEMA);
    assertThat(parse(DATASET, SchemaKind.DATASET).kind()).isEqualTo(SchemaKind.DATASET);
    assertThat(broken("{\"type\":\"object\"}", SchemaKind.DATASET))
        .hasMessageContaining("/strict is missing")
        .hasMessageContaining("/fields is missing")
        .hasMessageContaining("/type is not known to dataset schemas");
    assertThat(broken("[]", SchemaKind.DATASET)).hasMessageContaining("/fields is missing");
  }

  @Test
  void hasTheDigestOfItsBytes() {
    assertThat(parse("{}", null).digest())
        .isEqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    assertThat(parse("{} ", null).digest()).isNotEqualTo(parse("{}", null).digest());
  }

  @DisplayName("fault 19: documents that are no schema at all")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''         | the document is empty",
        "' '        | the document is empty",
        "'{'        | the document is no JSON: ",
        "'{\"a\":1,}' | the document is no JSON: ",
        "'{} {}'    | the document is not the file's only JSON value; another begins on line 1",
        "'{} x'     | the document is no JSON: Unrecognized token",
        "[]         | the document is not a valid object or boolean: it is an array",
        "3          | the document is not a valid object or boolean: it is a number",
        "null       | the document is not a valid object or boolean: it is null"
      })
  void refusesWhatIsNoDocument(String document, String problem) {
    assertThat(broken(document, null))
        .hasMessageStartingWith("Schema s.json is broken:\n  " + problem);
  }

  @Test
  void saysOnWhichLineASecondValueBegins() {
    assertThat(broken("{}\n\n {\"a\":1}\n", null)).hasMessageEndingWith("begins on line 3");
  }

  @Test
  void givesItsDocumentBack() {
    String document = "{\"fields\":1,\"const\":\"é\"}";
    assertThat(parse("\uFEFF " + document + "\n", SchemaKind.JSON_SCHEMA).toJson())
        .isEqualTo(document);
    assertThat(parse("{\"strict\":true,\"fields\":{\"a\":{\"type\":\"text\"}}}", null).toJson())
        .isEqualTo("{\"strict\":true,\"fields\":{\"a\":{\"type\":\"text\"}}}");
  }

  @Test
  void saysOfACommentWhatItIsAndNoSwitchOfTheParser() {
    assertThat(broken("{/*x*/}", null))
        .hasMessage(
            "Schema s.json is broken:\n  the document is no JSON: Unexpected character ('/' (code 47)):"
                + " maybe a (non-standard) comment? (line 1)");
  }

  @Test
  void saysOnWhichLineAJsonFaultIs() {
    assertThat(broken("{\n\"a\":1,\n\"a\":2}", null))
        .hasMessage(
            "Schema s.json is broken:\n  the document is no JSON: Duplicate Object property \"a\" (line 3)");
  }

  @DisplayName("fault 10: numbers of a schema that could take for ever to compute with")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1e9999      | ''",
        "-99.5e9998  | ''",
        "0.01e-9997  | ''",
        "0e9999      | ''",
        "10e9999     | /properties/a~1b/enum/1 has an exponent beyond ±9999",
        "-1e999999999| /properties/a~1b/enum/1 has an exponent beyond ±9999",
        "0.1e-9999   | /properties/a~1b/enum/1 has an exponent beyond ±9999",
        "0e999999999 | /properties/a~1b/enum/1 has an exponent beyond ±9999",
        "1e99999999999 | the document holds a number that has an exponent beyond ±9999"
      })
  void refusesHugeExponents(String number, String problem) {
    String document = "{\"properties\":{\"a/b\":{\"enum\":[1,%s]}}}".formatted(number);
    if (problem.isEmpty()) {
      assertThat(parse(document, null).kind()).isEqualTo(SchemaKind.JSON_SCHEMA);
    } else {
      assertThat(broken(document, null))
          .hasMessage(
              "Schema s.json is broken:\n  "
                  + problem
                  + ", the most that a schema's number may have");
    }
  }

  @DisplayName("fault 19: a schema past the limits of the JSON reader")
  @Test
  void refusesWhatIsTooDeepOrTooLong() {
    assertThat(broken("[".repeat(100_000), null)).hasMessageContaining("nesting depth");
    assertThat(broken("{\"maximum\":" + "9".repeat(1001) + "}", null))
        .hasMessageContaining("length (1001)");
    byte[] tooLong = new byte[RecordSchema.MAX_SCHEMA_BYTES + 1];
    Arrays.fill(tooLong, (byte) ' ');
    assertThat(
            catchThrowableOfType(
                PreflightException.class, () -> RecordSchema.parse("s.json", tooLong)))
        .hasMessageContaining("has more than 16777216 bytes, the most that a schema may have");
  }

  @DisplayName("fault 21: a schema's name with control characters")
  @Test
  void escapesItsName() {
    assertThat(
            catchThrowableOfType(
                PreflightException.class, () -> RecordSchema.parse("\u001b\n", new byte[0])))
        .hasMessageStartingWith("Schema \\u001b\\u000a is broken");
  }

  /** What JSON Schema can say of a dataset's schema: others may judge by it too. */
  @Test
  void translatesADatasetSchema() {
    String translation =
        parse(
                "{\"strict\":true,\"fields\":{\"a\":{\"type\":\"text\"},\"u\":{\"type\":\"video_url\"}}}",
                null)
            .toJsonSchema();
    Judging byTranslation = Judging.by(translation);
    assertThat(byTranslation.keywords("{\"a\":1,\"u\":\"https://example.com/x\",\"z\":1}"))
        .isEmpty();
    assertThat(byTranslation.keywords("{\"u\":null}")).containsExactly("required");
    assertThat(byTranslation.keywords("{\"a\":1,\"u\":\"x\"}")).containsExactly("pattern");
    assertThat(byTranslation.keywords("{\"a\":1,\"u\":1}")).containsExactly("type");
    assertThat(byTranslation.keywords("[]")).containsExactly("type");
  }

  private static RecordSchema parse(String document, @Nullable SchemaKind kind) {
    return RecordSchema.parse("s.json", document.getBytes(UTF_8), kind);
  }

  private static PreflightException broken(String document, @Nullable SchemaKind kind) {
    PreflightException thrown =
        catchThrowableOfType(PreflightException.class, () -> parse(document, kind));
    assertThat(thrown).isNotNull();
    assertThat(thrown.code()).isEqualTo(ErrorCode.SCHEMA_BROKEN);
    return thrown;
  }
}
