package io.github.jsonlpreflight.cli.validation;

import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.console.JsonOutput;
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
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * Results for programs that read line by line: each error is an object of its own, as it is found,
 * and a file that cannot be used is one too. Nothing is kept.
 */
final class JsonlValidationOutput implements ValidationOutput {
  private final Console console;
  private final PrintWriter out;
  private final long maxListed;
  private final ShownReasons reasons;
  private String file = "";
  private long found;
  private long unheld;

  JsonlValidationOutput(Console console, long maxListed, ShownReasons reasons) {
    this.console = console;
    this.out = console.out();
    this.maxListed = maxListed;
    this.reasons = reasons;
  }

  @Override
  public void begin(String name) {
    file = Messages.printable(name);
    found = 0;
    unheld = 0;
  }

  @Override
  public void record(JsonlRecord record, RecordVerdict verdict) {
    if (verdict instanceof RecordVerdict.Invalid invalid) {
      for (Violation violation : invalid.violations()) {
        if (found++ < maxListed) {
          write(json -> FindingJson.write(json, record, violation, reasons));
        }
      }
      unheld += invalid.more().violationCount();
    }
  }

  @Override
  public void end(ValidationSummary summary, List<Note> notes) {
    if (found > maxListed) {
      console.say(
          "%s of %s that are not listed; --max-errors 0 lists all"
              .formatted(Humanize.count(found - maxListed, "more error"), file));
    }
    if (unheld > 0) {
      console.say(
          "%s of records of %s with more than %s of them; no more of one record are listed"
              .formatted(
                  Humanize.count(unheld, "more error"),
                  file,
                  Humanize.number(MoreFindings.MAX_HELD)));
    }
    out.flush();
  }

  @Override
  public void unusable(PreflightException reason) {
    write(
        json -> {
          json.writeNullProperty("line");
          json.writeNullProperty("record_index");
          json.writeNullProperty("byte_offset");
          json.writeNullProperty("field");
          json.writeStringProperty(
              "reason", OptionNames.toFlags(String.valueOf(reason.getMessage())));
          json.writeStringProperty("keyword", reason.code().id());
          json.writeStringProperty("instance_location", "");
          json.writeStringProperty("schema_location", "");
        });
    out.flush();
  }

  private interface Members {
    void writeTo(JsonGenerator json);
  }

  private void write(Members members) {
    try (JsonGenerator json = JsonOutput.to(out)) {
      json.writeStartObject();
      json.writeStringProperty("file", file);
      members.writeTo(json);
      json.writeEndObject();
    }
    out.print('\n');
  }

  @Override
  public void finish() {
    out.flush();
  }

  @Override
  public void close() {
    out.flush();
  }
}
