package io.github.jsonlpreflight.cli.validation;

import io.github.jsonlpreflight.cli.console.ProgressLine;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.validator.Note;
import io.github.jsonlpreflight.validator.RecordHandler;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordValidator;
import io.github.jsonlpreflight.validator.ValidationSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Validates files and shows what is found in them, and how the reading gets on. */
public final class ShownValidation {
  private final RecordValidator validator;
  private final List<Note> schemaNotes;
  private final ValidationOutput results;
  private final ProgressLine progress;

  /** Makes one; the validator judges by the schema. */
  public ShownValidation(
      RecordValidator validator,
      RecordSchema schema,
      ValidationOutput results,
      ProgressLine progress) {
    this.validator = validator;
    this.schemaNotes = schema.notes();
    this.results = results;
    this.progress = progress;
  }

  /**
   * Validates a file that has begun in the results, and ends it there.
   *
   * @param next receives each record after it was shown
   */
  public ValidationSummary validate(JsonlSource source, RecordHandler next) throws IOException {
    ReadingProgress reading = new ReadingProgress(progress, source);
    ValidationSummary summary;
    try {
      summary =
          validator.validate(
              source,
              (record, verdict) -> {
                reading.record(record, verdict);
                results.record(record, verdict);
                return next.accept(record, verdict);
              });
    } finally {
      progress.erase();
    }
    List<Note> notes = new ArrayList<>(summary.notes());
    notes.addAll(schemaNotes);
    results.end(summary, notes);
    return summary;
  }
}
