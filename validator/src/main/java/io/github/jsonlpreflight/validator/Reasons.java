package io.github.jsonlpreflight.validator;

import com.networknt.schema.Error;
import io.github.jsonlpreflight.jsonl.Messages;
import java.math.BigDecimal;
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
          case "maximum" ->
              isLimit(value, arguments)
                  ? notBelow(value, arguments)
                  : "Value exceeds maximum" + number(value) + limit(arguments, 0);
          case "minimum" ->
              isLimit(value, arguments)
                  ? notAbove(value, arguments)
                  : "Value is below minimum" + number(value) + limit(arguments, 0);
          case "exclusiveMaximum" -> notBelow(value, arguments);
          case "exclusiveMinimum" -> notAbove(value, arguments);
          case "type" ->
              "Value is not a valid " + oneOf(argument(arguments, 1)) + ": it is " + nameOf(value);
          case "additionalProperties", "unevaluatedProperties" ->
              "Field is not allowed by the schema: " + shown(error.getProperty());
          case "format" -> format(arguments);
          case "pattern" -> "Value does not match the pattern " + argument(arguments, 0);
          case "enum" -> "Value is not one of " + argument(arguments, 0);
          case "false" -> "Value is not allowed by the schema";
          case "const" -> "Value is not " + argument(arguments, 0);
          default -> sentence(withoutPlace(error.getMessage()));
        };
    return Messages.printable(reason, MAX_CODE_POINTS);
  }

  /** Says what the meta-schema has found in a schema: behind a place, as what is wrong with it. */
  static String ofSchema(Error error) {
    String reason = of(error);
    String subject = "Value ";
    return reason.startsWith(subject) ? reason.substring(subject.length()) : reason;
  }

  private static String notBelow(@Nullable JsonNode value, Object[] arguments) {
    return "Value is not below exclusive maximum" + number(value) + limit(arguments, 0);
  }

  private static String notAbove(@Nullable JsonNode value, Object[] arguments) {
    return "Value is not above exclusive minimum" + number(value) + limit(arguments, 0);
  }

  /**
   * Draft 4 says in a keyword of its own, which makes no errors, that a limit is no allowed value.
   */
  private static boolean isLimit(@Nullable JsonNode value, Object[] arguments) {
    return value != null
        && value.isNumber()
        && value.decimalValue().compareTo(new BigDecimal(argument(arguments, 0))) == 0;
  }

  /** Makes networknt's "[string, null]" a "string or null". */
  private static String oneOf(String types) {
    return types.replaceAll("[\\[\\]]", "").replaceFirst(", (?=[^,]*$)", " or ");
  }

  /** Returns a field's name as messages show it: of bounded length, and one that is empty, too. */
  static String shown(String name) {
    return name.isEmpty() ? "\"\"" : Messages.printable(name, DatasetSchema.MAX_NAME_LENGTH);
  }

  private static String missing(Error error) {
    String where = error.getInstanceLocation().toString();
    return "Record missing required field: "
        + shown(error.getProperty())
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
    int count = text.codePointCount(0, text.length());
    return count + (count == 1 ? " code point" : " code points");
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
  private static String withoutPlace(String message) {
    int colon = message.indexOf(": ");
    boolean place =
        colon >= 0 && (colon == 0 || message.charAt(0) == '/' || message.charAt(0) == '$');
    return place ? message.substring(colon + 2) : message;
  }

  private static String sentence(String text) {
    return "Value " + text;
  }
}
