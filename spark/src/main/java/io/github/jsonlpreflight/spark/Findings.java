package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.validator.Violation;
import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * How findings stand in files: an object a line, as {@code validate --format jsonl} prints them.
 */
final class Findings {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .rootValueSeparator("") // lines end where they are written
          .build();

  private Findings() {}

  static JsonGenerator generator(OutputStream out) {
    return JSON.createGenerator(ObjectWriteContext.empty(), out);
  }

  static void write(
      JsonGenerator json, String file, JsonlRecord record, Violation violation, String reason) {
    json.writeStartObject();
    json.writeStringProperty("file", file);
    json.writeNumberProperty("line", record.lineNumber());
    json.writeNumberProperty("record_index", record.recordIndex());
    json.writeNumberProperty("byte_offset", record.place().byteOffset());
    json.writeStringProperty("field", violation.field());
    json.writeStringProperty("reason", reason);
    json.writeStringProperty("keyword", violation.keyword());
    json.writeStringProperty("instance_location", violation.instanceLocation());
    json.writeStringProperty("schema_location", violation.schemaLocation());
    json.writeEndObject();
    json.writeRaw('\n');
  }

  /** Writes a line's object where all findings are of one file, which is not said again. */
  static void copyWithoutFile(String line, JsonGenerator json) {
    try (JsonParser finding = JSON.createParser(ObjectReadContext.empty(), line)) {
      finding.nextToken();
      json.writeStartObject();
      while (finding.nextToken() != JsonToken.END_OBJECT) {
        String name = finding.currentName();
        finding.nextToken();
        if (!name.equals("file")) {
          json.writeName(name);
          json.copyCurrentEvent(finding);
        }
      }
      json.writeEndObject();
    }
  }
}
