package io.github.jsonlpreflight.validator;

import io.github.jsonlpreflight.testkit.Seeded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.StringJoiner;

/**
 * Writes JSON Schemas of every draft with the words that a plan knows, and some that it does not.
 */
final class RandomSchema {
  static final List<String> NAMES =
      List.of(
          "a", "ab", "abc", "abd", "b", "name", "nam", "names", "é", "a\\\"b", "t\\tb", "b\\\\n",
          "😀", "", "a/b", "a~b", "\\u0041", "id", "title", "items", "x1", "x2");

  static final List<String> PATTERNS =
      List.of(
          "^[a-z]+$",
          "^R-[0-9]{2,4}$",
          "^[A-Z][a-z]*$",
          "^x",
          "b$",
          "^[^a]*$",
          "^a?b{2}c*$",
          "^.$",
          "^.{1,3}$",
          "^\\\\d+$",
          "^\\\\w*-\\\\w$",
          "^(a|b)+$",
          "^[ab]+b$",
          "[0-9]",
          "^é+$",
          "^a\\\\$",
          "^\\\\p{L}+$",
          "^$",
          "^[\\\\w.]+@[\\\\w.]+$",
          "^\\\\S+$",
          "^[-_a]{2}$",
          "^(a+)+$",
          "(x|ab)*c?$",
          "^(?=a)",
          "^[A-Z]{2}-\\\\d{4}$",
          "[^é]$",
          "a|",
          "\\\\s");

  static final List<String> FORMATS =
      List.of(
          "date-time",
          "date",
          "time",
          "uri",
          "email",
          "uuid",
          "ipv4",
          "ipv6",
          "hostname",
          "duration",
          "regex",
          "json-pointer",
          "uri-reference",
          "iri",
          "idn-email",
          "uri-template",
          "relative-json-pointer",
          "idn-hostname",
          "iri-reference",
          "phone",
          "color",
          "unheard-of");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "-1",
          "2",
          "5",
          "10",
          "100",
          "0.5",
          "-0.5",
          "1.0",
          "1e2",
          "0.1",
          "0.01",
          "2.50",
          "9007199254740993",
          "999999999999999999",
          "1000000000000000000",
          "12345678901234567890",
          "-9223372036854775808",
          "0.1234567890123456789",
          "1e30",
          "-0",
          "1E-3");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "1",
          "1.0",
          "-1",
          "1.5",
          "100",
          "1e2",
          "\"a\"",
          "\"ab\"",
          "\"\"",
          "\"é\"",
          "\"😀\"",
          "\"\\u0041\"",
          "\"a\\tb\"",
          "\"\\ud83d\"",
          "\"?\"",
          "[]",
          "{}",
          "[1]",
          "{\"a\":1}",
          "12345678901234567890",
          "\"1\"");

  private static final List<String> DRAFTS =
      List.of(
          "http://json-schema.org/draft-04/schema#",
          "http://json-schema.org/draft-06/schema#",
          "http://json-schema.org/draft-07/schema#",
          "https://json-schema.org/draft/2019-09/schema",
          "https://json-schema.org/draft/2020-12/schema");

  private final Seeded random;
  private final int draft;
  private final boolean named;

  private RandomSchema(Seeded random) {
    this.random = random;
    this.draft = random.between(0, 4);
    this.named = random.onceIn(5);
  }

  static String of(Seeded random) {
    return new RandomSchema(random).document();
  }

  private String document() {
    Map<String, String> words = words(random.between(1, 3));
    words.put("$schema", "\"" + DRAFTS.get(draft) + "\"");
    String definitions = draft < 3 ? "definitions" : "$defs";
    words.put(
        definitions,
        "{\"d0\":%s,\"d1\":%s,\"named\":{%s,\"allOf\":[%s]}}"
            .formatted(
                schema(random.between(0, 2)),
                schema(1),
                draft < 3 ? draft == 0 ? "\"id\":\"#n\"" : "\"$id\":\"#n\"" : "\"$anchor\":\"n\"",
                schema(0)));
    if (named) {
      words.put(draft == 0 ? "id" : "$id", "\"http://example.com/s\"");
    }
    return written(words);
  }

  private String schema(int depth) {
    if (draft > 0 && random.onceIn(25)) {
      return random.onceIn(3) ? "false" : "true";
    }
    return written(words(depth));
  }

  private Map<String, String> words(int depth) {
    Map<String, String> words = new LinkedHashMap<>();
    int kind = random.between(0, 13);
    boolean isLeaf = depth < 0 && kind >= 4 && kind <= 12 && kind != 10;
    switch (isLeaf ? kind % 4 : kind) {
      case 0, 1 -> strings(words);
      case 2, 3 -> numbers(words);
      case 4, 5 -> arrays(words, depth);
      case 6, 7, 8, 9 -> objects(words, depth);
      case 10 -> constants(words);
      case 11 -> words.put("$ref", reference());
      case 12 -> combinations(words, depth);
      default -> types(words);
    }
    if (!isLeaf && random.onceIn(5)) {
      extra(words, depth - 1);
    }
    return words;
  }

  private void extra(Map<String, String> words, int depth) {
    switch (random.between(0, 9)) {
      case 0 -> strings(words);
      case 1 -> numbers(words);
      case 2 -> arrays(words, depth);
      case 3 -> constants(words);
      case 4, 5 -> combinations(words, depth);
      case 6 -> words.put(random.oneOf(List.of("title", "description", "$comment")), "\"t\"");
      case 7 -> words.put("default", random.oneOf(VALUES));
      case 8 -> words.putIfAbsent("$ref", reference());
      default -> words.put(random.oneOf(List.of("unheardOf", "$anchor", "readOnly")), odd());
    }
  }

  private String odd() {
    return random.oneOf(List.of("\"n\"", "true"));
  }

  private void type(Map<String, String> words, String usual) {
    if (random.onceIn(4)) {
      types(words);
    } else if (!random.onceIn(4)) {
      words.put("type", "\"" + usual + "\"");
    }
  }

  private void types(Map<String, String> words) {
    List<String> all = List.of("null", "boolean", "string", "integer", "number", "object", "array");
    if (random.onceIn(2)) {
      words.put("type", "\"" + random.oneOf(all) + "\"");
      return;
    }
    StringJoiner list = new StringJoiner(",", "[", "]");
    for (String one : all) {
      if (random.onceIn(2)) {
        list.add("\"" + one + "\"");
      }
    }
    words.put("type", list.length() == 2 ? "[\"null\"]" : list.toString());
  }

  private void strings(Map<String, String> words) {
    type(words, "string");
    maybe(words, "minLength", String.valueOf(random.between(0, 4)));
    maybe(words, "maxLength", String.valueOf(random.between(1, 9)));
    if (random.onceIn(3)) {
      words.put("pattern", "\"" + random.oneOf(PATTERNS) + "\"");
    }
    if (random.onceIn(3)) {
      words.put("format", "\"" + random.oneOf(FORMATS) + "\"");
    }
  }

  private void numbers(Map<String, String> words) {
    type(words, random.onceIn(2) ? "integer" : "number");
    maybe(words, "minimum", random.oneOf(NUMBERS));
    maybe(words, "maximum", random.oneOf(NUMBERS));
    String low = draft == 0 ? String.valueOf(random.onceIn(2)) : random.oneOf(NUMBERS);
    String high = draft == 0 ? String.valueOf(random.onceIn(2)) : random.oneOf(NUMBERS);
    if (draft > 0 || words.containsKey("minimum")) {
      maybe(words, "exclusiveMinimum", low);
    }
    if (draft > 0 || words.containsKey("maximum")) {
      maybe(words, "exclusiveMaximum", high);
    }
    if (random.onceIn(4)) {
      words.put(
          "multipleOf",
          random.oneOf(List.of("1", "2", "5", "0.5", "0.1", "0.01", "3", "1e2", "1.0")));
    }
  }

  private void arrays(Map<String, String> words, int depth) {
    type(words, "array");
    maybe(words, "minItems", String.valueOf(random.between(0, 2)));
    maybe(words, "maxItems", String.valueOf(random.between(0, 4)));
    maybe(words, "uniqueItems", random.onceIn(4) ? "false" : "true");
    if (depth > 0 && random.onceIn(2)) {
      words.put("items", schema(depth - 1));
    }
    if (depth > 0 && random.onceIn(3)) {
      words.put(draft < 4 ? "items" : "prefixItems", list(depth));
    }
    if (depth > 0 && random.onceIn(4)) {
      words.put("additionalItems", schema(depth - 1));
    }
    if (draft > 0 && random.onceIn(3)) {
      words.put("contains", schema(depth - 1));
      maybe(words, "minContains", String.valueOf(random.between(0, 2)));
      maybe(words, "maxContains", String.valueOf(random.between(0, 3)));
    }
  }

  private void objects(Map<String, String> words, int depth) {
    type(words, "object");
    Map<String, String> properties = new LinkedHashMap<>();
    for (int i = random.between(0, 5); i > 0; i--) {
      properties.put(random.oneOf(NAMES), schema(depth - 1));
    }
    if (!properties.isEmpty()) {
      words.put("properties", written(properties));
    }
    if (random.onceIn(2)) {
      List<String> required = new ArrayList<>(properties.keySet());
      required.removeIf(name -> random.onceIn(2));
      if (random.onceIn(3) && !required.contains("b")) {
        required.add("b");
      }
      if (!required.isEmpty() || draft > 0) {
        words.put(
            "required", required.isEmpty() ? "[]" : "[\"" + String.join("\",\"", required) + "\"]");
      }
    }
    if (random.onceIn(3)) {
      words.put("additionalProperties", random.onceIn(2) ? "false" : schema(depth - 1));
    }
    if (random.onceIn(4)) {
      words.put(
          "patternProperties",
          "{\"%s\":%s,\"^x\":%s}"
              .formatted(random.oneOf(PATTERNS), schema(depth - 1), schema(depth - 1)));
    }
    if (draft > 0 && random.onceIn(5)) {
      words.put("propertyNames", schema(-1));
    }
    dependencies(words, depth);
    maybe(words, "minProperties", String.valueOf(random.between(0, 2)));
    maybe(words, "maxProperties", String.valueOf(random.between(2, 5)));
  }

  private void dependencies(Map<String, String> words, int depth) {
    if (random.onceIn(4)) {
      String names = "[\"" + random.oneOf(NAMES) + "\",\"a\"]";
      words.put(
          draft < 3 ? "dependencies" : "dependentRequired",
          "{\"%s\":%s,\"b\":[\"a\"]}"
              .formatted(
                  random.oneOf(List.of("a", "x1", "a\\\"b")),
                  names.replace("\"a\",\"a\"", "\"a\"")));
    }
    if (draft >= 3 && random.onceIn(5)) {
      words.put("dependentSchemas", "{\"a\":%s}".formatted(schema(depth - 1)));
    } else if (draft < 3 && random.onceIn(5)) {
      words.put("dependencies", "{\"a\":%s}".formatted(schema(depth - 1)));
    }
  }

  private void constants(Map<String, String> words) {
    if (draft > 0 && random.onceIn(2)) {
      words.put("const", random.oneOf(VALUES));
      if (!random.onceIn(5)) {
        return;
      }
    }
    List<String> values = new ArrayList<>();
    for (int i = random.between(1, 5); i > 0; i--) {
      String value = random.oneOf(VALUES);
      if (!values.contains(value)) {
        values.add(value);
      }
    }
    words.put("enum", "[" + String.join(",", values) + "]");
  }

  private void combinations(Map<String, String> words, int depth) {
    int inner = Math.max(depth, 0);
    switch (random.between(0, draft < 2 ? 3 : 4)) {
      case 0 -> words.put("allOf", list(inner));
      case 1 -> words.put("anyOf", list(inner));
      case 2 -> words.put("oneOf", list(inner));
      case 3 -> words.put("not", schema(inner - 1));
      default -> {
        words.put("if", schema(inner - 1));
        maybe(words, "then", schema(inner - 1));
        maybe(words, "else", schema(inner - 1));
      }
    }
  }

  private String list(int depth) {
    StringJoiner list = new StringJoiner(",", "[", "]");
    for (int i = random.between(1, 3); i > 0; i--) {
      list.add(schema(depth - 1));
    }
    return list.toString();
  }

  private String reference() {
    String definitions = draft < 3 ? "definitions" : "$defs";
    return switch (random.between(0, 8)) {
      case 0 -> "\"#\"";
      case 1 -> "\"#/properties/a\"";
      case 5 -> "\"#n\"";
      case 6 -> "\"" + (named ? "http://example.com/s" : "") + "#/" + definitions + "/d1\"";
      case 2, 3, 4 -> "\"#/" + definitions + "/d1\"";
      default -> "\"#/" + definitions + "/d0\"";
    };
  }

  private void maybe(Map<String, String> words, String word, String value) {
    if (random.onceIn(3)) {
      words.put(word, value);
    }
  }

  private static String written(Map<String, String> members) {
    StringJoiner object = new StringJoiner(",", "{", "}");
    for (Entry<String, String> member : members.entrySet()) {
      object.add("\"" + member.getKey() + "\":" + member.getValue());
    }
    return object.toString();
  }
}
