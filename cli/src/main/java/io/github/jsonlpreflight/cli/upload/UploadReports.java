package io.github.jsonlpreflight.cli.upload;

import io.github.jsonlpreflight.cli.files.ReportFile;
import io.github.jsonlpreflight.cli.options.FindingsOutputOptions;
import io.github.jsonlpreflight.cli.plan.PlanReports;
import io.github.jsonlpreflight.cli.report.Report;
import io.github.jsonlpreflight.cli.report.ReportJson;
import io.github.jsonlpreflight.cli.report.UploadFindings;
import io.github.jsonlpreflight.uploader.RunDirectory;
import io.github.jsonlpreflight.uploader.RunReport;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The reports of an upload: the one in its run directory, and the same where it was asked for. What
 * the validation finds is kept in the run directory too, because a later start does not read the
 * file again.
 */
public final class UploadReports {
  private final PlanReports plan;
  private final @Nullable ReportFile page;
  private final FindingsOutputOptions output;

  /**
   * Makes them.
   *
   * @param plan what was gathered while the plan was made
   * @param page the report that was asked for, or null
   */
  public UploadReports(PlanReports plan, @Nullable ReportFile page, FindingsOutputOptions output) {
    this.plan = plan;
    this.page = page;
    this.output = output;
  }

  /** Returns those of the plan, for a start that sends nothing. */
  PlanReports ofPlan() {
    return plan;
  }

  /** Keeps what the validation has found for the reports of this start and of later ones. */
  void keepValidation(RunDirectory run) throws IOException {
    if (plan.validation().isPresent()) {
      ReportFile.write(RunFiles.validation(run), ReportJson.of(plan.validation().get()));
    }
  }

  /** Writes the reports about a run as it stands; nothing if it has no answer yet. */
  void write(RunDirectory run, boolean rehearsal) throws IOException {
    Report.Validation validation =
        ReportJson.readValidation(RunFiles.validation(run))
            .map(kept -> output.hidesValues() ? kept.withoutValues() : kept)
            .orElse(null);
    UploadFindings upload =
        UploadFindings.read(
            run.result(),
            RunReport.read(run).times(),
            rehearsal,
            validation == null,
            output.hidesValues(),
            text -> UploadOutput.explain(text, rehearsal));
    byte[] content = plan.command().page(validation, upload);
    ReportFile.write(RunFiles.report(run), content);
    if (page != null) {
      page.write(content);
    }
  }
}
