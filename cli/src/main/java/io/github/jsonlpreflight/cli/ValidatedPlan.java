package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.chunker.ChunkPlanner;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.chunker.SkippedRecord;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.validator.Note;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordValidator;
import io.github.jsonlpreflight.validator.RecordVerdict;
import io.github.jsonlpreflight.validator.ValidationSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Validates a file and plans its chunks in the same pass. */
final class ValidatedPlan {
  private ValidatedPlan() {}

  /**
   * Reads the file once. People see every violation; programs get the plan's own document, and the
   * violations only where there is no plan.
   *
   * @param skipsInvalid whether valid records go on without the invalid ones
   * @param reporting puts a report beside the results, or leaves them alone
   * @return the plan, or nothing where an invalid record forbids one
   */
  static Optional<Manifest> make(
      Path file,
      RecordValidator validator,
      RecordSchema schema,
      ChunkPlanner planner,
      boolean skipsInvalid,
      UnaryOperator<ValidationOutput> reporting,
      OutputOptions output,
      Console console)
      throws IOException {
    StringWriter held = new StringWriter();
    boolean holds = output.isJson();
    Console target = holds ? new Console(new PrintWriter(held), console.err(), false) : console;
    try (ValidationOutput results = reporting.apply(ValidationOutput.of(output, schema, target))) {
      Optional<Manifest> plan =
          make(file, validator, schema.notes(), planner, skipsInvalid, results);
      results.finish();
      if (holds && plan.isEmpty()) {
        console.out().print(held);
        console.out().flush();
      }
      return plan;
    }
  }

  private static Optional<Manifest> make(
      Path file,
      RecordValidator validator,
      List<Note> schemaNotes,
      ChunkPlanner planner,
      boolean skipsInvalid,
      ValidationOutput results)
      throws IOException {
    results.begin(file.toString());
    ValidationSummary summary =
        validator.validate(
            JsonlSource.file(file),
            (record, verdict) -> {
              results.record(record, verdict);
              if (verdict instanceof RecordVerdict.Invalid invalid) {
                planner.skip(record, reasons(invalid));
              } else {
                planner.add(record);
              }
              return true;
            });
    List<Note> notes = new ArrayList<>(summary.notes());
    notes.addAll(schemaNotes);
    results.end(summary, notes);
    return summary.invalid() > 0 && !skipsInvalid
        ? Optional.empty()
        : Optional.of(planner.finish(summary.totals()));
  }

  private static List<SkippedRecord.Reason> reasons(RecordVerdict.Invalid invalid) {
    return invalid.violations().stream()
        .map(
            violation ->
                new SkippedRecord.Reason(
                    violation.field(), OptionNames.toFlags(violation.reason())))
        .toList();
  }
}
