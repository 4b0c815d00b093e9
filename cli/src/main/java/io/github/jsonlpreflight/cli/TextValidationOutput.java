package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.validator.Note;
import io.github.jsonlpreflight.validator.RecordVerdict;
import io.github.jsonlpreflight.validator.ValidationSummary;
import io.github.jsonlpreflight.validator.Violation;
import java.io.PrintWriter;
import java.util.List;

/**
 * Results for people: what is wrong line by line, as it is found, then how often, always exact.
 * Only counts are kept, so a file may have any number of faults.
 */
final class TextValidationOutput implements ValidationOutput {
  private static final int MAX_FIELD_CODE_POINTS = 40;
  private static final int MAX_RULES_SHOWN = 15;

  private final Console console;
  private final PrintWriter out;
  private final long maxListed;

  private RuleCounts errors = new RuleCounts();
  private RuleCounts warnings = new RuleCounts();
  private long errorsListed;
  private long warningsListed;

  TextValidationOutput(Console console, long maxListed) {
    this.console = console;
    this.out = console.out();
    this.maxListed = maxListed;
  }

  @Override
  public void begin(String file) {
    errors = new RuleCounts();
    warnings = new RuleCounts();
    errorsListed = 0;
    warningsListed = 0;
    out.println(console.bold(Messages.printable(file)));
  }

  @Override
  public void record(JsonlRecord record, RecordVerdict verdict) {
    if (verdict instanceof RecordVerdict.Invalid invalid) {
      for (Violation violation : invalid.violations()) {
        errors.add(violation);
        if (errorsListed++ < maxListed) {
          list(record, violation, console.red("error"));
        }
      }
    }
    for (Violation warning : verdict.warnings()) {
      warnings.add(warning);
      if (warningsListed++ < maxListed) {
        list(record, warning, console.yellow("warning"));
      }
    }
  }

  private void list(JsonlRecord record, Violation violation, String severity) {
    out.printf(
        "  line %d: %s: %s%s  %s%n",
        record.lineNumber(),
        severity,
        prefix(violation),
        OptionNames.toFlags(violation.reason()),
        console.faint("[" + violation.keyword() + "]"));
  }

  /** A missing or unknown field's name stands in the reason already. */
  private static String prefix(Violation violation) {
    String field = violation.field();
    return field == null || violation.reason().endsWith(": " + field) ? "" : shown(field) + ": ";
  }

  @Override
  public void end(ValidationSummary summary, List<Note> notes) {
    sayWhatIsNotListed(errorsListed, "error");
    sayWhatIsNotListed(warningsListed, "warning");
    for (Note note : notes) {
      out.println("  note: " + Messages.printable(note.message()));
    }
    count(errors, "error");
    count(warnings, "warning");
    out.println("  " + total(summary));
    summary
        .duplicates()
        .ifPresent(
            duplicates ->
                out.printf(
                    "  %s with the same bytes as an earlier one%n",
                    Console.count(duplicates, "record")));
    out.println();
    out.flush();
  }

  private void sayWhatIsNotListed(long found, String what) {
    if (found > maxListed) {
      out.printf(
          "  … and %s that are not listed; --max-errors 0 lists all%n",
          Console.count(found - maxListed, "more " + what));
    }
  }

  private void count(RuleCounts counts, String what) {
    List<RuleCounts.Count> sorted = counts.sorted();
    long found = sorted.stream().mapToLong(RuleCounts.Count::count).sum();
    if (found == 0) {
      return;
    }
    out.printf("  %s by rule and field:%n", Console.count(found, what));
    for (RuleCounts.Count count : sorted.subList(0, Math.min(MAX_RULES_SHOWN, sorted.size()))) {
      String field = count.rule().field();
      out.printf(
          "    %9s × %s%s%n",
          Console.number(count.count()),
          count.rule().keyword(),
          field == null ? "" : " on " + shown(field));
    }
    if (sorted.size() > MAX_RULES_SHOWN) {
      out.printf("    … and %s%n", Console.count(sorted.size() - MAX_RULES_SHOWN, "more rule"));
    }
  }

  private String total(ValidationSummary summary) {
    String text =
        "%s: %s valid, %s invalid"
            .formatted(
                Console.count(summary.records(), "record"),
                Console.number(summary.valid()),
                Console.number(summary.invalid()));
    if (summary.totals().blankLines() > 0) {
      text += ", " + Console.count(summary.totals().blankLines(), "blank line");
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

  private static String shown(String field) {
    return Messages.printable(field, MAX_FIELD_CODE_POINTS);
  }
}
