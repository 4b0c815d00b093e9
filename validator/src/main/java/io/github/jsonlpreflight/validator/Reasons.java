package io.github.jsonlpreflight.validator;

import com.networknt.schema.Error;
import io.github.jsonlpreflight.jsonl.Messages;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Says what a schema's keyword has found, in words that read like the service's own. */
final class Reasons {
  private static final int MAX_CODE_POINTS = 300;

  private Reasons() {}

  static String of(Error error) {
    Object[] arguments = error.getArguments();
    JsonNode value = error.getInstanceNode();
    String reason =
        switch (error.getKeyword()) {
          case "required" -> missing(error);
          case "maxLength" ->
              "Value exceeds maximum length: " + codePoints(value) + limit(arguments, 0);
          case "minLength" ->
              "Value is shorter than minimum length: " + codePoints(value) + limit(arguments, 0);
          case "maximum" -> "Value exceeds maximum" + number(value) + limit(arguments, 0);
          case "minimum" -> "Value is below minimum" + number(value) + limit(arguments, 0);
          case "exclusiveMaximum" ->
              "Value is not below exclusive maximum" + number(value) + limit(arguments, 0);
          case "exclusiveMinimum" ->
              "Value is not above exclusive minimum" + number(value) + limit(arguments, 0);
          case "type" ->
              "Value is not a valid " + argument(arguments, 1) + ": it is " + nameOf(value);
          case "additionalProperties", "unevaluatedProperties" ->
              "Field is not allowed by the schema: " + error.getProperty();
          case "format" -> format(arguments);
          case "pattern" -> "Value does not match the pattern " + argument(arguments, 0);
          case "enum" -> "Value is not one of " + argument(arguments, 0);
          case "false" -> "Value is not allowed by the schema";
          case "const" -> "Value is not " + argument(arguments, 0);
          default -> sentence(withoutPlace(error.getMessage()));
        };
    return Messages.printable(reason, MAX_CODE_POINTS);
  }

  private static String missing(Error error) {
    String where = error.getInstanceLocation().toString();
    return "Record missing required field: "
        + error.getProperty()
        + (where.isEmpty() ? "" : " (in " + where + ")");
  }

  private static String format(Object[] arguments) {
    String format = argument(arguments, 0);
    return switch (format) {
      case "uri", "iri" -> "Value is not a valid URL (format " + format + ")";
      default -> "Value is not a valid " + format;
    };
  }

  private static String codePoints(@Nullable JsonNode value) {
    String text = value == null ? "" : value.asString("");
    return text.codePointCount(0, text.length()) + " code points";
  }

  private static String number(@Nullable JsonNode value) {
    return value == null ? "" : ": " + value.asString();
  }

  private static String limit(Object[] arguments, int i) {
    return ", limit " + argument(arguments, i);
  }

  private static String argument(Object[] arguments, int i) {
    return arguments != null && arguments.length > i ? String.valueOf(arguments[i]) : "?";
  }

  static String nameOf(@Nullable JsonNode value) {
    if (value == null) {
      return "missing";
    }
    return switch (value.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case STRING -> "a string";
      case NUMBER -> "a number";
      case BOOLEAN -> "a boolean";
      case NULL -> "null";
      case BINARY, MISSING, POJO -> "no JSON value";
    };
  }

  /** Returns networknt's message without the place before it, which is a field of its own here. */
  static String withoutPlace(String message) {
    int colon = message.indexOf(": ");
    boolean place =
        colon >= 0 && (colon == 0 || message.charAt(0) == '/' || message.charAt(0) == '$');
    return place ? message.substring(colon + 2) : message;
  }

  private static String sentence(String text) {
    return "Value " + text;
  }
}
