package io.github.jsonlpreflight.validator;

import com.networknt.schema.Error;
import java.util.Locale;
import java.util.Map.Entry;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The rules of a dataset's schema: what its translation to JSON Schema finds, in the service's
 * words, and the policies for what the service leaves open.
 */
final class DatasetRules {

  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://");

  private final DatasetSchema schema;
  private final OptionalInt maxValueLength;

  DatasetRules(DatasetSchema schema, Policies policies) {
    this.schema = schema;
    this.maxValueLength = policies.maxValueLength();
  }

  /** Turns what the translation has found into a violation of the dataset's schema. */
  Violation violation(Error error, JsonNode record) {
    String location = error.getInstanceLocation().toString();
    if (location.isEmpty() && error.getKeyword().equals("required")) {
      String field = error.getProperty();
      return new Violation(
          field,
          "Record missing required field: " + Reasons.shown(field),
          "required",
          "",
          "#/strict");
    }
    if (location.isEmpty()) {
      return new Violation(
          null, "Record is not a JSON object: it is " + Reasons.nameOf(record), "type", "", "");
    }
    String field = (String) error.getInstanceLocation().getElement(0);
    JsonNode value = record.path(field);
    String reason =
        value.isString()
            ? "Value is not a valid URL: it needs a scheme and a host, like https://example.com/a"
            : "Value is not a valid URL: it is " + Reasons.nameOf(value);
    return new Violation(
        field, reason, "url", location, "#" + SchemaProblems.pointer("fields", field, "type"));
  }

  /** Asks the policies about each top-level field of a record that is an object. */
  void checkPolicies(JsonNode record, Findings findings) {
    for (Entry<String, JsonNode> member : record.properties()) {
      checkPolicies(member.getKey(), member.getValue(), findings);
    }
  }

  /** Asks the policies about one top-level field. */
  void checkPolicies(String field, JsonNode value, Findings findings) {
    FieldType type = schema.fields().get(field);
    if (type == null) {
      findings.policy(
          Policy.UNKNOWN_FIELD,
          field,
          SchemaProblems.pointer(field),
          "Field is not in the schema: " + Reasons.shown(field));
    } else {
      checkField(field, type, value, findings);
    }
  }

  private void checkField(String field, FieldType type, JsonNode value, Findings findings) {
    String place = SchemaProblems.pointer(field);
    if (value.isNull()) {
      findings.policy(Policy.NULL_VALUE, field, place, "Value is null");
    } else if (value.isString()) {
      checkText(field, place, value.stringValue(), findings);
      if (type.isAddress()) {
        checkAddress(field, place, type, value.stringValue(), findings);
      }
    } else if (!type.isAddress()) {
      Policy policy = value.isContainer() ? Policy.NESTED_VALUE : Policy.TEXT_TYPE;
      findings.policy(
          policy, field, place, "Value is not a string: it is " + Reasons.nameOf(value));
    }
  }

  private void checkText(String field, String place, String text, Findings findings) {
    if (schema.strict() && DatasetSchema.isBlank(text)) {
      findings.policy(Policy.BLANK_VALUE, field, place, "Value is blank");
    }
    if (maxValueLength.isPresent() && text.length() > maxValueLength.getAsInt()) {
      int length = text.codePointCount(0, text.length());
      if (length > maxValueLength.getAsInt()) {
        findings.policy(
            Policy.MAX_VALUE_LENGTH,
            field,
            place,
            "Value exceeds maximum length: "
                + length
                + " code points, limit "
                + maxValueLength.getAsInt());
      }
    }
  }

  /** What is no address at all is the translation's affair; here it is about which kind it is. */
  private static void checkAddress(
      String field, String place, FieldType type, String address, Findings findings) {
    Matcher start = SCHEME.matcher(address);
    if (!start.lookingAt()) {
      return;
    }
    String scheme = start.group(1).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      findings.policy(
          Policy.URL_SCHEME,
          field,
          place,
          "URL is neither http nor https: " + Reasons.shown(scheme));
    }
    if (!type.allowsEnding(pathOf(address, start.end()))) {
      findings.policy(
          Policy.MEDIA_EXTENSION,
          field,
          place,
          "URL of type "
              + type.id()
              + " does not end in one of "
              + String.join(", ", type.endings()));
    }
  }

  /** Tells whether a text is an address of a type to which nobody objects. */
  static boolean isWebAddress(FieldType type, String text) {
    Matcher start = SCHEME.matcher(text);
    return start.lookingAt()
        && (start.group(1).equalsIgnoreCase("http") || start.group(1).equalsIgnoreCase("https"))
        && DatasetSchema.isAddress(text)
        && type.allowsEnding(pathOf(text, start.end()));
  }

  private static String pathOf(String address, int from) {
    int end = address.length();
    for (int i = from; i < end; i++) {
      if (address.charAt(i) == '?' || address.charAt(i) == '#') {
        end = i;
      }
    }
    int slash = address.indexOf('/', from);
    return slash < 0 || slash > end ? "" : address.substring(slash, end);
  }
}
