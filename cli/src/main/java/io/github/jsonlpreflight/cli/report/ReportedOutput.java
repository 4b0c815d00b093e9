package io.github.jsonlpreflight.cli.report;

import io.github.jsonlpreflight.cli.options.FindingsOutputOptions;
import io.github.jsonlpreflight.cli.options.OptionNames;
import io.github.jsonlpreflight.cli.validation.ShownReasons;
import io.github.jsonlpreflight.cli.validation.ValidationOutput;
import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.validator.Note;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordVerdict;
import io.github.jsonlpreflight.validator.ValidationSummary;
import io.github.jsonlpreflight.validator.ValidatorOptions;
import java.io.IOException;
import java.util.List;

/** Results that are shown as they would be anyway, and gathered for a report besides. */
public final class ReportedOutput implements ValidationOutput {
  private final ValidationOutput shown;
  private final ReportCollector collector;

  public ReportedOutput(
      ValidationOutput shown,
      RecordSchema schema,
      ValidatorOptions judging,
      FindingsOutputOptions options) {
    this.shown = shown;
    ShownReasons reasons = new ShownReasons(options.hidesValues());
    this.collector =
        new ReportCollector(schema, judging.policies(), options.hidesValues(), reasons::of);
  }

  /** Returns what was found in the files that have ended. */
  public Report.Validation validation() {
    return collector.validation();
  }

  @Override
  public void begin(String file) throws IOException {
    collector.begin(file);
    shown.begin(file);
  }

  @Override
  public void record(JsonlRecord record, RecordVerdict verdict) throws IOException {
    collector.record(record, verdict);
    shown.record(record, verdict);
  }

  @Override
  public void end(ValidationSummary summary, List<Note> notes) throws IOException {
    collector.end(summary, notes);
    shown.end(summary, notes);
  }

  @Override
  public void unusable(PreflightException reason) throws IOException {
    collector.unusable(OptionNames.toFlags(String.valueOf(reason.getMessage())));
    shown.unusable(reason);
  }

  @Override
  public void finish() throws IOException {
    shown.finish();
  }

  @Override
  public void close() throws IOException {
    shown.close();
  }
}
