package io.github.jsonlpreflight.chunker;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads objects, arrays and values from a parser that stands at them, and nothing but these. */
final class JsonTokens {
  private final JsonParser json;

  JsonTokens(JsonParser json) {
    this.json = json;
  }

  /** Reads one property, at whose value the parser stands. */
  @FunctionalInterface
  interface PropertyReader {
    void read(String name) throws IOException;
  }

  /** Reads one element of an array. */
  @FunctionalInterface
  interface ElementReader {
    void read() throws IOException;
  }

  /** What is there is not what should be. */
  static final class BrokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenException(String message) {
      super(message);
    }
  }

  /** Moves to the document's first token. */
  void begin() {
    json.nextToken();
  }

  /** Reads an object property by property. */
  void object(PropertyReader reader) throws IOException {
    require(JsonToken.START_OBJECT);
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      reader.read(name);
    }
  }

  /** Reads an array element by element. */
  void array(ElementReader reader) throws IOException {
    require(JsonToken.START_ARRAY);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == null) {
        throw new BrokenException("it ends too early");
      }
      reader.read();
    }
  }

  /** Reads an array of so many numbers. */
  long[] numbers(int count) {
    require(JsonToken.START_ARRAY);
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) {
      json.nextToken();
      numbers[i] = number();
    }
    json.nextToken();
    require(JsonToken.END_ARRAY);
    return numbers;
  }

  long number() {
    return json.getLongValue();
  }

  int integer() {
    return json.getIntValue();
  }

  boolean flag() {
    return json.getBooleanValue();
  }

  String string() {
    require(JsonToken.VALUE_STRING);
    return json.getString();
  }

  @Nullable String stringOrNull() {
    return json.currentToken() == JsonToken.VALUE_NULL ? null : string();
  }

  @Nullable Instant instantOrNull() {
    String text = stringOrNull();
    return text == null ? null : Instant.parse(text);
  }

  /** Passes over a value, whatever it is. */
  void skip() {
    json.skipChildren();
  }

  private void require(JsonToken expected) {
    if (json.currentToken() != expected) {
      throw new BrokenException("it has " + json.currentToken() + " in place of " + expected);
    }
  }
}
