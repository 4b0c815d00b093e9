package io.github.jsonlpreflight.cli.validation;

import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.validator.Policy;
import io.github.jsonlpreflight.validator.Violation;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Finds the bytes of a record that a violation is about. */
final class FaultFinder {
  /** A longer record is not read once more for an excerpt. */
  static final int MAX_RECORD_BYTES = 1 << 20;

  private static final JsonFactory JSON = JsonFactory.builder().build();

  /** How reasons name a byte of a record, where it is no JSON. */
  private static final Pattern BYTE = Pattern.compile("\\bbyte (\\d+) of the record");

  /** Rules about a field as such, not about its value: its name is pointed at. */
  private static final Set<String> ABOUT_NAMES =
      Set.of(
          "additionalProperties",
          "unevaluatedProperties",
          "propertyNames",
          Policy.UNKNOWN_FIELD.id(),
          Policy.DUPLICATE_KEY.id());

  /**
   * Bytes in the record's array.
   *
   * @param from the first one
   * @param to the one behind the last
   */
  record Range(int from, int to) {}

  private FaultFinder() {}

  /** Returns what to point at, or null where that is the whole record or cannot be told. */
  static @Nullable Range find(JsonlRecord record, Violation violation) {
    if (!record.isHeld() || record.length() > MAX_RECORD_BYTES) {
      return null;
    }
    Matcher named = BYTE.matcher(violation.reason());
    if (named.find()) {
      int at = record.start() + Integer.parseInt(named.group(1));
      // A record that ends too early is at fault where it ends.
      return at >= record.start() && at <= record.end() ? new Range(at, at + 1) : null;
    }
    boolean isName = ABOUT_NAMES.contains(violation.keyword());
    String pointer = violation.instanceLocation();
    String field = violation.field();
    if (isName && field != null && pointer.isEmpty()) {
      pointer = "/" + field.replace("~", "~0").replace("/", "~1");
    }
    return pointer.isEmpty() ? null : find(record, JsonPointer.compile(pointer), violation, isName);
  }

  private static @Nullable Range find(
      JsonlRecord record, JsonPointer pointer, Violation violation, boolean isName) {
    // The second of two equal names is the one that was reported.
    int toPass = violation.keyword().equals(Policy.DUPLICATE_KEY.id()) ? 1 : 0;
    try (JsonParser parser =
        JSON.createParser(
            ObjectReadContext.empty(),
            record.array(),
            record.start(),
            record.end() - record.start())) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        boolean isCandidate = isName == (token == JsonToken.PROPERTY_NAME) && !token.isStructEnd();
        if (isCandidate && pointer.equals(placeOf(parser, token)) && toPass-- == 0) {
          return rangeOf(parser, token, record);
        }
      }
    } catch (JacksonException e) {
      return null; // it was read before, or is no JSON and has no such place
    }
    return null;
  }

  private static JsonPointer placeOf(JsonParser parser, JsonToken token) {
    // Inside a container's context already, its start is at the place of that context's parent.
    return token.isStructStart()
        ? parser.streamReadContext().getParent().pathAsPointer()
        : parser.streamReadContext().pathAsPointer();
  }

  private static @Nullable Range rangeOf(JsonParser parser, JsonToken token, JsonlRecord record) {
    int from = record.start() + (int) parser.currentTokenLocation().getByteOffset();
    if (token.isStructStart()) {
      parser.skipChildren();
    } else if (token == JsonToken.PROPERTY_NAME) {
      return new Range(from, endOfName(record.array(), from, record.end()));
    } else {
      parser.finishToken();
    }
    return new Range(from, record.start() + (int) parser.currentLocation().getByteOffset());
  }

  /** The parser has read on behind a name, up to its value. */
  private static int endOfName(byte[] bytes, int from, int to) {
    int at = from + 1;
    while (at < to && bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return Math.min(to, at + 1);
  }
}
