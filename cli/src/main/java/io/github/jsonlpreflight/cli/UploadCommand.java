package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.files.InputFiles;
import io.github.jsonlpreflight.cli.files.ReportFile;
import io.github.jsonlpreflight.cli.options.ChunkOptions;
import io.github.jsonlpreflight.cli.options.CommandFiles;
import io.github.jsonlpreflight.cli.options.FindingsOutputOptions;
import io.github.jsonlpreflight.cli.options.OptionGroups;
import io.github.jsonlpreflight.cli.options.ReadingOptions;
import io.github.jsonlpreflight.cli.options.ReportOptions;
import io.github.jsonlpreflight.cli.options.RuleOptions;
import io.github.jsonlpreflight.cli.options.SendingOptions;
import io.github.jsonlpreflight.cli.options.ServiceArguments;
import io.github.jsonlpreflight.cli.options.Usage;
import io.github.jsonlpreflight.cli.plan.PlanOutput;
import io.github.jsonlpreflight.cli.plan.PlanReports;
import io.github.jsonlpreflight.cli.report.ReportSettings;
import io.github.jsonlpreflight.cli.report.page.CommandReport;
import io.github.jsonlpreflight.cli.upload.ChunkFilesInput;
import io.github.jsonlpreflight.cli.upload.FileInput;
import io.github.jsonlpreflight.cli.upload.RunFiles;
import io.github.jsonlpreflight.cli.upload.Target;
import io.github.jsonlpreflight.cli.upload.UploadInput;
import io.github.jsonlpreflight.cli.upload.UploadReports;
import io.github.jsonlpreflight.cli.upload.UploadStart;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.uploader.RunDirectory;
import io.github.jsonlpreflight.uploader.RunStatus;
import io.github.jsonlpreflight.uploader.UploadOptions;
import io.github.jsonlpreflight.validator.RecordSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
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
        RunDirectory.at(runDir == null ? RunFiles.beside(input.besideRunDir()) : runDir);
    requireSeparateFiles(input, run);
    try (Target target = sandbox ? Target.rehearsal(rules) : Target.service(service);
        ReportFile page = report.begin()) {
      PlanReports ofPlan =
          PlanReports.ofUpload(schema -> describe(input, schema, target, run), page, output);
      UploadReports reports = new UploadReports(ofPlan, page, output);
      UploadStart start = new UploadStart(input, target, options, reports, output, console);
      return chunking.dryRun() ? dryRun(start, console) : upload(start, input, run, console);
    }
  }

  private UploadInput input() {
    if (chunkFiles == null) {
      if (file == null) {
        throw Usage.error(spec, "Missing FILE: which file, or with --manifest which chunk files?");
      }
      requireFileThatCanBeReadTwice(file);
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

  /** Explains to whoever pipes something in why that does not do. */
  private void requireFileThatCanBeReadTwice(Path input) {
    if (input.toString().equals(InputFiles.STANDARD_INPUT)) {
      throw Usage.error(
          spec,
          "upload reads its file twice, and standard input comes only once: write it to a file"
              + " first (a file that is called - is ./-)");
    }
    JsonlSource.file(input).requireRegularFile();
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
        Humanize.path(run.rejections()));
  }

  private int dryRun(UploadStart start, Console console) throws IOException {
    Optional<Manifest> plan = start.planOnly();
    if (plan.isEmpty()) {
      return stoppedAtInvalid(console);
    }
    PlanOutput.show(plan.get(), null, output, console);
    return plan.get().skippedCount() == 0 ? ExitCode.OK : ExitCode.INVALID;
  }

  private int upload(UploadStart start, UploadInput input, RunDirectory run, Console console)
      throws IOException {
    RunFiles.requireUsable(run);
    requireOwnFolder(input, run);
    Optional<RunStatus> status = start.goOn(run);
    return status.isPresent() ? ExitCode.of(status.get()) : stoppedAtInvalid(console);
  }

  private void requireOwnFolder(UploadInput input, RunDirectory run) throws IOException {
    Optional<Path> read = input.folder();
    boolean holdsSource =
        read.isPresent()
            && Files.isDirectory(run.folder())
            && Files.isSameFile(run.folder(), read.get());
    if (holdsSource || RunFiles.holdsOthers(run)) {
      throw Usage.error(
          spec,
          "--run-dir "
              + Humanize.path(run.folder())
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

  private int stoppedAtInvalid(Console console) {
    if (!output.quiet()) {
      console.say(
          "Nothing was sent. Mend these records, or send the valid ones alone:"
              + " --on-invalid skip");
    }
    return ExitCode.INVALID;
  }
}
