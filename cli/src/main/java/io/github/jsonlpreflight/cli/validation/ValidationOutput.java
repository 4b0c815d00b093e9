package io.github.jsonlpreflight.cli.validation;

import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.cli.options.FindingsOutputOptions;
import io.github.jsonlpreflight.cli.options.Version;
import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.validator.Note;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordVerdict;
import io.github.jsonlpreflight.validator.ValidationSummary;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Shows what is found in files, one after another: each begins, has its records, and ends. */
public interface ValidationOutput extends Closeable {
  /** Begins a file. */
  void begin(String file) throws IOException;

  /** Takes the next record of the file. */
  void record(JsonlRecord record, RecordVerdict verdict) throws IOException;

  /** Ends a file that was read. */
  void end(ValidationSummary summary, List<Note> notes) throws IOException;

  /** Ends a file that could not be read, or is no JSON Lines. */
  void unusable(PreflightException reason) throws IOException;

  /** Ends the output after the last file. */
  void finish() throws IOException;

  @Override
  void close() throws IOException;

  /** Returns the output in the form that was asked for. */
  static ValidationOutput of(FindingsOutputOptions options, RecordSchema schema, Console console) {
    long max = options.maxErrors();
    ShownReasons reasons = new ShownReasons(options.hidesValues());
    return switch (options.format()) {
      case text ->
          new TextValidationOutput(console, max, reasons, new FieldHints(schema.fieldNames()));
      case json -> new JsonValidationOutput(console.out(), max, reasons);
      case jsonl -> new JsonlValidationOutput(console, max, reasons);
      case github -> new GithubValidationOutput(console.out(), reasons);
      case sarif -> new SarifValidationOutput(console.out(), max, reasons, Version.number());
      case junit -> new JunitValidationOutput(console.out(), max, reasons);
    };
  }
}
