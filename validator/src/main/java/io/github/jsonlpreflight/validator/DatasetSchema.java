package io.github.jsonlpreflight.validator;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A dataset's schema, checked by the rules that the service documents.
 *
 * @param strict whether a record that lacks a field is rejected
 * @param fields the types of the fields by name, in the document's order
 */
record DatasetSchema(boolean strict, Map<String, FieldType> fields) {
  static final int MAX_FIELDS = 200;
  static final int MAX_NAME_LENGTH = 128;
  static final int MAX_LABEL_LENGTH = 255;

  /**
   * Unicode's white space, and nothing else; every list of it that is shorter is somebody's own.
   */
  private static final String BLANK = "[\\s\\x{85}\\p{Z}]*";

  private static final Pattern BLANK_PATTERN = Pattern.compile(BLANK);

  /**
   * What the translation says of an address: a scheme, and a host behind two slashes. A blank
   * string passes, as it does with the service's own tools; the policies speak about it.
   */
  private static final String ADDRESS_OR_BLANK =
      "^(?:"
          + BLANK
          + "|[A-Za-z][A-Za-z0-9+.-]*://"
          + "(?:[^/?#@\\s]*@)?"
          + "(?:\\[[0-9A-Fa-f:.]+\\]|[^/?#@:\\[\\]\\s]+)"
          + "(?::[0-9]*)?"
          + "(?:[/?#][^\\x00-\\x1f]*)?)$";

  /** The same in Java's terms, and without any white space that readers might differ about. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[A-Za-z][A-Za-z0-9+.-]*://"
              + "(?:[^/?#@\\s\\x{85}\\p{Z}\\x{feff}]*@)?"
              + "(?:\\[[0-9A-Fa-f:.]+\\]|[^/?#@:\\[\\]\\s\\x{85}\\p{Z}\\x{feff}]+)"
              + "(?::[0-9]*)?"
              + "(?:[/?#][^\\x00-\\x1f]*)?");

  DatasetSchema {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** Tells whether a text is empty or white space only, as the translation sees it. */
  static boolean isBlank(String text) {
    return BLANK_PATTERN.matcher(text).matches();
  }

  /** Tells whether a text is an address, as the translation sees it, and not blank. */
  static boolean isAddress(String text) {
    return ADDRESS.matcher(text).matches();
  }

  /** Checks a document and returns the schema that it holds. */
  static DatasetSchema parse(String name, JsonNode document) {
    SchemaProblems problems = new SchemaProblems(name);
    boolean strict = parseStrict(document, problems);
    Map<String, FieldType> fields = new LinkedHashMap<>();
    JsonNode members = document.path("fields");
    if (!members.isObject()) {
      problems.add("/fields", members.isMissingNode() ? "is missing" : "is not an object");
    } else if (members.isEmpty() || members.size() > MAX_FIELDS) {
      problems.add(
          "/fields", "has " + members.size() + " fields; it has 1 to " + MAX_FIELDS + " of them");
    }
    for (Entry<String, JsonNode> member : members.properties()) {
      FieldType type = parseField(member.getKey(), member.getValue(), problems);
      fields.put(member.getKey(), type);
    }
    long groups = fields.values().stream().filter(FieldType.TASK_GROUP_ID::equals).count();
    if (groups > 1) {
      problems.add("/fields", "has " + groups + " fields of type task_group_id; it has 1 at most");
    }
    for (String property : document.propertyNames()) {
      if (!property.equals("strict") && !property.equals("fields")) {
        problems.add(SchemaProblems.pointer(property), "is not known to dataset schemas");
      }
    }
    problems.throwIfAny();
    return new DatasetSchema(strict, fields);
  }

  private static boolean parseStrict(JsonNode document, SchemaProblems problems) {
    JsonNode strict = document.path("strict");
    if (!strict.isBoolean()) {
      problems.add("/strict", strict.isMissingNode() ? "is missing" : "is not true or false");
    }
    return strict.isBoolean() && strict.booleanValue();
  }

  private static FieldType parseField(String field, JsonNode definition, SchemaProblems problems) {
    String place = SchemaProblems.pointer("fields", field);
    int length = field.codePointCount(0, field.length());
    if (length < 1 || length > MAX_NAME_LENGTH) {
      problems.add(
          place, "has a name of " + length + " characters; it has 1 to " + MAX_NAME_LENGTH);
    }
    if (!definition.isObject()) {
      problems.add(place, "is not an object");
      return FieldType.TEXT;
    }
    for (String attribute : definition.propertyNames()) {
      if (!attribute.equals("type") && !attribute.equals("label")) {
        problems.add(
            SchemaProblems.pointer("fields", field, attribute),
            "is not known to field definitions, which have type and label only");
      }
    }
    checkLabel(place, definition.path("label"), problems);
    return parseType(place, definition.path("type"), problems);
  }

  private static void checkLabel(String place, JsonNode label, SchemaProblems problems) {
    if (label.isMissingNode()) {
      return;
    }
    if (!label.isString()) {
      problems.add(place + "/label", "is not a string");
      return;
    }
    int length = label.stringValue().codePointCount(0, label.stringValue().length());
    if (length > MAX_LABEL_LENGTH) {
      problems.add(
          place + "/label", "has " + length + " characters; it has at most " + MAX_LABEL_LENGTH);
    }
  }

  private static FieldType parseType(String place, JsonNode type, SchemaProblems problems) {
    if (!type.isString()) {
      problems.add(place + "/type", type.isMissingNode() ? "is missing" : "is not a string");
      return FieldType.TEXT;
    }
    return FieldType.byId(type.stringValue())
        .orElseGet(
            () -> {
              problems.add(
                  place + "/type",
                  "is \""
                      + type.stringValue()
                      + "\"; known are "
                      + FieldType.ids()
                      + ". If the service has a new type, this version of Preflight is too old");
              return FieldType.TEXT;
            });
  }

  /** Returns what JSON Schema 2020-12 can say of this schema; the policies stand beside it. */
  ObjectNode toJsonSchema() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    ObjectNode schema = json.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    fields.forEach(
        (name, type) -> {
          ObjectNode property = properties.putObject(name);
          if (type.isAddress()) {
            property.putArray("type").add("string").add("null");
            property.put("pattern", ADDRESS_OR_BLANK);
          }
        });
    if (strict) {
      ArrayNode required = schema.putArray("required");
      fields.keySet().forEach(required::add);
    }
    return schema;
  }
}
