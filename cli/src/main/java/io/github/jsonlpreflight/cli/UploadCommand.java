package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.chunker.ChunkLimits;
import io.github.jsonlpreflight.chunker.ChunkPlanner;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.uploader.RunDirectory;
import io.github.jsonlpreflight.uploader.RunLock;
import io.github.jsonlpreflight.uploader.RunResult;
import io.github.jsonlpreflight.uploader.UploadOptions;
import io.github.jsonlpreflight.uploader.Uploader;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordValidator;
import io.github.jsonlpreflight.validator.RulesDigest;
import io.github.jsonlpreflight.validator.ValidatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "upload",
    description =
        "Validate a file, send its chunks one after another, and merge the answers. Run again with"
            + " the same arguments, it goes on where the last run stopped and sends nothing twice.",
    footer = {
      "%nExamples:",
      "  preflight upload reviews.jsonl --dataset 6745… --on-invalid skip",
      "  preflight upload reviews.jsonl --schema reviews.schema.json --sandbox"
    })
final class UploadCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A JSON Lines file, plain or compressed.")
  private Path file;

  @Mixin(name = OptionGroups.SERVICE)
  private ServiceArguments service;

  @Mixin(name = OptionGroups.RULES)
  private RuleOptions rules;

  @Mixin(name = OptionGroups.CHUNKS)
  private ChunkOptions chunking;

  @Mixin(name = OptionGroups.SENDING)
  private SendingOptions sending;

  @Mixin(name = OptionGroups.READING)
  private ReadingOptions reading;

  @Mixin(name = OptionGroups.OUTPUT)
  private FindingsOutputOptions output;

  @Mixin private ReportOptions report;

  @Option(
      names = "--run-dir",
      paramLabel = "DIR",
      description = "Where the run's files live. Default: FILE.preflight.")
  private @Nullable Path runDir;

  @Option(
      names = "--sandbox",
      description =
          "A rehearsal: send to a stand-in of the service inside this process. Nothing leaves this"
              + " machine.")
  private boolean sandbox;

  private UploadCommand() {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console();
    ChunkLimits limits = chunking.toLimits();
    UploadOptions options = sending.toUploadOptions(sandbox);
    InputFiles.requireNoStandardInput(spec, file);
    JsonlSource.file(file).requireRegularFile();
    checkSandboxUsage();
    RunDirectory run = RunDirectory.at(runDir == null ? defaultRunDir(file) : runDir);
    requireSeparateFiles(run);
    try (Target target = sandbox ? Target.rehearsal(rules) : Target.service(service);
        ReportFile page = report.begin()) {
      ValidatorOptions judging = rules.toValidatorOptions(reading.toReadOptions());
      PlanReports reports =
          PlanReports.ofUpload(schema -> describe(schema, target, run), page, output);
      Planning planning = new Planning(target, judging, limits, reports);
      return chunking.dryRun()
          ? dryRun(planning, console)
          : upload(planning, run, target, options, console);
    }
  }

  private void checkSandboxUsage() {
    if (sandbox && !rules.hasSchemaFile()) {
      throw Usage.error(spec, "--sandbox needs --schema: its dataset has no schema of its own");
    }
    if (sandbox && service.hasDataset()) {
      throw Usage.error(spec, "--sandbox has a dataset of its own: leave --dataset out");
    }
  }

  private CommandReport describe(@Nullable RecordSchema schema, Target target, RunDirectory run) {
    return new CommandReport(
        "upload" + (sandbox ? " --sandbox" : "") + (chunking.dryRun() ? " --dry-run" : ""),
        file.toString(),
        ReportSettings.of(
            rules.schemaName(target.dataset()),
            schema,
            rules.toValidatorOptions(reading.toReadOptions()),
            chunking.toLimits(),
            chunking.skipsInvalid() ? "skip" : "stop",
            output.hidesValues()),
        Console.path(run.rejections()));
  }

  private int dryRun(Planning planning, Console console) throws IOException {
    try (ChunkPlanner planner = ChunkPlanner.dry(file, planning.limits, planning.rulesDigest())) {
      Optional<Manifest> plan = planning.plan(planner, console);
      planning.reports.writePlan(plan.orElse(null), "planned");
      if (plan.isEmpty()) {
        return stoppedAtInvalid(console);
      }
      if (output.isJson()) {
        PlanOutput.json(plan.get(), console);
      } else {
        PlanOutput.text(plan.get(), null, console);
      }
      return plan.get().skippedCount() == 0 ? ExitCode.OK : ExitCode.INVALID;
    }
  }

  private int upload(
      Planning planning, RunDirectory run, Target target, UploadOptions options, Console console)
      throws IOException {
    boolean isNew = !Files.exists(run.folder());
    requireFolder(run);
    requireOwnFolder(run);
    RunLock lock = run.lock();
    try (lock) {
      boolean leftOver = target.isLeftOver(run);
      Optional<Manifest> manifest =
          Files.exists(run.journal()) && !leftOver
              ? Optional.of(planning.resume(run))
              : planning.begin(run, console);
      if (manifest.isPresent()) {
        if (manifest.get().chunks().isEmpty()) {
          planning.reports.writePlan(manifest.get(), "planned");
          throw nothingToUpload(manifest.get());
        }
        if (leftOver) {
          Files.delete(run.journal()); // its answers stay until there are new ones
        }
        planning.reports.keepValidation(run);
        return send(manifest.get(), run, target, options, planning.reports, console);
      }
      planning.reports.writePlan(null, "planned");
    } finally {
      if (isNew && !Files.exists(run.journal())) {
        RunFiles.deleteAll(run);
      }
    }
    return stoppedAtInvalid(console);
  }

  private static void requireFolder(RunDirectory run) {
    Path folder = run.folder();
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new PreflightException(
          ErrorCode.OUTPUT_UNWRITABLE,
          Console.path(folder) + " is there and is no directory; choose another --run-dir");
    }
    RunFiles.requireManifest(run);
  }

  /** A run replaces files by their names: it begins in no folder that somebody else uses. */
  private void requireOwnFolder(RunDirectory run) throws IOException {
    if (!Files.isDirectory(run.folder())) {
      return;
    }
    Path source = file.toRealPath();
    boolean holdsSource = run.folder().toRealPath().equals(source.getParent());
    boolean isForeign = false;
    if (!Files.exists(run.journal())) {
      try (Stream<Path> entries = Files.list(run.folder())) {
        // What a start that ended early may leave behind.
        isForeign =
            entries.anyMatch(
                entry ->
                    !entry.equals(run.lockFile())
                        && !entry.getFileName().toString().startsWith("manifest.json")
                        && !entry.getFileName().toString().startsWith("validation.json"));
      }
    }
    if (holdsSource || isForeign) {
      throw Usage.error(
          spec,
          "--run-dir "
              + Console.path(run.folder())
              + " holds files that are no run's; choose a folder of its own");
    }
  }

  private void requireSeparateFiles(RunDirectory run) throws IOException {
    CommandFiles all = new CommandFiles(spec);
    all.printsResults();
    all.reads("the input", file);
    rules.addTo(all);
    service.addTo(all);
    for (Path written : RunFiles.of(run)) {
      all.writes("the run's file", written);
    }
    report.addTo(all);
  }

  private int send(
      Manifest manifest,
      RunDirectory run,
      Target target,
      UploadOptions options,
      PlanReports reports,
      Console console)
      throws IOException {
    RunResult result;
    int chunks = manifest.chunks().size();
    try (Uploader uploader = Uploader.connect(target.service(), options);
        ProgressLine progress = output.progress(console)) {
      result =
          uploader.run(file, manifest, target.dataset(), run, new UploadProgress(progress, chunks));
    } catch (PreflightException e) {
      reportFailure(e, run, target, reports);
      throw e;
    }
    // An interrupted run has saved its state; reading its answer must not be interrupted again.
    Thread.interrupted();
    UploadOutput.show(result, target, output, console);
    reports.writeRun(run, target.isRehearsal());
    return UploadOutput.exitCode(result.status());
  }

  /** The uploader has merged its answers before it gave up, unless the run was refused. */
  private static void reportFailure(
      PreflightException failure, RunDirectory run, Target target, PlanReports reports) {
    boolean isOfThisRun =
        failure.code() == ErrorCode.SERVICE_FAILED || failure.code() == ErrorCode.TOKEN_REFUSED;
    if (!isOfThisRun || !Files.exists(run.result())) {
      return;
    }
    try {
      reports.writeRun(run, target.isRehearsal());
    } catch (IOException | PreflightException e) {
      failure.addSuppressed(e); // why the run has failed is what matters
    }
  }

  static Path defaultRunDir(Path file) {
    return file.resolveSibling(file.getFileName() + ".preflight");
  }

  private int stoppedAtInvalid(Console console) {
    if (!output.quiet()) {
      console
          .err()
          .println(
              "Nothing was sent. Mend these records, or send the valid ones alone:"
                  + " --on-invalid skip");
    }
    return ExitCode.INVALID;
  }

  private PreflightException nothingToUpload(Manifest manifest) {
    return new PreflightException(
        ErrorCode.NOTHING_TO_UPLOAD,
        "Nothing to upload: %s has %s, none of them valid"
            .formatted(
                Messages.printable(file.toString()),
                Console.count(manifest.totals().records(), "record")));
  }

  /** How this file is judged and cut; a run that has begun keeps to it. */
  private final class Planning {
    private final Target target;
    private final ValidatorOptions judging;
    private final ChunkLimits limits;
    private final PlanReports reports;

    Planning(Target target, ValidatorOptions judging, ChunkLimits limits, PlanReports reports) {
      this.reports = reports;
      this.target = target;
      this.judging = judging;
      this.limits = limits;
    }

    /** The dataset's own schema may change under a run; what was planned by it stays planned. */
    String rulesDigest() throws IOException {
      String schema = rules.hasSchemaFile() ? rules.readSchema().digest() : "of the dataset";
      return RulesDigest.of(schema, judging, chunking.skipsInvalid());
    }

    Optional<Manifest> begin(RunDirectory run, Console console) throws IOException {
      try (ChunkPlanner planner =
          ChunkPlanner.writingTo(run.manifest(), file, limits, rulesDigest())) {
        return plan(planner, console);
      }
    }

    Optional<Manifest> plan(ChunkPlanner planner, Console console) throws IOException {
      RecordSchema schema = rules.hasSchemaFile() ? rules.readSchema() : target.fetchSchema(rules);
      return ValidatedPlan.make(
          JsonlSource.file(file),
          RecordValidator.create(schema, judging),
          schema,
          planner,
          chunking.skipsInvalid(),
          results -> reports.gather(results, schema, judging),
          output,
          console);
    }

    /** Takes up the plan of a run that has begun: it was validated then, and is not read again. */
    Manifest resume(RunDirectory run) throws IOException {
      Manifest manifest = Manifest.read(run.manifest());
      manifest.source().requireUnchanged(file);
      if (!manifest.limits().equals(limits)
          || !manifest.rulesDigest().equals(Optional.of(rulesDigest()))) {
        throw new PreflightException(
            ErrorCode.RUN_MISMATCH,
            "The run in "
                + Console.path(run.folder())
                + " was begun with another schema, other policies or other limits. Use the same to"
                + " go on with it, or another --run-dir to begin anew");
      }
      return manifest;
    }
  }
}
