package io.github.jsonlpreflight.cli.validation;

import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.console.JsonOutput;
import io.github.jsonlpreflight.cli.files.InputFiles;
import io.github.jsonlpreflight.cli.options.OptionNames;
import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.validator.MoreFindings;
import io.github.jsonlpreflight.validator.Note;
import io.github.jsonlpreflight.validator.RecordVerdict;
import io.github.jsonlpreflight.validator.ValidationSummary;
import io.github.jsonlpreflight.validator.Violation;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JsonGenerator;

/**
 * Results in SARIF 2.1.0 (OASIS), for code scanning and editors: one run, a result for each finding
 * as it is found, and what is said of whole files as the run's notifications at its end.
 */
final class SarifValidationOutput implements ValidationOutput {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  /** What is said of a whole file. */
  private record Notification(String file, String level, String code, String text) {}

  private final PrintWriter out;
  private final JsonGenerator json;
  private final long maxListed;
  private final ShownReasons reasons;
  private final String version;
  private final Set<String> rules = new TreeSet<>();
  private final List<Notification> notifications = new ArrayList<>();
  private String file = "";
  private long errors;
  private long warnings;
  private long unheld;
  private boolean isUnusable;

  SarifValidationOutput(PrintWriter out, long maxListed, ShownReasons reasons, String version) {
    this.out = out;
    this.maxListed = maxListed;
    this.reasons = reasons;
    this.version = version;
    this.json = JsonOutput.to(out);
    json.writeStartObject();
    json.writeStringProperty("$schema", SCHEMA);
    json.writeStringProperty("version", "2.1.0");
    json.writeArrayPropertyStart("runs");
    json.writeStartObject();
    json.writeArrayPropertyStart("results");
  }

  @Override
  public void begin(String name) {
    file = name;
    errors = 0;
    warnings = 0;
    unheld = 0;
  }

  @Override
  public void record(JsonlRecord record, RecordVerdict verdict) {
    if (verdict instanceof RecordVerdict.Invalid invalid) {
      for (Violation violation : invalid.violations()) {
        if (errors++ < maxListed) {
          result(record, violation, "error");
        }
      }
      unheld += invalid.more().violationCount();
    }
    for (Violation warning : verdict.warnings()) {
      if (warnings++ < maxListed) {
        result(record, warning, "warning");
      }
    }
    unheld += verdict.more().warningCount();
  }

  private void result(JsonlRecord record, Violation violation, String level) {
    rules.add(violation.keyword());
    json.writeStartObject();
    json.writeStringProperty("ruleId", violation.keyword());
    json.writeStringProperty("level", level);
    writeMessage(text(violation));
    json.writeArrayPropertyStart("locations");
    json.writeStartObject();
    json.writeObjectPropertyStart("physicalLocation");
    writeArtifact(file);
    json.writeObjectPropertyStart("region");
    json.writeNumberProperty("startLine", record.lineNumber());
    json.writeNumberProperty("byteOffset", record.place().byteOffset());
    json.writeEndObject();
    json.writeEndObject();
    if (!violation.instanceLocation().isEmpty()) {
      json.writeArrayPropertyStart("logicalLocations");
      json.writeStartObject();
      json.writeStringProperty("fullyQualifiedName", violation.instanceLocation());
      json.writeEndObject();
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeEndArray();
    json.writeObjectPropertyStart("properties");
    json.writeNumberProperty("record_index", record.recordIndex());
    json.writeStringProperty("field", violation.field());
    json.writeStringProperty("schema_location", violation.schemaLocation());
    json.writeEndObject();
    json.writeEndObject();
  }

  private String text(Violation violation) {
    String field = violation.field();
    String reason = reasons.of(violation);
    return field == null || reason.endsWith(": " + field)
        ? reason
        : Messages.printable(FindingGroups.Rule.named(field)) + ": " + reason;
  }

  @Override
  public void end(ValidationSummary summary, List<Note> notes) {
    sayWhatIsNotListed(errors, "error");
    sayWhatIsNotListed(warnings, "warning");
    if (unheld > 0) {
      notifications.add(
          new Notification(
              file,
              "warning",
              "truncated",
              Humanize.count(unheld, "more finding")
                  + " of records with more than "
                  + Humanize.number(MoreFindings.MAX_HELD)
                  + " of them; no more of one record are listed"));
    }
    for (Note note : notes) {
      notifications.add(
          new Notification(file, "note", note.code(), Messages.printable(note.message())));
    }
  }

  private void sayWhatIsNotListed(long found, String what) {
    if (found > maxListed) {
      notifications.add(
          new Notification(
              file,
              "warning",
              "truncated",
              Humanize.count(found - maxListed, "more " + what)
                  + " that are not listed; --max-errors 0 lists all"));
    }
  }

  @Override
  public void unusable(PreflightException reason) {
    isUnusable = true;
    notifications.add(
        new Notification(
            file,
            "error",
            reason.code().id(),
            OptionNames.toFlags(String.valueOf(reason.getMessage()))));
  }

  @Override
  public void finish() {
    json.writeEndArray();
    writeInvocation();
    writeTool();
    json.writeStringProperty("columnKind", "unicodeCodePoints");
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.close();
    out.println();
    out.flush();
  }

  private void writeInvocation() {
    json.writeArrayPropertyStart("invocations");
    json.writeStartObject();
    json.writeBooleanProperty("executionSuccessful", !isUnusable);
    json.writeArrayPropertyStart("toolExecutionNotifications");
    for (Notification notification : notifications) {
      json.writeStartObject();
      json.writeObjectPropertyStart("descriptor");
      json.writeStringProperty("id", notification.code());
      json.writeEndObject();
      json.writeStringProperty("level", notification.level());
      writeMessage(notification.text());
      json.writeArrayPropertyStart("locations");
      json.writeStartObject();
      json.writeObjectPropertyStart("physicalLocation");
      writeArtifact(notification.file());
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private void writeTool() {
    json.writeObjectPropertyStart("tool");
    json.writeObjectPropertyStart("driver");
    json.writeStringProperty("name", "preflight");
    json.writeStringProperty("version", version);
    json.writeArrayPropertyStart("rules");
    for (String rule : rules) {
      json.writeStartObject();
      json.writeStringProperty("id", rule);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private void writeMessage(String text) {
    json.writeObjectPropertyStart("message");
    json.writeStringProperty("text", text);
    json.writeEndObject();
  }

  private void writeArtifact(String name) {
    json.writeObjectPropertyStart("artifactLocation");
    json.writeStringProperty("uri", uri(name));
    json.writeEndObject();
  }

  /** Returns a file's name as a URI reference: relative as it was given, for readers elsewhere. */
  private static String uri(String name) {
    if (name.equals(InputFiles.STANDARD_INPUT)) {
      return "stdin";
    }
    try {
      String path = name.replace('\\', '/');
      if (path.startsWith("/")) {
        return new URI("file", "", path, null).toASCIIString();
      }
      // The first part of a relative reference may hold no colon (RFC 3986, 4.2).
      String relative = path.contains(":") ? "./" + path : path;
      return new URI(null, null, relative, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("every path can be quoted", e);
    }
  }

  @Override
  public void close() {
    out.flush();
  }
}
