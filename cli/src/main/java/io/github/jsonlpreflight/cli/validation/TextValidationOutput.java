package io.github.jsonlpreflight.cli.validation;

import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.options.OptionNames;
import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.validator.Note;
import io.github.jsonlpreflight.validator.RecordVerdict;
import io.github.jsonlpreflight.validator.ValidationSummary;
import java.io.PrintWriter;
import java.util.List;

/** Results for people: of each file its errors, its warnings, what is to be noted, its totals. */
final class TextValidationOutput implements ValidationOutput {
  private final Console console;
  private final PrintWriter out;
  private final long maxListed;
  private final ShownReasons reasons;
  private final FieldHints hints;
  private TextFindings errors;
  private TextFindings warnings;

  /**
   * Makes an output.
   *
   * @param maxListed how many errors, and how many warnings, of a file are listed
   */
  TextValidationOutput(Console console, long maxListed, ShownReasons reasons, FieldHints hints) {
    this.console = console;
    this.out = console.text();
    this.maxListed = maxListed;
    this.reasons = reasons;
    this.hints = hints;
    this.errors = TextFindings.errors(console, maxListed, reasons, hints);
    this.warnings = TextFindings.warnings(console, maxListed, reasons, hints);
  }

  @Override
  public void begin(String file) {
    errors = TextFindings.errors(console, maxListed, reasons, hints);
    warnings = TextFindings.warnings(console, maxListed, reasons, hints);
    out.println(console.bold(Messages.printable(file)));
  }

  @Override
  public void record(JsonlRecord record, RecordVerdict verdict) {
    if (verdict instanceof RecordVerdict.Invalid invalid) {
      errors.add(record, invalid.violations(), verdict.more().violations());
    }
    warnings.add(record, verdict.warnings(), verdict.more().warnings());
  }

  @Override
  public void end(ValidationSummary summary, List<Note> notes) {
    errors.show();
    warnings.show();
    if (errors.hasPlaces() || warnings.hasPlaces()) {
      out.println();
    }
    for (Note note : notes) {
      out.println("  note: " + Messages.printable(note.message()));
    }
    out.println("  " + total(summary));
    summary
        .duplicates()
        .ifPresent(
            duplicates ->
                out.printf(
                    "  %s with the same bytes as an earlier one%n",
                    Humanize.count(duplicates, "record")));
    out.println();
    out.flush();
  }

  private String total(ValidationSummary summary) {
    String text =
        "%s: %s valid, %s invalid"
            .formatted(
                Humanize.count(summary.records(), "record"),
                Humanize.number(summary.valid()),
                Humanize.number(summary.invalid()));
    if (summary.totals().blankLines() > 0) {
      text += ", " + Humanize.count(summary.totals().blankLines(), "blank line");
    }
    if (!summary.totals().finished()) {
      text += " (stopped there)";
    }
    return summary.invalid() == 0 ? console.green(text) : console.red(text);
  }

  @Override
  public void unusable(PreflightException reason) {
    out.println(
        "  "
            + console.red("unusable")
            + ": "
            + OptionNames.toFlags(String.valueOf(reason.getMessage())));
    out.println();
    out.flush();
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
