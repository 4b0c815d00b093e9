package io.github.jsonlpreflight.cli.plan;

import io.github.jsonlpreflight.chunker.ChunkPlanner;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.chunker.SkippedRecord;
import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.cli.console.ProgressLine;
import io.github.jsonlpreflight.cli.options.FindingsOutputOptions;
import io.github.jsonlpreflight.cli.options.OptionNames;
import io.github.jsonlpreflight.cli.validation.ShownValidation;
import io.github.jsonlpreflight.cli.validation.ValidationOutput;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordValidator;
import io.github.jsonlpreflight.validator.RecordVerdict;
import io.github.jsonlpreflight.validator.ValidationSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** Validates a source and plans its chunks in the same pass. */
public final class ValidatedPlan {
  private ValidatedPlan() {}

  /**
   * Reads the source once. People see every violation; programs get the plan's own document, and
   * the violations only where there is no plan.
   *
   * @param skipsInvalid whether valid records go on without the invalid ones
   * @param reporting puts a report beside the results, or leaves them alone
   * @return the plan, or nothing where an invalid record forbids one
   */
  public static Optional<Manifest> make(
      JsonlSource source,
      RecordValidator validator,
      RecordSchema schema,
      ChunkPlanner planner,
      boolean skipsInvalid,
      UnaryOperator<ValidationOutput> reporting,
      FindingsOutputOptions output,
      Console console)
      throws IOException {
    StringWriter held = new StringWriter();
    boolean holds = output.isJson();
    Console target = holds ? new Console(new PrintWriter(held), console.err(), false) : console;
    try (ProgressLine progress = output.progress(console);
        ValidationOutput results = reporting.apply(ValidationOutput.of(output, schema, target))) {
      ShownValidation validation = new ShownValidation(validator, schema, results, progress);
      results.begin(source.name());
      Optional<Manifest> plan = make(source, validation, planner, skipsInvalid);
      results.finish();
      if (holds && plan.isEmpty()) {
        console.out().print(held);
        console.out().flush();
      }
      return plan;
    }
  }

  private static Optional<Manifest> make(
      JsonlSource source, ShownValidation validation, ChunkPlanner planner, boolean skipsInvalid)
      throws IOException {
    AtomicBoolean isRefused = new AtomicBoolean();
    ValidationSummary summary =
        validation.validate(
            source,
            (record, verdict) -> {
              if (verdict instanceof RecordVerdict.Invalid invalid) {
                isRefused.set(!skipsInvalid);
                planner.skip(record, reasons(invalid));
              } else if (!isRefused.get()) {
                planner.add(record);
              }
              return true;
            });
    if (isRefused.get()) {
      planner.discard();
      return Optional.empty();
    }
    return Optional.of(planner.finish(summary.totals()));
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
