package io.github.jsonlpreflight.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the records of a dataset are judged by. */
interface RecordSchema {

  /**
   * Something wrong with a record.
   *
   * @param field the field at fault, or null where the whole record is
   */
  record Fault(@Nullable String field, String reason) {}

  /** The schema as it was given. */
  JsonNode source();

  /** Returns what is wrong with a record; empty if it is accepted. */
  List<Fault> judge(JsonNode record);

  /** The field that groups records, or null if there is none. */
  default @Nullable String taskGroupField() {
    return null;
  }
}
