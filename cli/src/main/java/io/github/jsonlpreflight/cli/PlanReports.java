package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.cli.report.Report;
import io.github.jsonlpreflight.cli.report.ReportJson;
import io.github.jsonlpreflight.uploader.RunDirectory;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.ValidatorOptions;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The reports of a command that plans chunks: the one that was asked for, and for an upload the one
 * in its run directory. What the validation finds is kept in the run directory too, because a later
 * start does not read the file again.
 */
final class PlanReports {
  private final Function<@Nullable RecordSchema, CommandReport> describe;
  private final @Nullable ReportFile page;
  private final FindingsOutputOptions output;
  private final boolean isUpload;
  private @Nullable ReportedOutput gathered;
  private @Nullable RecordSchema schema;

  private PlanReports(
      Function<@Nullable RecordSchema, CommandReport> describe,
      @Nullable ReportFile page,
      FindingsOutputOptions output,
      boolean isUpload) {
    this.describe = describe;
    this.page = page;
    this.output = output;
    this.isUpload = isUpload;
  }

  /**
   * Returns the reports of a command that sends nothing.
   *
   * @param describe says what records are judged by, if the schema is known
   * @param page the report that was asked for, or null
   */
  static PlanReports ofPlan(
      Function<@Nullable RecordSchema, CommandReport> describe,
      @Nullable ReportFile page,
      FindingsOutputOptions output) {
    return new PlanReports(describe, page, output, false);
  }

  /** Returns the reports of an upload; parameters as above. */
  static PlanReports ofUpload(
      Function<@Nullable RecordSchema, CommandReport> describe,
      @Nullable ReportFile page,
      FindingsOutputOptions output) {
    return new PlanReports(describe, page, output, true);
  }

  /** Returns results that are gathered for a report, if there is to be one. */
  ValidationOutput gather(ValidationOutput shown, RecordSchema judgedBy, ValidatorOptions judging) {
    if (page == null && !isUpload) {
      return shown;
    }
    schema = judgedBy;
    gathered = new ReportedOutput(shown, judgedBy, judging, output);
    return gathered;
  }

  /**
   * Writes the report that was asked for, of a command that ends without sending anything.
   *
   * @param plan the chunks, or null where there are none
   * @param status what was done with them
   */
  void writePlan(@Nullable Manifest plan, String status) throws IOException {
    if (page == null || gathered == null) {
      return;
    }
    CommandReport report = describe.apply(schema);
    page.write(
        plan == null
            ? report.page(gathered.validation())
            : report.page(gathered.validation(), plan, status));
  }

  /** Keeps what the validation has found for the reports of this start and of later ones. */
  void keepValidation(RunDirectory run) throws IOException {
    if (gathered != null) {
      ReportFile.write(RunFiles.validation(run), ReportJson.of(gathered.validation()));
    }
  }

  /** Writes the reports about a run as it stands; nothing if it has no answer yet. */
  void writeRun(RunDirectory run, boolean rehearsal) throws IOException {
    Report.Validation validation = ReportJson.readValidation(RunFiles.validation(run)).orElse(null);
    byte[] content =
        describe
            .apply(schema)
            .page(
                validation == null || !output.hidesValues()
                    ? validation
                    : validation.withoutValues(),
                run,
                rehearsal,
                output);
    ReportFile.write(RunFiles.report(run), content);
    if (page != null) {
      page.write(content);
    }
  }
}
