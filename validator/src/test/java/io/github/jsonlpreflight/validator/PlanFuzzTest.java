package io.github.jsonlpreflight.validator;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.jsonlpreflight.testkit.Judging;
import io.github.jsonlpreflight.validator.plan.RecordPlan;

/**
 * Any bytes as a record, under schemas that use what the plan knows: what it accepts, the authority
 * finds valid, with the same warnings; and nothing is thrown.
 */
class PlanFuzzTest {
  private static final Pair JSON_SCHEMA =
      new Pair(
          """
          {"type": ["object", "array"],
           "properties": {
             "s": {"type": "string", "minLength": 1, "maxLength": 5, "pattern": "^[a-z]+é?$"},
             "n": {"type": "number", "minimum": -1.5, "exclusiveMaximum": 10, "multipleOf": 0.5},
             "i": {"type": "integer"},
             "e": {"enum": ["x", 1, 1.50, null, [1], {"a": 2}]},
             "c": {"const": 1e2},
             "d": {"format": "date-time"}, "u": {"format": "uri"}, "m": {"format": "email"},
             "a": {"items": {"type": ["integer", "string"]}, "uniqueItems": true, "maxItems": 4,
                   "contains": {"const": 7}},
             "o": {"additionalProperties": {"$ref": "#"}, "minProperties": 1, "maxProperties": 3,
                   "dependentRequired": {"p": ["q"]}},
             "x": {"anyOf": [{"type": "boolean"}, {"minLength": 3}], "not": {"const": "foo"}},
             "y": {"oneOf": [{"type": "integer"}, {"minimum": 3}]},
             "z": {"if": {"type": "string"}, "then": {"maxLength": 2}, "else": {"type": "null"}}},
           "patternProperties": {"^k_": {"type": "string"}},
           "propertyNames": {"maxLength": 4},
           "additionalProperties": false}
          """);

  private static final Pair DATASET =
      new Pair(
          """
          {"strict": true, "fields": {
             "t": {"type": "text"}, "é\\"": {"type": "metadata"}, "g": {"type": "task_group_id"},
             "i": {"type": "image_url"}, "a": {"type": "audio_url"}, "v": {"type": "video_url"}}}
          """);

  private static final Pair LENIENT_DATASET =
      new Pair("{\"strict\": false, \"fields\": {\"t\": {\"type\": \"text\"}}}");

  @FuzzTest(maxDuration = "2m")
  @DictionaryEntries({
    "{\"s\":\"ab\"}",
    "\"n\":",
    "\"i\":",
    "\"e\":",
    "\"c\":",
    "\"d\":",
    "\"u\":",
    "\"m\":",
    "\"a\":[",
    "\"o\":{",
    "\"x\":",
    "\"y\":",
    "\"z\":",
    "\"k_\":",
    "\"p\":",
    "\"q\":",
    "true",
    "null",
    "1.50",
    "1e2",
    "100",
    "7",
    "\"foo\"",
    "\\u00e9",
    "\\ud83d",
    "\u00C3\u00A9",
    "2026-01-01T00:00:00Z",
    "http://a",
    "a@b"
  })
  void acceptsUnderAJsonSchemaOnlyWhatTheAuthorityFindsValid(byte[] record) {
    JSON_SCHEMA.compare(record);
  }

  @FuzzTest(maxDuration = "2m")
  @DictionaryEntries({
    "{\"t\":\"ab\"}",
    "\"t\":",
    "\"\\u00e9\\\"\":",
    "\"g\":",
    "\"i\":",
    "\"a\":",
    "\"v\":",
    "null",
    "\"https://a.b/c.mp3\"",
    "\"http://[::1]:8/x.webm?y#z\"",
    "[1,{}]",
    "\\u2003",
    "\\ud83d\\ude00",
    "9007199254740993",
    "1e400",
    "\u00C3\u00A9",
    "\u00E2\u0080\u0083"
  })
  void acceptsUnderADatasetSchemaOnlyWhatTheAuthorityFindsValid(byte[] record) {
    DATASET.compare(record);
    LENIENT_DATASET.compare(record);
  }

  /** A schema under both judges. */
  private static final class Pair {
    private final RecordJudge authority;
    private final RecordPlan.Shortcut plan;

    Pair(String document) {
      RecordSchema schema = Judging.schemaOf(document);
      this.authority = new RecordJudge(schema, ValidatorOptions.defaults());
      this.plan = Plans.of(schema, ValidatorOptions.defaults()).shortcut();
    }

    void compare(byte[] record) {
      boolean accepted = plan.accepts(record, 0, record.length);
      RecordVerdict verdict = authority.judge(record, 0, record.length);
      if (accepted) {
        assertThat(verdict).isEqualTo(authority.valid(plan.remarks()));
      }
    }
  }
}
