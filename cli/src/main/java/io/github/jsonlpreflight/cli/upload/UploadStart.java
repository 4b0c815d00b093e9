package io.github.jsonlpreflight.cli.upload;

import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.console.ProgressLine;
import io.github.jsonlpreflight.cli.options.FindingsOutputOptions;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.uploader.RunDirectory;
import io.github.jsonlpreflight.uploader.RunLock;
import io.github.jsonlpreflight.uploader.RunResult;
import io.github.jsonlpreflight.uploader.RunStatus;
import io.github.jsonlpreflight.uploader.UploadOptions;
import io.github.jsonlpreflight.uploader.Uploader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * One start of an upload: a run is begun or taken up, what is left is sent, its answer is shown.
 */
public final class UploadStart {
  private final UploadInput input;
  private final Target target;
  private final UploadOptions options;
  private final UploadReports reports;
  private final FindingsOutputOptions output;
  private final Console console;

  /** Prepares a start. */
  public UploadStart(
      UploadInput input,
      Target target,
      UploadOptions options,
      UploadReports reports,
      FindingsOutputOptions output,
      Console console) {
    this.input = input;
    this.target = target;
    this.options = options;
    this.reports = reports;
    this.output = output;
    this.console = console;
  }

  private UploadInput.Planning planning() {
    return new UploadInput.Planning(target, reports.ofPlan(), console);
  }

  /** Makes the plan that nothing comes of, or none where an invalid record forbids one. */
  public Optional<Manifest> planOnly() throws IOException {
    Optional<Manifest> plan = input.planOnly(planning());
    reports.ofPlan().write(plan, "planned");
    return plan;
  }

  /**
   * Goes on with the run of a directory, or begins one there.
   *
   * @return how the run stands, or nothing where an invalid record keeps it from being begun
   */
  public Optional<RunStatus> goOn(RunDirectory run) throws IOException {
    boolean isNew = !Files.exists(run.folder());
    RunLock lock = run.lock();
    try (lock) {
      boolean leftOver = target.isLeftOver(run);
      Optional<Manifest> plan =
          Files.exists(run.journal()) && !leftOver
              ? Optional.of(input.resume(run))
              : input.begin(run, planning());
      if (plan.isEmpty() || plan.get().chunks().isEmpty()) {
        reports.ofPlan().write(plan, "planned");
      }
      if (plan.isEmpty()) {
        return Optional.empty();
      }
      if (plan.get().chunks().isEmpty()) {
        throw nothingToUpload(plan.get());
      }
      if (leftOver) {
        Files.delete(run.journal()); // its answers stay until there are new ones
      }
      reports.keepValidation(run);
      return Optional.of(send(plan.get(), run));
    } finally {
      if (isNew && !Files.exists(run.journal())) {
        RunFiles.deleteAll(run);
      }
    }
  }

  private RunStatus send(Manifest manifest, RunDirectory run) throws IOException {
    RunResult result;
    try (Uploader uploader = Uploader.connect(target.service(), options);
        ProgressLine progress = output.progress(console)) {
      UploadProgress listener = new UploadProgress(progress, manifest.chunks().size());
      result = uploader.run(input.chunks(), manifest, target.dataset(), run, listener);
    } catch (PreflightException e) {
      reportFailure(e, run);
      throw e;
    }
    // An interrupted run has saved its state; reading its answer must not be interrupted again.
    Thread.interrupted();
    UploadOutput.show(result, target, output, console);
    reports.write(run, target.isRehearsal());
    return result.status();
  }

  /** The uploader has merged its answers before it gave up, unless the run was refused. */
  private void reportFailure(PreflightException failure, RunDirectory run) {
    boolean isOfThisRun =
        failure.code() == ErrorCode.SERVICE_FAILED || failure.code() == ErrorCode.TOKEN_REFUSED;
    if (!isOfThisRun || !Files.exists(run.result())) {
      return;
    }
    try {
      reports.write(run, target.isRehearsal());
    } catch (IOException | PreflightException e) {
      failure.addSuppressed(e); // why the run has failed is what matters
    }
  }

  private PreflightException nothingToUpload(Manifest manifest) {
    return new PreflightException(
        ErrorCode.NOTHING_TO_UPLOAD,
        "Nothing to upload: %s has %s, none of them valid"
            .formatted(
                Messages.printable(input.name()),
                Humanize.count(manifest.totals().records(), "record")));
  }
}
