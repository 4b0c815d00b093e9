package io.github.jsonlpreflight.cli.validation;

import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.validator.Violation;
import tools.jackson.core.JsonGenerator;

/** Writes a finding's members, the same in every output of JSON. */
final class FindingJson {
  private FindingJson() {}

  static void write(
      JsonGenerator json, JsonlRecord record, Violation violation, ShownReasons reasons) {
    json.writeNumberProperty("line", record.lineNumber());
    json.writeNumberProperty("record_index", record.recordIndex());
    json.writeNumberProperty("byte_offset", record.place().byteOffset());
    json.writeStringProperty("field", violation.field());
    json.writeStringProperty("reason", reasons.of(violation));
    json.writeStringProperty("keyword", violation.keyword());
    json.writeStringProperty("instance_location", violation.instanceLocation());
    json.writeStringProperty("schema_location", violation.schemaLocation());
  }
}
