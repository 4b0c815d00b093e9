package io.github.jsonlpreflight.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The service's own kind of schema: {@code {"strict": …, "fields": {…}}}. */
final class DatasetSchema implements RecordSchema {
  private static final int MAX_FIELDS = 200;
  private static final int MAX_NAME_LENGTH = 128;
  private static final int MAX_LABEL_LENGTH = 255;
  private static final Set<String> MEMBERS = Set.of("strict", "fields");
  private static final Set<String> FIELD_MEMBERS = Set.of("type", "label");

  private final ObjectNode source;
  private final boolean strict;
  private final Map<String, FieldType> fields;
  private final @Nullable String taskGroupField;
  private final int maxCodePoints;

  private DatasetSchema(
      ObjectNode source, boolean strict, Map<String, FieldType> fields, int maxCodePoints) {
    this.source = source;
    this.strict = strict;
    this.fields = fields;
    this.maxCodePoints = maxCodePoints;
    this.taskGroupField =
        fields.entrySet().stream()
            .filter(field -> field.getValue() == FieldType.TASK_GROUP_ID)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(null);
  }

  /**
   * Reads a schema.
   *
   * @throws IllegalArgumentException if it breaks one of the service's rules, saying which
   */
  static DatasetSchema read(ObjectNode source, int maxCodePoints) {
    refuseUnknown(source, MEMBERS, "The schema");
    JsonNode strict = source.path("strict");
    check(strict.isBoolean() || strict.isMissingNode(), "strict must be true or false.");
    JsonNode fields = source.path("fields");
    check(fields.isObject(), "The schema must have an object named fields.");
    check(
        !fields.isEmpty() && fields.size() <= MAX_FIELDS,
        String.format(
            Locale.ROOT, "A schema has 1 to %d fields, this one %d.", MAX_FIELDS, fields.size()));
    var types = new LinkedHashMap<String, FieldType>();
    fields.forEachEntry((name, definition) -> types.put(name, readField(name, definition)));
    long groups = types.values().stream().filter(FieldType.TASK_GROUP_ID::equals).count();
    check(groups <= 1, "At most one field may be of type task_group_id, these are " + groups + ".");
    return new DatasetSchema(source, strict.asBoolean(false), types, maxCodePoints);
  }

  private static FieldType readField(String name, JsonNode definition) {
    check(
        !name.isEmpty() && length(name) <= MAX_NAME_LENGTH,
        String.format(
            Locale.ROOT,
            "A field's name has 1 to %d characters, one here has %d.",
            MAX_NAME_LENGTH,
            length(name)));
    check(definition.isObject(), "The definition of field '" + name + "' must be an object.");
    refuseUnknown(definition, FIELD_MEMBERS, "Field '" + name + "'");
    JsonNode label = definition.path("label");
    check(
        label.isMissingNode()
            || (label.isString() && length(label.stringValue()) <= MAX_LABEL_LENGTH),
        String.format(
            Locale.ROOT,
            "The label of field '%s' must be a string of up to %d characters.",
            name,
            MAX_LABEL_LENGTH));
    JsonNode type = definition.path("type");
    FieldType known = type.isString() ? FieldType.of(type.stringValue()) : null;
    if (known == null) {
      throw new IllegalArgumentException("Field '" + name + "' has no known type: " + type + ".");
    }
    return known;
  }

  private static void refuseUnknown(JsonNode object, Set<String> known, String what) {
    for (String member : object.propertyNames()) {
      check(known.contains(member), what + " has an unknown member '" + member + "'.");
    }
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  @Override
  public JsonNode source() {
    return source;
  }

  @Override
  public List<Fault> judge(JsonNode record) {
    var faults = new ArrayList<Fault>();
    fields.forEach(
        (name, type) -> {
          JsonNode value = record.get(name);
          String reason =
              value == null
                  ? (strict ? "Record missing required field: " + name : null)
                  : type.reject(value, maxCodePoints);
          if (reason != null) {
            faults.add(new Fault(name, reason));
          }
        });
    return faults;
  }

  @Override
  public @Nullable String taskGroupField() {
    return taskGroupField;
  }
}
