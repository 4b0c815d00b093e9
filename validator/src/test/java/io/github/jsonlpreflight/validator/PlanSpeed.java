package io.github.jsonlpreflight.validator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.jsonlpreflight.testkit.Seeded;
import io.github.jsonlpreflight.validator.plan.RecordPlan;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Compares, on one thread and in memory, a bare pull of Jackson's tokens, the plan, and the
 * authority. For a look while working on the plan; what is published comes from the benchmarks.
 *
 * <p>Arguments: megabytes, 100 unless given.
 */
final class PlanSpeed {
  private static final int ROUNDS = 5;
  private static final int WARM_UP = 3;

  private static final String FLAT =
      """
      {"type": "object", "required": ["id", "title", "text"], "properties": {
        "id": {"type": "string"}, "title": {"type": "string"}, "text": {"type": "string"}}}
      """;

  private static final String RICH =
      """
      {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
       "required": ["id", "title", "category", "stars", "text", "author", "tags", "url", "at"],
       "additionalProperties": false,
       "properties": {
         "id": {"type": "string", "pattern": "^R-[0-9]{6,}$"},
         "title": {"type": "string", "minLength": 1, "maxLength": 200},
         "category": {"enum": ["Audio", "Electronics", "Home", "Kitchen", "Outdoor", "Toys"]},
         "stars": {"type": "integer", "minimum": 1, "maximum": 5},
         "text": {"type": "string", "minLength": 1, "maxLength": 5000},
         "author": {"type": "object", "required": ["name", "age"], "additionalProperties": false,
           "properties": {"name": {"type": "string", "maxLength": 80},
             "age": {"type": "integer", "minimum": 0}, "verified": {"type": "boolean"}}},
         "tags": {"type": "array", "items": {"type": "string", "maxLength": 30}, "maxItems": 10,
           "uniqueItems": true},
         "url": {"type": "string", "format": "uri"},
         "at": {"type": "string", "format": "date-time"}}}
      """;

  private static final List<String> WORDS =
      List.of(
          "the",
          "sound",
          "is",
          "clear",
          "and",
          "comfortable",
          "battery",
          "lasts",
          "a",
          "week",
          "returned",
          "it",
          "after",
          "two",
          "days",
          "because",
          "of",
          "strap",
          "delivery",
          "was",
          "quick",
          "would",
          "buy",
          "again",
          "for",
          "kitchen",
          "sturdy",
          "light",
          "camping",
          "trip");

  private static final List<String> SPECIAL =
      List.of("André", "größer", "\\\"great\\\"", "😀", "good.\\n\\nBut", "日本語", "naïve", "5\\/5");

  private final byte[] bytes;
  private final int[] ends;

  private PlanSpeed(int megabytes) {
    Seeded random = Seeded.of(1);
    ByteArrayOutputStream out = new ByteArrayOutputStream(megabytes << 20);
    List<Integer> places = new ArrayList<>();
    while (out.size() < megabytes << 20) {
      out.writeBytes(record(random, places.size()).getBytes(UTF_8));
      places.add(out.size());
    }
    bytes = out.toByteArray();
    ends = places.stream().mapToInt(Integer::intValue).toArray();
  }

  private static String record(Seeded random, int index) {
    StringBuilder text = new StringBuilder();
    for (int i = random.between(30, 90); i > 0; i--) {
      text.append(random.oneOf(random.onceIn(8) ? SPECIAL : WORDS)).append(' ');
    }
    return """
        {"id":"R-%06d","title":"Headset %s %s","category":"%s","stars":%d,"text":"%s",\
        "author":{"name":"%s B.","age":%d,"verified":true},"tags":["%s","x%d","y"],\
        "url":"https://shop.example.com/reviews/%d?ref=mail","at":"2026-%02d-%02dT13:12:20Z"}"""
        .formatted(
            index,
            random.oneOf(WORDS),
            random.oneOf(WORDS),
            random.oneOf(List.of("Audio", "Home", "Kitchen", "Toys")),
            random.between(1, 5),
            text,
            random.oneOf(List.of("Ann", "Zoë", "Kim")),
            random.between(18, 90),
            random.oneOf(WORDS),
            index % 7,
            index,
            random.between(1, 12),
            random.between(1, 28));
  }

  /** Does something with every record, and returns how many were liked. */
  private interface Work {
    boolean likes(byte[] bytes, int from, int to);
  }

  /** Takes turns, so that what else the machine does hits all alike. */
  private void time(Map<String, Work> works) {
    Map<String, double[]> speeds = new LinkedHashMap<>();
    Map<String, Double> shares = new LinkedHashMap<>();
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      for (Map.Entry<String, Work> work : works.entrySet()) {
        long start = System.nanoTime();
        shares.put(work.getKey(), 100.0 * liked(work.getValue()) / ends.length);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (round >= 0) {
          speeds.computeIfAbsent(work.getKey(), name -> new double[ROUNDS])[round] =
              bytes.length / 1e6 / seconds;
        }
      }
    }
    speeds.forEach(
        (name, all) -> {
          Arrays.sort(all);
          System.out.printf(
              Locale.ROOT,
              "%-16s %6.0f MB/s (%.0f to %.0f), %.2f %% accepted%n",
              name,
              all[ROUNDS / 2],
              all[0],
              all[ROUNDS - 1],
              shares.get(name));
        });
  }

  private int liked(Work work) {
    int from = 0;
    int liked = 0;
    for (int end : ends) {
      liked += work.likes(bytes, from, end) ? 1 : 0;
      from = end;
    }
    return liked;
  }

  public static void main(String[] arguments) {
    PlanSpeed speed = new PlanSpeed(arguments.length == 0 ? 100 : Integer.parseInt(arguments[0]));
    System.out.println(speed.bytes.length / speed.ends.length + " bytes a record");
    JsonFactory json = new JsonFactory();
    Map<String, Work> works = new LinkedHashMap<>();
    works.put(
        "Jackson, bare",
        (bytes, from, to) -> {
          JsonParser parser = json.createParser(ObjectReadContext.empty(), bytes, from, to - from);
          int tokens = 0;
          while (parser.nextToken() != null) {
            tokens++;
          }
          parser.close();
          return tokens > 0;
        });
    for (String document : List.of(RICH, FLAT)) {
      String name = document.equals(RICH) ? "rich" : "flat";
      RecordSchema schema = RecordSchema.parse(name, document.getBytes(UTF_8));
      RecordPlan.Shortcut plan = Plans.of(schema, ValidatorOptions.defaults()).shortcut();
      works.put("plan, " + name, plan::accepts);
      RecordJudge judge = new RecordJudge(schema, ValidatorOptions.defaults());
      works.put(
          "authority, " + name,
          (bytes, from, to) ->
              judge.judge(bytes, from, to).equals(RecordVerdict.Valid.WITHOUT_WARNINGS));
    }
    speed.time(works);
  }
}
