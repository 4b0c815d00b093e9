package io.github.jsonlpreflight.sandbox;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads schemas of either kind. */
final class RecordSchemas {
  private RecordSchemas() {}

  /**
   * Reads a schema; one with a {@code fields} or {@code strict} member, or an empty one, is a
   * dataset schema, any other a JSON Schema, as {@code true} is.
   *
   * @throws IllegalArgumentException if it is not valid
   */
  static RecordSchema read(JsonNode source, int maxCodePoints) {
    if (source.isBoolean()) {
      return JsonSchema.read(source);
    }
    if (!(source instanceof ObjectNode schema)) {
      throw new IllegalArgumentException("The schema must be an object.");
    }
    boolean isDatasetSchema = schema.isEmpty() || schema.has("fields") || schema.has("strict");
    return isDatasetSchema ? DatasetSchema.read(schema, maxCodePoints) : JsonSchema.read(schema);
  }
}
