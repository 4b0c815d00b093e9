package io.github.jsonlpreflight.cli.report;

import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.Messages;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Looks values up in a record, in one pass over its bytes. */
public final class RecordValues {
  /** A longer record is left alone: a value is held as text, and memory is to stay flat. */
  public static final int MAX_RECORD_BYTES = 1 << 20;

  public static final int MAX_SHOWN_CODE_POINTS = 80;

  private static final JsonFactory JSON = JsonFactory.builder().build();

  private final Map<String, Value> found = new HashMap<>();

  private RecordValues() {}

  /**
   * A value.
   *
   * @param shown the value as JSON, shortened and printable
   * @param codePoints the length of a string; -1 if it is none
   */
  record Value(String shown, int codePoints) {}

  /**
   * Returns the values at these JSON Pointers. Those that are not there, or stand behind what is no
   * JSON, are left out.
   */
  static Map<String, Value> at(Collection<String> pointers, JsonlRecord record) {
    RecordValues values = new RecordValues();
    Map<String, JsonPointer> wanted = new HashMap<>();
    for (String pointer : pointers) {
      if (pointer.startsWith("/")) {
        wanted.put(pointer, JsonPointer.compile(pointer));
      }
    }
    if (!wanted.isEmpty() && record.isHeld() && record.length() <= MAX_RECORD_BYTES) {
      values.read(wanted, record);
    }
    return values.found;
  }

  private void read(Map<String, JsonPointer> wanted, JsonlRecord record) {
    try (JsonParser json =
        JSON.createParser(
            ObjectReadContext.empty(), record.array(), record.start(), (int) record.length())) {
      json.nextToken();
      walk(wanted, json);
    } catch (JacksonException e) {
      // What is wrong with the record was said already; what stands before it has been found.
    }
  }

  /** Reads the value that the parser is at; the pointers lead on from there. */
  private void walk(Map<String, JsonPointer> wanted, JsonParser json) {
    wanted.forEach(
        (pointer, rest) -> {
          if (rest.matches()) {
            found.put(pointer, value(json));
          }
        });
    if (json.currentToken() == JsonToken.START_OBJECT) {
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        String property = name;
        step(wanted, rest -> rest.matchProperty(property), json);
      }
    } else if (json.currentToken() == JsonToken.START_ARRAY) {
      for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
        int index = i;
        step(wanted, rest -> rest.matchElement(index), json);
      }
    }
  }

  private interface Step {
    @org.jspecify.annotations.Nullable
    JsonPointer into(JsonPointer rest);
  }

  private void step(Map<String, JsonPointer> wanted, Step step, JsonParser json) {
    Map<String, JsonPointer> inside = new HashMap<>();
    wanted.forEach(
        (pointer, rest) -> {
          JsonPointer next = step.into(rest);
          if (next != null) {
            inside.put(pointer, next);
          }
        });
    if (inside.isEmpty()) {
      json.skipChildren();
    } else {
      walk(inside, json);
    }
  }

  private static Value value(JsonParser json) {
    return switch (json.currentToken()) {
      case VALUE_STRING -> string(json.getString());
      case START_OBJECT -> new Value("{…}", -1);
      case START_ARRAY -> new Value("[…]", -1);
      default -> new Value(Messages.printable(json.getString(), MAX_SHOWN_CODE_POINTS), -1);
    };
  }

  private static Value string(String text) {
    int length = text.codePointCount(0, text.length());
    String shown = '"' + Messages.printable(text, MAX_SHOWN_CODE_POINTS) + '"';
    return new Value(
        length > MAX_SHOWN_CODE_POINTS
            ? String.format(Locale.ROOT, "%s (%,d code points)", shown, length)
            : shown,
        length);
  }
}
