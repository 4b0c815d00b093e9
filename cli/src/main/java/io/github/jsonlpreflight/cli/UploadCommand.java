package io.github.jsonlpreflight.cli;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
      "  preflight upload reviews.jsonl --schema reviews.schema.json --sandbox",
      "  preflight upload --manifest chunks --dataset 6745…"
    })
final class UploadCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "A JSON Lines file, plain or compressed.")
  private @Nullable Path file;

  @Option(
      names = "--manifest",
      paramLabel = "DIR",
      description =
          "In place of FILE: send the chunk files that preflight split, or the Spark job, has left"
              + " in this folder, or under s3://BUCKET/PREFIX.")
  private @Nullable String chunkFiles;

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
      description =
          "Where the run's files live. Default: FILE or DIR, with .preflight behind its name.")
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
    try (UploadInput input = input()) {
      return call(input);
    }
  }

  private int call(UploadInput input) throws IOException {
    Console console = output.console();
    UploadOptions options = sending.toUploadOptions(sandbox);
    checkSandboxUsage();
    RunDirectory run =
        RunDirectory.at(runDir == null ? defaultRunDir(input.besideRunDir()) : runDir);
    requireSeparateFiles(input, run);
    try (Target target = sandbox ? Target.rehearsal(rules) : Target.service(service);
        ReportFile page = report.begin()) {
      PlanReports reports =
          PlanReports.ofUpload(schema -> describe(input, schema, target, run), page, output);
      UploadInput.Start start = new UploadInput.Start(target, reports, console);
      return chunking.dryRun() ? dryRun(input, start) : upload(input, run, start, options);
    }
  }

  private UploadInput input() {
    if (chunkFiles == null) {
      if (file == null) {
        throw Usage.error(spec, "Missing FILE: which file, or with --manifest which chunk files?");
      }
      InputFiles.requireNoStandardInput(spec, file);
      JsonlSource.file(file).requireRegularFile();
      return new FileInput(file, rules, chunking, reading, output);
    }
    if (file != null || isGiven("--max-bytes", "--max-records", "--on-invalid")) {
      throw Usage.error(
          spec,
          "--manifest goes with no FILE, --max-bytes, --max-records or --on-invalid: its chunks"
              + " are cut already");
    }
    if (isGiven("--schema") && !sandbox) {
      throw Usage.error(
          spec,
          "--manifest goes with --schema only where --sandbox needs one: its records were judged"
              + " before they were split");
    }
    String place = chunkFiles;
    return Usage.checked(spec, () -> ChunkFilesInput.at(place, output.quiet()));
  }

  /** Tells whether an option stands on the command line, and not only in a configuration. */
  private boolean isGiven(String... options) {
    return Arrays.stream(options).anyMatch(spec.commandLine().getParseResult()::hasMatchedOption);
  }

  private void checkSandboxUsage() {
    if (sandbox && !rules.hasSchemaFile()) {
      throw Usage.error(spec, "--sandbox needs --schema: its dataset has no schema of its own");
    }
    if (sandbox && service.hasDataset()) {
      throw Usage.error(spec, "--sandbox has a dataset of its own: leave --dataset out");
    }
  }

  private CommandReport describe(
      UploadInput input, @Nullable RecordSchema schema, Target target, RunDirectory run) {
    return new CommandReport(
        "upload" + (sandbox ? " --sandbox" : "") + (chunking.dryRun() ? " --dry-run" : ""),
        input.name(),
        ReportSettings.of(
            rules.schemaName(target.dataset()),
            schema,
            rules.toValidatorOptions(reading.toReadOptions()),
            input.limits(),
            input.onInvalid(),
            output.hidesValues()),
        Console.path(run.rejections()));
  }

  private int dryRun(UploadInput input, UploadInput.Start start) throws IOException {
    Optional<Manifest> plan = input.planOnly(start);
    start.reports().writePlan(plan.orElse(null), "planned");
    if (plan.isEmpty()) {
      return stoppedAtInvalid(start.console());
    }
    if (output.isJson()) {
      PlanOutput.json(plan.get(), start.console());
    } else {
      PlanOutput.text(plan.get(), null, start.console());
    }
    return plan.get().skippedCount() == 0 ? ExitCode.OK : ExitCode.INVALID;
  }

  private int upload(
      UploadInput input, RunDirectory run, UploadInput.Start start, UploadOptions options)
      throws IOException {
    PlanReports reports = start.reports();
    boolean isNew = !Files.exists(run.folder());
    requireFolder(run);
    requireOwnFolder(input, run);
    RunLock lock = run.lock();
    try (lock) {
      boolean leftOver = start.target().isLeftOver(run);
      Optional<Manifest> manifest =
          Files.exists(run.journal()) && !leftOver
              ? Optional.of(input.resume(run))
              : input.begin(run, start);
      if (manifest.isPresent()) {
        if (manifest.get().chunks().isEmpty()) {
          reports.writePlan(manifest.get(), "planned");
          throw nothingToUpload(input, manifest.get());
        }
        if (leftOver) {
          Files.delete(run.journal()); // its answers stay until there are new ones
        }
        reports.keepValidation(run);
        return send(input, manifest.get(), run, start, options);
      }
      reports.writePlan(null, "planned");
    } finally {
      if (isNew && !Files.exists(run.journal())) {
        RunFiles.deleteAll(run);
      }
    }
    return stoppedAtInvalid(start.console());
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
  private void requireOwnFolder(UploadInput input, RunDirectory run) throws IOException {
    if (!Files.isDirectory(run.folder())) {
      return;
    }
    Optional<Path> read = input.folder();
    boolean holdsSource = read.isPresent() && Files.isSameFile(run.folder(), read.get());
    boolean isForeign = false;
    if (!Files.exists(run.journal())) {
      try (Stream<Path> entries = Files.list(run.folder())) {
        // What a start that ended early may leave behind.
        isForeign =
            entries.anyMatch(
                entry ->
                    !entry.equals(run.lockFile())
                        && !entry.getFileName().toString().startsWith(Manifest.FILE_NAME)
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

  private void requireSeparateFiles(UploadInput input, RunDirectory run) throws IOException {
    CommandFiles all = new CommandFiles(spec);
    all.printsResults();
    input.addTo(all);
    rules.addTo(all);
    service.addTo(all);
    for (Path written : RunFiles.of(run)) {
      all.writes("the run's file", written);
    }
    report.addTo(all);
  }

  private int send(
      UploadInput input,
      Manifest manifest,
      RunDirectory run,
      UploadInput.Start start,
      UploadOptions options)
      throws IOException {
    Target target = start.target();
    RunResult result;
    try (Uploader uploader = Uploader.connect(target.service(), options);
        ProgressLine progress = output.progress(start.console())) {
      UploadProgress listener = new UploadProgress(progress, manifest.chunks().size());
      result = uploader.run(input.chunks(), manifest, target.dataset(), run, listener);
    } catch (PreflightException e) {
      reportFailure(e, run, target, start.reports());
      throw e;
    }
    // An interrupted run has saved its state; reading its answer must not be interrupted again.
    Thread.interrupted();
    UploadOutput.show(result, target, output, start.console());
    start.reports().writeRun(run, target.isRehearsal());
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
      console.say(
          "Nothing was sent. Mend these records, or send the valid ones alone:"
              + " --on-invalid skip");
    }
    return ExitCode.INVALID;
  }

  private static PreflightException nothingToUpload(UploadInput input, Manifest manifest) {
    return new PreflightException(
        ErrorCode.NOTHING_TO_UPLOAD,
        "Nothing to upload: %s has %s, none of them valid"
            .formatted(
                Messages.printable(input.name()),
                Console.count(manifest.totals().records(), "record")));
  }
}
