package io.github.jsonlpreflight.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.testkit.Judging;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said must not depend on where the machine stands: people and programs compare it. */
@ResourceLock(Resources.LOCALE)
class LocaleTest {
  private static final String JSON_SCHEMA =
      """
      {"required": ["i"], "minProperties": 2000, "properties": {
        "a": {"type": "string", "maxLength": 1}, "b": {"maximum": 1000.5}, "c": {"format": "uri"},
        "d": {"oneOf": [{"type": "null"}]}, "e": {"minItems": 1000}, "f": {"uniqueItems": true}}}
      """;

  private static final String DATASET =
      """
      {"strict": true, "fields": {
        "title": {"type": "text"}, "IMAGE": {"type": "image_url"}, "video": {"type": "video_url"}}}
      """;

  private final Locale before = Locale.getDefault();

  @AfterEach
  void restoreTheLocale() {
    Locale.setDefault(before);
  }

  /** German words, Turkish letters, Arabic and Thai digits. */
  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "tr-TR", "ar-EG-u-nu-arab", "th-TH-u-nu-thai"})
  void saysTheSameEverywhere(String tag) {
    Locale.setDefault(Locale.ENGLISH);
    List<String> expected = everythingSaid();
    Locale.setDefault(Locale.forLanguageTag(tag));
    assertThat(everythingSaid()).isEqualTo(expected);
  }

  private static List<String> everythingSaid() {
    List<String> said = new ArrayList<>();
    ReadOptions reading = ReadOptions.builder().maxRecordBytes(2000).build();
    ValidatorOptions options =
        ValidatorOptions.builder()
            .maxDepth(5)
            .policies(Policies.builder().maxValueLength(10).build())
            .reading(reading)
            .build();
    for (String schema : List.of(JSON_SCHEMA, DATASET)) {
      Judging judging = Judging.by(schema).with(options);
      for (String record :
          List.of(
              "{\"a\":\"1234\",\"b\":1234.5,\"c\":\"x\",\"d\":1,\"e\":[],\"f\":[1,1]}",
              "{\"title\":\"12345678901\",\"IMAGE\":\"FILE://HOST/I\",\"video\":\"https://h/v.MOVIE\"}",
              "{\"title\":\"\",\"IMAGE\":\"nowhere\",\"video\":\"https://h/I.WEBM\",\"a\":{},\"a\":1}",
              "{\"title\":nope}",
              "[[[[[[]]]]]]",
              "x".repeat(2001))) {
        said.add(judging.verdict(record).toString());
      }
      said.add(judging.verdict(new byte[] {'"', (byte) 0xFF, '"'}).toString());
    }
    for (String broken :
        List.of("{\"minLength\":\"3\"}", "{\"fields\":{}}", "{\"type\":\"INTEGER\"}")) {
      try {
        Judging.by(broken);
      } catch (PreflightException e) {
        said.add(e.getMessage() + " " + e.code().id());
      }
    }
    for (Policy policy : Policy.values()) {
      said.add(policy.id());
    }
    return said;
  }
}
