package io.github.jsonlpreflight.validator;

import io.github.jsonlpreflight.testkit.Seeded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** Writes dataset schemas, policies, and records near to both. */
final class RandomDataset {
  private static final List<String> TYPES =
      List.of("text", "image_url", "audio_url", "video_url", "metadata");

  private static final List<String> ADDRESSES =
      List.of(
          "https://example.com/a.mp3",
          "http://example.com/v.mp4",
          "https://example.com",
          "https://e.org/a.MP3?x=1.txt",
          "https://e.org/a?b.mp3",
          "https://e.org/.wav",
          "http://.mp3",
          "https://e.org:80/x.mov#.y",
          "https://e.org#/a.mp3",
          "ftp://e.org/a.mp3",
          "HTTP://e.org/a.mp3",
          "https://e.org/é.mp3",
          "https://u@e.org/a.mp3",
          "https://[::1]/a.webm",
          "https://e.org:a/b",
          "e.org/a.mp3",
          "",
          " ",
          "https:///a.mp3",
          "https://a_b/c.m4a",
          "https://e.org/a.mp3/",
          "https://e.org/%41.aac",
          "https://e.org/%4.aac",
          "https://e.org/a .mp3",
          "https://mp3",
          "https://e.org?/a.mp3",
          "https://e.org/a.mp4.mp3");

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\t",
          "\u00a0",
          "\u0085",
          "\u2028",
          " a",
          "a",
          "x",
          "1",
          "~",
          "\u2019",
          "\u3042",
          "\u1681\u1680",
          "\u205f\u2002",
          "\u0080",
          "\b",
          "\ufeff",
          "\u3000\u2003");

  private static final List<String> OTHERS =
      List.of(
          "null",
          "true",
          "0",
          "1.5",
          "[]",
          "{}",
          "[[1]]",
          "{\"a\":{\"a\":1}}",
          "12345678901234567890",
          "0.1234567890123456789",
          "{\"a\":1,\"a\":2}",
          "\"\\ud83d\"");

  private RandomDataset() {}

  static String schema(Seeded random) {
    StringJoiner fields = new StringJoiner(",", "{", "}");
    int count = random.onceIn(20) ? random.between(60, 70) : random.between(1, 6);
    for (int i = 0; i < count; i++) {
      fields.add(
          "\"%s%d\":{\"type\":\"%s\"}"
              .formatted(random.oneOf(List.of("f", "é", "a\\\"", "\\t")), i, random.oneOf(TYPES)));
    }
    return "{\"strict\":%b,\"fields\":%s}".formatted(random.onceIn(2), fields);
  }

  static Policies policies(Seeded random) {
    Policies.Builder builder = Policies.builder();
    if (random.onceIn(3)) {
      builder.maxValueLength(random.between(1, 8));
    }
    if (random.onceIn(2)) {
      List<Severity> severities = List.of(Severity.values());
      for (Policy policy : Policy.values()) {
        builder.set(policy, random.oneOf(severities));
      }
    }
    if (random.onceIn(6)) {
      builder.setAll(Severity.OFF);
    }
    return builder.build();
  }

  static byte[] record(Seeded random, JsonNode schema) {
    RandomText text = new RandomText(random);
    List<String> names = new ArrayList<>();
    for (String name : schema.get("fields").propertyNames()) {
      if (!random.onceIn(20)) {
        names.add(name);
      }
    }
    if (random.onceIn(6)) {
      names.add(random.oneOf(List.of("more", "f", "f0", "é1")));
    }
    if (random.onceIn(5)) {
      Collections.rotate(names, random.between(0, 4));
    }
    StringJoiner members = new StringJoiner(text.space() + "," + text.space());
    for (String name : names) {
      String type = schema.get("fields").path(name).path("type").asString("text");
      members.add(
          text.quoted(name) + text.space() + ":" + text.space() + value(random, text, type));
    }
    return RandomRecord.Spoiling.sometimes(
        random, text.space() + "{" + text.space() + members + text.space() + "}" + text.space());
  }

  private static String value(Seeded random, RandomText text, String type) {
    if (random.onceIn(25)) {
      return random.oneOf(OTHERS);
    }
    if (type.endsWith("_url")) {
      int common =
          switch (type) {
            case "audio_url" -> 0;
            case "video_url" -> 1;
            default -> 2;
          };
      return text.quoted(random.onceIn(4) ? random.oneOf(ADDRESSES) : ADDRESSES.get(common));
    }
    return text.quoted(
        random.onceIn(8)
            ? random.oneOf(TEXTS)
            : random.oneOf(List.of("t", "", "é", "\u3042", " \u2019"))
                + text.text(random.between(0, 9)));
  }
}
