package io.github.jsonlpreflight.validator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.testkit.Seeded;
import io.github.jsonlpreflight.validator.plan.RecordPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map.Entry;
import java.util.StringJoiner;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How many of the records that the authority finds valid the plan accepts, whatever way they are
 * written: what it does not accept costs ten times as much, so this decides the speed.
 */
@DisplayName("the plan accepts 99.9 % of the records that the authority finds valid")
class PlanShareTest {
  private static final Path SAMPLES = Path.of("..", "samples", "data");
  private static final Path BENCHMARKS =
      Path.of("..", "jmh", "src", "main", "resources", "io", "github", "jsonlpreflight", "jmh");

  private static final double LEAST_SHARE = 0.999;
  private static final int LEAST_VALID = 1_500;
  private static final List<String> TEXTS = List.of("text", "title", "review_text", "product_name");
  private static final List<String> ASTRAL = List.of("😀", "👍🏽", "𝒳", "🇪🇺", "𠜎");

  private enum Writing {
    AS_IT_IS,
    SHUFFLED,
    ESCAPED,
    ASTRAL,
    SHORT,
    SPACED,
    UNKNOWN_FIELD,
    NULL_FIELD
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "reviews.schema.json, AS_IT_IS",
    "reviews.schema.json, SHUFFLED",
    "reviews.schema.json, ESCAPED",
    "reviews.schema.json, ASTRAL",
    "reviews.schema.json, SHORT",
    "reviews.schema.json, SPACED",
    "reviews.schema.json, UNKNOWN_FIELD",
    "reviews.schema.json, NULL_FIELD",
    "reviews.json-schema.json, AS_IT_IS",
    "reviews.json-schema.json, SHUFFLED",
    "reviews.json-schema.json, ESCAPED",
    "reviews.json-schema.json, ASTRAL",
    "reviews.json-schema.json, SHORT",
    "reviews.json-schema.json, SPACED",
    "rich.schema.json, AS_IT_IS",
    "rich.schema.json, SHUFFLED",
    "rich.schema.json, ESCAPED",
    "rich.schema.json, ASTRAL",
    "rich.schema.json, SHORT",
    "rich.schema.json, SPACED",
    "flat.schema.json, AS_IT_IS",
    "flat.schema.json, SHUFFLED",
    "flat.schema.json, ESCAPED",
    "flat.schema.json, ASTRAL",
    "flat.schema.json, SHORT",
    "flat.schema.json, UNKNOWN_FIELD"
  })
  void acceptsNearlyAll(String name, Writing writing) throws IOException {
    boolean isSample = name.startsWith("reviews");
    Path path = (isSample ? SAMPLES : BENCHMARKS).resolve(name);
    RecordSchema schema = RecordSchema.parse(name, Files.readAllBytes(path));
    RecordJudge authority = new RecordJudge(schema, ValidatorOptions.defaults());
    RecordPlan.Shortcut plan = Plans.of(schema, ValidatorOptions.defaults()).shortcut();
    Seeded random = Seeded.of(2026);
    int valid = 0;
    int accepted = 0;
    String left = "";
    for (JsonNode record : isSample ? samples() : reviews(random)) {
      byte[] bytes = new Writer(random, writing).written(record).getBytes(UTF_8);
      if (authority.judge(bytes, 0, bytes.length) instanceof RecordVerdict.Valid) {
        valid++;
        boolean isAccepted = plan.accepts(bytes, 0, bytes.length);
        accepted += isAccepted ? 1 : 0;
        left = isAccepted ? left : new String(bytes, UTF_8);
      }
    }
    assertThat(valid).isGreaterThan(isSample ? 400 : LEAST_VALID);
    assertThat((double) accepted / valid)
        .as("%s, %s: %d of %d; not %s", name, writing, accepted, valid, left)
        .isGreaterThanOrEqualTo(LEAST_SHARE);
  }

  private static List<JsonNode> samples() throws IOException {
    List<JsonNode> records = new ArrayList<>();
    for (String line : Files.readAllLines(SAMPLES.resolve("reviews.jsonl"))) {
      if (line.startsWith("{\"") && line.endsWith("\"}")) {
        records.add(JsonMapper.shared().readTree(line));
      }
    }
    return records;
  }

  /** Makes what the benchmarks' data is like. */
  private static List<JsonNode> reviews(Seeded random) {
    List<JsonNode> records = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      records.add(
          JsonMapper.shared()
              .readTree(
                  """
                  {"id":"R-%07d","product":{"sku":"SK-%04d","category":"Home","price":%d.%02d},
                   "stars":%d,"title":"Kettle, größer","text":"%s","tags":["gift","té","x%d"],
                   "url":"https://shop.example.com/r/%d?ref=mail#top",
                   "written_at":"2026-%02d-%02dT%02d:59:60Z","verified":true}
                  """
                      .replace(":59:60Z", random.onceIn(2) ? ":05:06Z" : ":05:06.25+05:30")
                      .formatted(
                          i,
                          i,
                          random.between(0, 499),
                          random.between(0, 99),
                          random.between(1, 5),
                          "boils in two minutes, naïve \\\"quiet\\\" 日本語\\n"
                              .repeat(random.between(1, 9)),
                          random.between(0, 99),
                          i,
                          random.between(1, 12),
                          random.between(1, 28),
                          random.between(0, 23))));
    }
    return records;
  }

  /** Writes a record in one way or another. */
  private record Writer(Seeded random, Writing writing) {
    String written(JsonNode record) {
      ObjectNode changed = ((ObjectNode) record).deepCopy();
      if (writing == Writing.UNKNOWN_FIELD) {
        changed.put("comment", "not in the schema").put("count", 3);
      } else if (writing == Writing.NULL_FIELD) {
        changed.putNull("image_url").putNull("category");
      }
      return value("", changed);
    }

    private String value(String field, JsonNode value) {
      if (value.isObject()) {
        StringJoiner object =
            new StringJoiner(space() + "," + space(), "{" + space(), space() + "}");
        List<Entry<String, JsonNode>> members = new ArrayList<>(value.properties());
        if (writing == Writing.SHUFFLED) {
          for (int i = members.size() - 1; i > 0; i--) {
            Collections.swap(members, i, random.between(0, i));
          }
        }
        for (Entry<String, JsonNode> member : members) {
          object.add(
              JsonMapper.shared().writeValueAsString(member.getKey())
                  + space()
                  + ":"
                  + space()
                  + value(member.getKey(), member.getValue()));
        }
        return object.toString();
      }
      if (value.isArray()) {
        StringJoiner array =
            new StringJoiner(space() + "," + space(), "[" + space(), space() + "]");
        value.forEach(element -> array.add(value("", element)));
        return array.toString();
      }
      if (!value.isString()) {
        return value.toString();
      }
      boolean isText = TEXTS.contains(field);
      String text = value.stringValue();
      if (isText && writing == Writing.SHORT) {
        text = random.oneOf(List.of("a", "é", "ok", "😀"));
      } else if (isText && writing == Writing.ASTRAL) {
        text = text.replace(" ", random.oneOf(ASTRAL));
      }
      return quoted(text);
    }

    private String space() {
      return writing == Writing.SPACED ? random.oneOf(List.of("", " ", "\t", "  ")) : "";
    }

    private String quoted(String text) {
      if (writing != Writing.ESCAPED) {
        return JsonMapper.shared().writeValueAsString(text);
      }
      StringBuilder out = new StringBuilder("\"");
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        boolean isEscaped = c >= 0x80 || c < ' ' || c == '"' || c == '\\' || random.onceIn(4);
        out.append(isEscaped ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c));
      }
      return out.append('"').toString();
    }
  }
}
