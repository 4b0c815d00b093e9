package io.github.jsonlpreflight.validator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;

/**
 * Any text as a schema: it is one, or it is refused with its problems; and it gives a verdict on
 * every record, in bounded time.
 */
class RecordSchemaFuzzTest {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private static final List<byte[]> RECORDS =
      List.of(
          "{\"a\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"b\":[1,2,{\"a\":null}]}".getBytes(UTF_8),
          "[\"\",1e400,true,{\"\":\"\uD83D\uDE00\"}]".getBytes(UTF_8),
          "\"2026-01-01T00:00:00Z\"".getBytes(UTF_8),
          "7.50".getBytes(UTF_8));

  @FuzzTest(maxDuration = "2m")
  @DictionaryEntries({
    "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",",
    "\"type\":",
    "\"string\"",
    "\"object\"",
    "\"number\"",
    "\"properties\":{",
    "\"required\":[",
    "\"items\":",
    "\"$ref\":\"#",
    "\"$defs\":{",
    "\"$id\":",
    "\"$anchor\":",
    "\"$dynamicRef\":",
    "\"pattern\":\"",
    "\"enum\":[",
    "\"const\":",
    "\"allOf\":[",
    "\"anyOf\":[",
    "\"oneOf\":[",
    "\"not\":",
    "\"if\":",
    "\"then\":",
    "\"format\":",
    "\"date-time\"",
    "\"uri\"",
    "\"minLength\":",
    "\"maximum\":",
    "\"multipleOf\":",
    "\"uniqueItems\":true",
    "\"additionalProperties\":",
    "\"patternProperties\":{",
    "(a+)+$",
    "\"propertyNames\":",
    "\"unevaluatedProperties\":",
    "\"contains\":",
    "\"dependentSchemas\":{",
    "{\"strict\":true,\"fields\":{\"a\":{\"type\":\"text\"",
    "\"label\":",
    "\"image_url\"",
    "1e999"
  })
  void isASchemaOrIsRefused(byte[] document) {
    for (@Nullable SchemaKind kind : new @Nullable SchemaKind[] {null, SchemaKind.DATASET}) {
      Assertions.assertTimeout(LONGEST, () -> parseAndJudge(document, kind));
    }
  }

  private static void parseAndJudge(byte[] document, @Nullable SchemaKind kind) {
    RecordSchema schema;
    try {
      schema = RecordSchema.parse("s", document, kind);
    } catch (PreflightException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.SCHEMA_BROKEN);
      return;
    }
    assertThat(schema.toJson()).isNotEmpty();
    assertThat(schema.notes()).isNotNull();
    RecordJudge authority = new RecordJudge(schema, ValidatorOptions.defaults());
    var plan = Plans.of(schema, ValidatorOptions.defaults()).shortcut();
    for (byte[] record : RECORDS) {
      boolean accepted = plan.accepts(record, 0, record.length);
      RecordVerdict verdict = authority.judge(record, 0, record.length);
      if (accepted) {
        assertThat(verdict).isEqualTo(authority.valid(plan.remarks()));
      }
    }
  }
}
