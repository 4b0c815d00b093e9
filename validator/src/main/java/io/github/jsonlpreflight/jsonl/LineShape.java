package io.github.jsonlpreflight.jsonl;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/** What a line looks like to somebody who wonders whether the file is JSON Lines at all. */
enum LineShape {
  ONE_VALUE,
  ONE_ARRAY_OF_OBJECTS,
  SEVERAL_VALUES,
  VALUE_AND_COMMA,
  BROKEN;

  private static final JsonFactory JSON = JsonFactory.builder().build();

  /** Returns the shape of the line {@code [from, to)}. */
  static LineShape of(byte[] bytes, int from, int to) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes, from, to - from)) {
      boolean arrayOfObjects = beginsWithArrayOfObjects(parser);
      skipToEndOfRoot(parser);
      int end = from + (int) parser.currentLocation().getByteOffset();
      if (ByteScan.isBlank(bytes, end, to)) {
        return arrayOfObjects ? ONE_ARRAY_OF_OBJECTS : ONE_VALUE;
      }
      return afterValue(bytes, end, to);
    } catch (JacksonException | NumberFormatException e) {
      return BROKEN;
    }
  }

  private static LineShape afterValue(byte[] bytes, int from, int to) {
    int at = from;
    while (ByteScan.isBlank(bytes, at, at + 1)) {
      at++;
    }
    if (bytes[at] == ',') {
      return ByteScan.isBlank(bytes, at + 1, to) ? VALUE_AND_COMMA : BROKEN;
    }
    LineShape rest = of(bytes, at, to);
    return rest == BROKEN || rest == VALUE_AND_COMMA ? BROKEN : SEVERAL_VALUES;
  }

  /**
   * Tells whether the first value goes over a line's end, without a fault as far as it can be seen.
   *
   * @param whole whether the sample is all there is, so that a value must end in it
   */
  static boolean spansLines(byte[] sample, boolean whole) {
    try (JsonParser parser =
        JSON.createParser(ObjectReadContext.empty(), sample, 0, sample.length)) {
      parser.nextToken();
      skipToEndOfRoot(parser);
      return parser.currentLocation().getLineNr() > 1;
    } catch (UnexpectedEndOfInputException e) {
      return !whole && e.getLocation().getLineNr() > 2;
    } catch (JacksonException | NumberFormatException e) {
      return false;
    }
  }

  /** Tells whether the sample begins with an array whose first element is an object. */
  static boolean beginsWithArrayOfObjects(byte[] sample) {
    try (JsonParser parser =
        JSON.createParser(ObjectReadContext.empty(), sample, 0, sample.length)) {
      return beginsWithArrayOfObjects(parser);
    } catch (JacksonException e) {
      return false;
    }
  }

  private static boolean beginsWithArrayOfObjects(JsonParser parser) {
    return parser.nextToken() == JsonToken.START_ARRAY
        && parser.nextToken() == JsonToken.START_OBJECT;
  }

  /** Goes on from inside the root value, or from a scalar one, to its end. */
  private static void skipToEndOfRoot(JsonParser parser) {
    while (!parser.streamReadContext().inRoot()) {
      if (parser.nextToken() == null) {
        return;
      }
    }
    if (parser.currentToken() != null && parser.currentToken().isScalarValue()) {
      parser.getString(); // the rest of a string is read only when it is asked for
    }
  }
}
