package io.github.jsonlpreflight.validator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.jsonlpreflight.testkit.Seeded;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes records that a schema nearly always nearly accepts. */
final class RandomRecord {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int MAX_LEVELS = 9;

  /** What fits the patterns of {@link RandomSchema}, and what nearly does. */
  private static final List<String> SHAPED =
      List.of(
          "a", "abc", "R-12", "R-12345", "R-1", "Ab", "A", "x1", "b", "aab", "bb", "abbccc", "abb",
          "12", "٣", "a-b", "-_", "_-", "éé", "a$", "", "a@b.c", "a\n", "\n", "é", "ab\r", "abab");

  private static final List<String> FORMATTED =
      List.of(
          "2026-11-24T13:12:20Z",
          "2026-11-24T13:12:20.123+05:30",
          "2026-11-24t13:12:20z",
          "2026-11-24T23:59:60Z",
          "2026-11-24T24:00:00Z",
          "2026-02-29T00:00:00Z",
          "2026-11-24",
          "2026-02-29",
          "2024-02-29",
          "2026-04-31",
          "2026-1-1",
          "0000-01-01",
          "13:12:20Z",
          "http://example.com/a?b#c",
          "https://a.b:8080/x%20y",
          "http://a..b",
          "http://",
          "http://-a",
          "ftp://x/y",
          "http://a/%zz",
          "http://a b",
          "a@b.cd",
          "a@b.io",
          "a@b.cdx",
          "a.b@c-d.org",
          "a..b@c.de",
          "a@b",
          "A@localhost",
          "123e4567-e89b-12d3-a456-426614174000",
          "123E4567-e89b-12d3-a456-42661417400g",
          "1.2.3.4",
          "01.2.3.4",
          "256.1.1.1",
          "1.2.3",
          "::1",
          "example.com",
          "-a.b",
          "P1D",
          "P",
          "[a",
          "/a/b",
          "13:12:20z",
          "13:12:20.5+01:00",
          "23:59:60Z",
          "2016-12-31T23:59:60Z",
          "2026-11-24T13:12:20.12345678901Z",
          "urn:isbn:1",
          "data:,x",
          "2001:db8::1",
          "::ffff:1.2.3.4",
          "a@b.museum",
          "a@bü.de",
          "http://bü/ä",
          "{a}",
          "0/a",
          "bü.de",
          "/a~2",
          "a/b");

  private final Seeded random;
  private final JsonNode document;
  private final RandomText text;
  private int levels;

  private RandomRecord(Seeded random, JsonNode document) {
    this.random = random;
    this.document = document;
    this.text = new RandomText(random);
  }

  static byte[] of(Seeded random, JsonNode schema) {
    RandomRecord record = new RandomRecord(random, schema);
    StringBuilder out = new StringBuilder(record.text.space());
    record.write(out, schema);
    out.append(record.text.space());
    return Spoiling.sometimes(random, out.toString());
  }

  private void write(StringBuilder out, JsonNode schema) {
    JsonNode merged = merged(schema, 4);
    JsonNode constant = merged.has("const") ? merged.get("const") : oneOf(merged.path("enum"));
    if (constant != null && !random.onceIn(4)) {
      copy(out, constant);
    } else if (random.onceIn(40)) {
      byType(out, merged, random.oneOf(List.of("string", "integer", "array", "object", "null")));
    } else {
      byType(out, merged, typeOf(merged));
    }
  }

  private @Nullable JsonNode oneOf(JsonNode list) {
    return list.isArray() && !list.isEmpty() ? list.get(random.between(0, list.size() - 1)) : null;
  }

  /** Returns a schema with the words of some schemas that it refers to. */
  private JsonNode merged(JsonNode schema, int rounds) {
    if (!schema.isObject() || rounds == 0) {
      return schema;
    }
    ObjectNode merged = ((ObjectNode) schema).deepCopy();
    List<JsonNode> more = new ArrayList<>();
    String reference = schema.path("$ref").asString("");
    String fragment = reference.substring(Math.max(reference.indexOf('#'), 0));
    if (fragment.equals("#n")) {
      more.add(document.path(document.has("$defs") ? "$defs" : "definitions").path("named"));
    } else if (fragment.startsWith("#")) {
      more.add(document.at(JsonPointer.compile(fragment.substring(1))));
    }
    schema.path("allOf").forEach(more::add);
    for (String word : List.of("anyOf", "oneOf")) {
      JsonNode one = oneOf(schema.path(word));
      if (one != null) {
        more.add(one);
      }
    }
    if (schema.has("if")) {
      boolean holds = random.onceIn(2);
      more.add(schema.path(holds ? "then" : "else"));
      if (holds) {
        more.add(schema.get("if"));
      }
    }
    for (JsonNode part : more) {
      for (Entry<String, JsonNode> word : merged(part, rounds - 1).properties()) {
        if (word.getValue() instanceof ObjectNode add
            && merged.get(word.getKey()) instanceof ObjectNode old) {
          add.properties().forEach(member -> old.putIfAbsent(member.getKey(), member.getValue()));
        } else {
          merged.putIfAbsent(word.getKey(), word.getValue());
        }
      }
    }
    return merged;
  }

  private String typeOf(JsonNode schema) {
    JsonNode type = schema.path("type");
    if (type.isString()) {
      return type.stringValue();
    }
    JsonNode one = oneOf(type);
    if (one != null) {
      return one.asString();
    }
    for (Map.Entry<String, List<String>> hint :
        Map.of(
                "object", List.of("properties", "required", "patternProperties", "propertyNames"),
                "array", List.of("items", "prefixItems", "contains", "uniqueItems", "minItems"),
                "string", List.of("pattern", "format", "minLength", "maxLength"),
                "number", List.of("minimum", "maximum", "multipleOf", "exclusiveMinimum"))
            .entrySet()) {
      if (hint.getValue().stream().anyMatch(schema::has) && !random.onceIn(6)) {
        return hint.getKey();
      }
    }
    return random.oneOf(
        List.of("string", "integer", "number", "null", "boolean", "array", "object"));
  }

  private void byType(StringBuilder out, JsonNode schema, String type) {
    boolean isDeep = levels >= MAX_LEVELS;
    switch (isDeep && (type.equals("array") || type.equals("object")) ? "null" : type) {
      case "string" -> out.append(text.quoted(string(schema)));
      case "integer", "number" -> out.append(number(schema, type));
      case "boolean" -> out.append(random.onceIn(2));
      case "array" -> array(out, schema);
      case "object" -> object(out, schema);
      default -> out.append("null");
    }
  }

  private String string(JsonNode schema) {
    if (schema.has("pattern") && !random.onceIn(6)) {
      return random.oneOf(SHAPED);
    }
    if (schema.has("format") && !random.onceIn(6)) {
      return random.oneOf(FORMATTED);
    }
    int length =
        switch (random.between(0, 3)) {
          case 0 -> schema.path("minLength").asInt(0) + random.between(-1, 1);
          case 1 -> schema.path("maxLength").asInt(6) + random.between(-1, 1);
          default -> random.between(1, 12);
        };
    return text.text(Math.max(length, 0));
  }

  private String number(JsonNode schema, String type) {
    if (random.onceIn(12)) {
      return text.strangeNumber();
    }
    List<BigDecimal> near = new ArrayList<>();
    for (String word :
        List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")) {
      if (schema.path(word).isNumber()) {
        near.add(schema.path(word).decimalValue());
      }
    }
    BigDecimal base =
        near.isEmpty() ? BigDecimal.valueOf(random.between(-9, 99)) : random.oneOf(near);
    BigDecimal step =
        type.equals("integer")
            ? BigDecimal.ONE
            : new BigDecimal(random.oneOf(List.of("1", "0.5", "0.1", "0.01", "0.0000001")));
    return text.number(base.add(step.multiply(BigDecimal.valueOf(random.between(-2, 2)))));
  }

  private void array(StringBuilder out, JsonNode schema) {
    levels++;
    int size =
        switch (random.between(0, 3)) {
          case 0 -> schema.path("minItems").asInt(0) + random.between(-1, 1);
          case 1 -> schema.path("maxItems").asInt(3) + random.between(-1, 1);
          default -> random.between(0, 4);
        };
    JsonNode first = schema.has("prefixItems") ? schema.path("prefixItems") : schema.path("items");
    boolean isLong = schema.path("uniqueItems").asBoolean(false) && random.onceIn(40);
    if (isLong) {
      longArray(out);
      levels--;
      return;
    }
    out.append('[').append(text.space());
    for (int i = 0; i < size; i++) {
      JsonNode others = schema.path(schema.path("items").isArray() ? "additionalItems" : "items");
      JsonNode item = first.isArray() && i < first.size() ? first.get(i) : others;
      out.append(i == 0 ? "" : ",").append(text.space());
      write(out, schema.has("contains") && random.onceIn(2) ? schema.get("contains") : item);
      out.append(text.space());
    }
    out.append(']');
    levels--;
  }

  /** Writes more elements than are compared one by one, and sometimes one of them twice. */
  private void longArray(StringBuilder out) {
    int size = random.oneOf(List.of(63, 64, 65, 100, 1024, 1025));
    int twin = random.onceIn(2) ? random.between(0, size - 1) : -1;
    for (int i = 0; i < size; i++) {
      int number = i == twin ? 0 : i;
      out.append(i == 0 ? "[" : ",");
      out.append(
          random.onceIn(20) ? "{\"a\":" + number + "}" : text.number(new BigDecimal(number)));
    }
    out.append(']');
  }

  private void object(StringBuilder out, JsonNode schema) {
    levels++;
    List<String> names = new ArrayList<>();
    for (String name : schema.path("properties").propertyNames()) {
      if (!random.onceIn(6)) {
        names.add(name);
      }
    }
    for (JsonNode name : schema.path("required")) {
      if (!names.contains(name.asString()) && !random.onceIn(12)) {
        names.add(name.asString());
      }
    }
    for (int i = random.onceIn(2) ? random.between(0, 2) : 0; i > 0; i--) {
      String more =
          random.oneOf(List.of("a", "x1", "x", "b", "zz", "aa", "R-12", "é", "a\"b", "A"));
      if (!names.contains(more)) {
        names.add(more);
      }
    }
    if (!names.isEmpty() && random.onceIn(60)) {
      names.add(random.oneOf(names)); // twice
    }
    if (random.onceIn(4)) {
      Collections.rotate(names, random.between(0, 3));
    }
    out.append('{').append(text.space());
    for (int i = 0; i < names.size(); i++) {
      out.append(i == 0 ? "" : ",").append(text.space()).append(text.quoted(names.get(i)));
      out.append(text.space()).append(':').append(text.space());
      write(out, schemaOf(schema, names.get(i)));
      out.append(text.space());
    }
    out.append('}');
    levels--;
  }

  private JsonNode schemaOf(JsonNode schema, String name) {
    JsonNode own = schema.path("properties").path(name);
    if (!own.isMissingNode()) {
      return own;
    }
    for (Entry<String, JsonNode> byPattern : schema.path("patternProperties").properties()) {
      if (Pattern.compile(byPattern.getKey()).matcher(name).find()) {
        return byPattern.getValue();
      }
    }
    return schema.path("additionalProperties");
  }

  private void copy(StringBuilder out, JsonNode value) {
    if (value.isString()) {
      out.append(text.quoted(value.stringValue()));
    } else if (value.isNumber()) {
      out.append(text.number(value.decimalValue()));
    } else if (value instanceof ArrayNode || value instanceof ObjectNode) {
      out.append(JSON.writeValueAsString(value));
    } else {
      out.append(value);
    }
  }

  /** Breaks records, byte by byte. */
  static final class Spoiling {
    private static final List<String> INTRUDERS =
        List.of(
            "80",
            "BF",
            "C0AF",
            "C1BF",
            "C280",
            "DF",
            "E08080",
            "E09FBF",
            "E0A080",
            "ED9FBF",
            "EDA080",
            "EDBFBF",
            "EE8080",
            "EFBFBF",
            "F08080AF",
            "F08FBFBF",
            "F0908080",
            "F48FBFBF",
            "F4908080",
            "F5808080",
            "FF",
            "E282",
            "F09F98",
            "00",
            "01",
            "1F",
            "09",
            "0D",
            "20",
            "22",
            "2C",
            "5C",
            "5D",
            "7D",
            "EFBBBF",
            "5C7544383344",
            "5C75444330302E",
            "5C75643833642020",
            "5C7544383344625C75",
            "5C78",
            "5C");

    private Spoiling() {}

    static byte[] sometimes(Seeded random, String record) {
      byte[] bytes = record.getBytes(UTF_8);
      return switch (random.between(0, 60)) {
        case 0, 1, 2 -> with(bytes, random.between(0, bytes.length), hex(random.oneOf(INTRUDERS)));
        case 3 -> with(bytes, bytes.length, hex(random.oneOf(INTRUDERS)));
        case 4 -> with(bytes, 0, hex(random.oneOf(INTRUDERS)));
        case 5 -> Arrays.copyOf(bytes, random.between(0, bytes.length));
        case 6 -> flipped(random, bytes);
        case 7 -> with(bytes, bytes.length, record.getBytes(UTF_8));
        default -> bytes;
      };
    }

    private static byte[] flipped(Seeded random, byte[] bytes) {
      if (bytes.length > 0) {
        bytes[random.between(0, bytes.length - 1)] ^= (byte) (1 << random.between(0, 7));
      }
      return bytes;
    }

    private static byte[] with(byte[] bytes, int at, byte[] more) {
      byte[] all = Arrays.copyOf(bytes, bytes.length + more.length);
      System.arraycopy(bytes, at, all, at + more.length, bytes.length - at);
      System.arraycopy(more, 0, all, at, more.length);
      return all;
    }

    private static byte[] hex(String digits) {
      return HexFormat.of().parseHex(digits);
    }
  }
}
