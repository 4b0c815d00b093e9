package io.github.jsonlpreflight.cli.profile;

import io.github.jsonlpreflight.cli.console.JsonOutput;
import io.github.jsonlpreflight.cli.options.OptionNames;
import io.github.jsonlpreflight.profiler.FieldProfile;
import io.github.jsonlpreflight.profiler.Lengths;
import io.github.jsonlpreflight.profiler.Profile;
import io.github.jsonlpreflight.profiler.SuggestedSchema;
import io.github.jsonlpreflight.profiler.UnreadRecord;
import io.github.jsonlpreflight.validator.Note;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** A profile for programs: one document. */
public final class ProfileJson {
  private final JsonGenerator json;

  private ProfileJson(JsonGenerator json) {
    this.json = json;
  }

  public static void print(ShownProfile shown, PrintWriter out) {
    try (JsonGenerator json = JsonOutput.to(out)) {
      new ProfileJson(json).document(shown);
      json.writeRaw('\n');
    }
    out.flush();
  }

  private void document(ShownProfile shown) {
    Profile profile = shown.profile();
    json.writeStartObject();
    files(shown);
    json.writeNumberProperty("records", profile.records());
    json.writeNumberProperty("objects", profile.objects());
    json.writeNumberProperty("blank_lines", profile.blankLines());
    json.writeNumberProperty("bytes", profile.bytes());
    counts("unread_by_keyword", profile.unreadByKeyword());
    json.writeArrayPropertyStart("unread");
    profile.unread().forEach(this::unread);
    json.writeEndArray();
    json.writeBooleanProperty("unread_truncated", profile.unread().size() < profile.unreadCount());
    counts("remarks", profile.remarks());
    json.writeArrayPropertyStart("fields");
    profile.fields().forEach(this::field);
    json.writeEndArray();
    json.writeNumberProperty("fields_beyond", profile.fieldsBeyond());
    suggestion(shown.suggestion().orElse(null));
    json.writeEndObject();
  }

  private void files(ShownProfile shown) {
    json.writeArrayPropertyStart("files");
    for (String file : shown.files()) {
      json.writeStartObject();
      json.writeStringProperty("file", file);
      json.writeName("notes");
      notes(
          shown.unusable().containsKey(file)
              ? List.of(
                  new Note(
                      shown.unusable().get(file).code().id(),
                      OptionNames.toFlags(String.valueOf(shown.unusable().get(file).getMessage()))))
              : List.of());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void notes(List<Note> notes) {
    json.writeStartArray();
    for (Note note : notes) {
      json.writeStartObject();
      json.writeStringProperty("code", note.code());
      json.writeStringProperty("message", OptionNames.toFlags(note.message()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void unread(UnreadRecord record) {
    json.writeStartObject();
    json.writeStringProperty("file", record.source());
    json.writeNumberProperty("line", record.lineNumber());
    json.writeStringProperty("keyword", record.keyword());
    json.writeStringProperty("reason", OptionNames.toFlags(record.reason()));
    json.writeEndObject();
  }

  private void counts(String name, Map<String, Long> counts) {
    json.writeObjectPropertyStart(name);
    counts.forEach(json::writeNumberProperty);
    json.writeEndObject();
  }

  private void field(FieldProfile field) {
    json.writeStartObject();
    json.writeStringProperty("path", field.path());
    json.writeStringProperty("name", field.name());
    json.writeNumberProperty("records", field.records());
    json.writeNumberProperty("values", field.values());
    json.writeObjectPropertyStart("types");
    field.types().forEach((type, n) -> json.writeNumberProperty(type.id(), n));
    json.writeEndObject();
    lengths(field.lengths());
    number("min", field.min());
    number("max", field.max());
    json.writeNumberProperty("distinct", field.distinct());
    json.writeObjectPropertyStart("forms");
    field.forms().forEach((form, n) -> json.writeNumberProperty(form.id(), n));
    json.writeEndObject();
    json.writeArrayPropertyStart("examples");
    field.examples().forEach(json::writeString);
    json.writeEndArray();
    json.writeEndObject();
  }

  private void lengths(@Nullable Lengths lengths) {
    if (lengths == null) {
      json.writeNullProperty("lengths");
      return;
    }
    json.writeObjectPropertyStart("lengths");
    json.writeNumberProperty("min", lengths.min());
    json.writeNumberProperty("median", lengths.median());
    json.writeNumberProperty("p95", lengths.p95());
    json.writeNumberProperty("p99", lengths.p99());
    json.writeNumberProperty("max", lengths.max());
    json.writeEndObject();
  }

  private void number(String name, @Nullable String number) {
    json.writeName(name);
    if (number == null) {
      json.writeNull();
    } else {
      json.writeNumber(number);
    }
  }

  private void suggestion(@Nullable SuggestedSchema suggestion) {
    json.writeName("suggested_schema");
    if (suggestion == null) {
      json.writeNull();
    } else {
      json.writeStartObject();
      json.writeBooleanProperty("strict", suggestion.strict());
      json.writeObjectPropertyStart("fields");
      suggestion
          .fields()
          .forEach(
              (name, type) -> {
                json.writeObjectPropertyStart(name);
                json.writeStringProperty("type", type.id());
                json.writeEndObject();
              });
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeName("notes");
    notes(suggestion == null ? List.of() : suggestion.notes());
  }
}
