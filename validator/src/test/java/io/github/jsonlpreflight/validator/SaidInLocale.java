package io.github.jsonlpreflight.validator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.testkit.Judging;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A program that prints what the validator says of many things, in a Java that speaks a locale. */
final class SaidInLocale {
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

  private SaidInLocale() {}

  /** Sets the locale before any other class is loaded: some take it down when they are. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.forLanguageTag(arguments[0]));
    PrintStream out = new PrintStream(System.out, true, UTF_8);
    everythingSaid().forEach(out::println);
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
