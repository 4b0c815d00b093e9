package io.github.jsonlpreflight.cli.plan;

import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.cli.files.ReportFile;
import io.github.jsonlpreflight.cli.options.FindingsOutputOptions;
import io.github.jsonlpreflight.cli.report.Report;
import io.github.jsonlpreflight.cli.report.ReportedOutput;
import io.github.jsonlpreflight.cli.report.page.CommandReport;
import io.github.jsonlpreflight.cli.validation.ValidationOutput;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.ValidatorOptions;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is found while chunks are planned, where a report is to show it, and writes the
 * report about the plan, where one was asked for.
 */
public final class PlanReports {
  private final Function<@Nullable RecordSchema, CommandReport> describe;
  private final @Nullable ReportFile page;
  private final FindingsOutputOptions output;
  private final boolean gathersAlways;
  private @Nullable ReportedOutput gathered;
  private @Nullable RecordSchema schema;

  private PlanReports(
      Function<@Nullable RecordSchema, CommandReport> describe,
      @Nullable ReportFile page,
      FindingsOutputOptions output,
      boolean gathersAlways) {
    this.describe = describe;
    this.page = page;
    this.output = output;
    this.gathersAlways = gathersAlways;
  }

  /**
   * Returns those of a command that sends nothing.
   *
   * @param describe says what records are judged by, if the schema is known
   * @param page the report that was asked for, or null
   */
  public static PlanReports ofPlan(
      Function<@Nullable RecordSchema, CommandReport> describe,
      @Nullable ReportFile page,
      FindingsOutputOptions output) {
    return new PlanReports(describe, page, output, false);
  }

  /** Returns those of an upload, whose run has a report of its own; parameters as above. */
  public static PlanReports ofUpload(
      Function<@Nullable RecordSchema, CommandReport> describe,
      @Nullable ReportFile page,
      FindingsOutputOptions output) {
    return new PlanReports(describe, page, output, true);
  }

  /** Returns results that are gathered for a report, if there is to be one. */
  public ValidationOutput gather(
      ValidationOutput shown, RecordSchema judgedBy, ValidatorOptions judging) {
    if (page == null && !gathersAlways) {
      return shown;
    }
    schema = judgedBy;
    gathered = new ReportedOutput(shown, judgedBy, judging, output);
    return gathered;
  }

  /** Returns what was gathered, if anything was. */
  public Optional<Report.Validation> validation() {
    return Optional.ofNullable(gathered).map(ReportedOutput::validation);
  }

  /** Returns what all pages of the command say alike. */
  public CommandReport command() {
    return describe.apply(schema);
  }

  /**
   * Writes the report that was asked for, of a command that ends without sending anything.
   *
   * @param plan the chunks, if there are any
   * @param status what was done with them
   */
  public void write(Optional<Manifest> plan, String status) throws IOException {
    if (page == null || gathered == null) {
      return;
    }
    CommandReport report = command();
    Report.Validation validation = gathered.validation();
    page.write(
        plan.isEmpty() ? report.page(validation) : report.page(validation, plan.get(), status));
  }
}
