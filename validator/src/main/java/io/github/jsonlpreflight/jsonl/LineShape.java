package io.github.jsonlpreflight.jsonl;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** What a line looks like to somebody who wonders whether the file is JSON Lines at all. */
enum LineShape {
  ONE_VALUE,
  ONE_ARRAY_OF_OBJECTS,
  SEVERAL_VALUES,
  VALUE_AND_COMMA,
  BROKEN;

  private static final JsonFactory JSON = JsonFactory.builder().build();

  /** What people write by hand: comments, names without quotes, single quotes. */
  private static final JsonFactory JSON5 =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_YAML_COMMENTS)
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
          .build();

  /** Over many lines a comma behind the last member is usual too. */
  private static final JsonFactory JSON5_WITH_COMMAS =
      JSON5.rebuild().enable(JsonReadFeature.ALLOW_TRAILING_COMMA).build();

  /** Returns the shape of the line {@code [from, to)}. */
  static LineShape of(byte[] bytes, int from, int to) {
    if (hasNul(bytes, from, to)) {
      return BROKEN; // no JSON, and Jackson would take zeros for UTF-16 and lose its place
    }
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes, from, to - from)) {
      boolean arrayOfObjects = beginsWithArrayOfObjects(parser);
      skipToEndOfRoot(parser);
      int end = from + (int) parser.currentLocation().getByteOffset();
      if (ByteScan.isBlank(bytes, end, to)) {
        return arrayOfObjects ? ONE_ARRAY_OF_OBJECTS : ONE_VALUE;
      }
      return isCommaOnly(bytes, end, to) ? VALUE_AND_COMMA : severalOrBroken(parser);
    } catch (JacksonException | NumberFormatException e) {
      return BROKEN;
    }
  }

  /** Tells whether a line is an object if comments and other ways to quote were allowed. */
  static boolean isJson5Object(byte[] bytes, int from, int to) {
    if (hasNul(bytes, from, to)) {
      return false;
    }
    try (JsonParser parser =
        JSON5.createParser(ObjectReadContext.empty(), bytes, from, to - from)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      skipToEndOfRoot(parser);
      return parser.nextToken() == null;
    } catch (JacksonException | NumberFormatException e) {
      return false;
    }
  }

  private static boolean hasNul(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCommaOnly(byte[] bytes, int from, int to) {
    int at = from;
    while (ByteScan.isBlank(bytes, at, at + 1)) {
      at++;
    }
    return bytes[at] == ',' && ByteScan.isBlank(bytes, at + 1, to);
  }

  /** Reads on behind a first value: a line may hold thousands, so nothing recurses here. */
  private static LineShape severalOrBroken(JsonParser parser) {
    while (parser.nextToken() != null) {
      // What is no JSON throws.
    }
    return SEVERAL_VALUES;
  }

  /**
   * Tells whether the first value goes over a line's end, without a fault as far as it can be seen.
   *
   * @param whole whether the sample is all there is, so that a value must end in it
   */
  static boolean spansLines(byte[] sample, boolean whole) {
    return spansLines(JSON, sample, whole);
  }

  /** Tells the same of a value in JSON5. */
  static boolean spansLinesAsJson5(byte[] sample, boolean whole) {
    return spansLines(JSON5_WITH_COMMAS, sample, whole);
  }

  private static boolean spansLines(JsonFactory json, byte[] sample, boolean whole) {
    // No token holds a newline: the end of a line is a cut that leaves all tokens whole.
    int to = whole ? sample.length : ByteScan.lastIndexOfNewline(sample, 0, sample.length) + 1;
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), sample, 0, to)) {
      parser.nextToken();
      skipToEndOfRoot(parser);
      return parser.currentLocation().getLineNr() > 1;
    } catch (JacksonException e) {
      return !whole && isAt(e, to) && e.getLocation().getLineNr() > 2;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Jackson has several exceptions for a text that is cut off, by what stands before the cut. */
  private static boolean isAt(JacksonException e, int offset) {
    return e.getLocation() != null && e.getLocation().getByteOffset() == offset;
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
