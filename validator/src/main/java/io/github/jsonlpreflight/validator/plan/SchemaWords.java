package io.github.jsonlpreflight.validator.plan;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The words of one schema object that check something. Each is taken once, so that it is known
 * which were not; and where one has a value that it should not have, none of them is known.
 */
final class SchemaWords {
  /** Words that say nothing about a value in any draft, or not to the authority as it is set up. */
  private static final Set<String> ANNOTATIONS =
      Set.of(
          "$comment",
          "$defs",
          "definitions",
          "title",
          "description",
          "default",
          "examples",
          "deprecated",
          "readOnly",
          "writeOnly",
          "$anchor");

  /**
   * Names by which other parts are found. One inside of the document is either an anchor or makes
   * all of it unknown.
   */
  private static final Set<String> IDENTIFIERS = Set.of("$id", "id");

  /** Only at the root: elsewhere it may change the draft. */
  private static final String DRAFT = "$schema";

  private final String place;
  private final Map<String, JsonNode> unread = new LinkedHashMap<>();
  private boolean failed;

  /**
   * Finds the words.
   *
   * @param place the object's JSON Pointer
   * @param keywords the words of the schema's draft; any other word checks nothing
   */
  SchemaWords(JsonNode schema, String place, Set<String> keywords) {
    this.place = place;
    for (Entry<String, JsonNode> member : schema.properties()) {
      String word = member.getKey();
      if (keywords.contains(word) && !ANNOTATIONS.contains(word) && !IDENTIFIERS.contains(word)) {
        unread.put(word, member.getValue());
      }
    }
    if (place.isEmpty()) {
      unread.remove(DRAFT);
    }
  }

  /** Returns the JSON Pointer of the object. */
  String place() {
    return place;
  }

  /** Returns the JSON Pointer of a word. */
  String place(String word) {
    return place + "/" + word;
  }

  /** Returns how many words were not taken. */
  int unread() {
    return unread.size();
  }

  @Nullable String firstUnread() {
    return unread.isEmpty() ? null : unread.keySet().iterator().next();
  }

  /** Tells whether a word has a value that is not known. */
  boolean hasFailed() {
    return failed;
  }

  void fail() {
    failed = true;
  }

  /** Returns a word's value without taking it, or null. */
  @Nullable JsonNode peek(String word) {
    return unread.get(word);
  }

  /** Takes a word; returns its value, or null if it is not there. */
  @Nullable JsonNode take(String word) {
    return unread.remove(word);
  }

  int takeCount(String word, int otherwise) {
    JsonNode count = take(word);
    if (count == null) {
      return otherwise;
    }
    if (!count.isInt() || count.intValue() < 0) {
      fail();
      return otherwise;
    }
    return count.intValue();
  }

  @Nullable BigDecimal takeNumber(String word) {
    JsonNode number = take(word);
    if (number == null) {
      return null;
    }
    if (!number.isNumber()) {
      fail();
      return null;
    }
    return number.decimalValue();
  }

  /** Takes a bound that is no number but says something about one, as in draft 4. */
  boolean takeFlag(String word) {
    JsonNode flag = peek(word);
    if (flag == null || !flag.isBoolean()) {
      return false;
    }
    take(word);
    return flag.booleanValue();
  }

  /** Takes the types that a value may have, as {@link TypeNode} counts them. */
  int takeTypes() {
    JsonNode type = take("type");
    if (type == null) {
      return TypeNode.EVERY_TYPE;
    }
    if (!type.isArray()) {
      return type(type.asString(""));
    }
    int types = 0;
    for (JsonNode one : type) {
      types |= type(one.asString(""));
    }
    return types;
  }

  private int type(String name) {
    return switch (name) {
      case "null" -> TypeNode.NULL;
      case "boolean" -> TypeNode.BOOLEAN;
      case "string" -> TypeNode.STRING;
      case "integer" -> TypeNode.INTEGER;
      case "number" -> TypeNode.NUMBER;
      case "object" -> TypeNode.OBJECT;
      case "array" -> TypeNode.ARRAY;
      default -> {
        fail();
        yield 0;
      }
    };
  }
}
