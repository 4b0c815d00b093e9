package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.chunker.ChunkFolderReport;
import io.github.jsonlpreflight.chunker.ChunkLimits;
import io.github.jsonlpreflight.chunker.ChunkPlanner;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.files.FileKind;
import io.github.jsonlpreflight.cli.files.InputFiles;
import io.github.jsonlpreflight.cli.files.OutputFolder;
import io.github.jsonlpreflight.cli.files.ReportFile;
import io.github.jsonlpreflight.cli.options.ChunkOptions;
import io.github.jsonlpreflight.cli.options.CommandFiles;
import io.github.jsonlpreflight.cli.options.FindingsOutputOptions;
import io.github.jsonlpreflight.cli.options.OptionGroups;
import io.github.jsonlpreflight.cli.options.ReadingOptions;
import io.github.jsonlpreflight.cli.options.ReportOptions;
import io.github.jsonlpreflight.cli.options.RuleOptions;
import io.github.jsonlpreflight.cli.options.ShellWord;
import io.github.jsonlpreflight.cli.options.Usage;
import io.github.jsonlpreflight.cli.plan.PlanOutput;
import io.github.jsonlpreflight.cli.plan.PlanReports;
import io.github.jsonlpreflight.cli.plan.ValidatedPlan;
import io.github.jsonlpreflight.cli.plan.VerifyOutput;
import io.github.jsonlpreflight.cli.report.ReportSettings;
import io.github.jsonlpreflight.cli.report.page.CommandReport;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordValidator;
import io.github.jsonlpreflight.validator.RulesDigest;
import io.github.jsonlpreflight.validator.ValidatorOptions;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    name = "split",
    description = "Cut a file into chunk files at record boundaries.",
    footer = {
      "%nWithout --schema records are not looked into. After an interruption the same command goes on.",
      "%nExamples:",
      "  preflight split --max-bytes 64MiB --out-dir chunks huge.jsonl",
      "  zcat huge.jsonl.gz | preflight split --out-dir chunks -",
      "  preflight split --schema s.json --on-invalid skip --out-dir chunks r.jsonl",
      "  preflight split --verify chunks"
    })
final class SplitCommand implements Callable<Integer> {
  /** What the chunks of standard input are named by. */
  private static final String NAME_OF_STANDARD_INPUT = "stdin";

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "A JSON Lines file, plain or compressed; - is standard input.")
  private @Nullable Path file;

  @Option(
      names = "--out-dir",
      paramLabel = "DIR",
      description = "Where the chunk files and manifest.json go.")
  private @Nullable Path outDir;

  @Option(
      names = "--verify",
      paramLabel = "DIR",
      description = "Hold the chunk files of a folder against its manifest.json; write nothing.")
  private @Nullable Path verify;

  @Mixin(name = OptionGroups.CHUNKS)
  private ChunkOptions chunking;

  @Mixin(name = OptionGroups.RULES)
  private RuleOptions rules;

  @Mixin(name = OptionGroups.READING)
  private ReadingOptions reading;

  @Mixin(name = OptionGroups.OUTPUT)
  private FindingsOutputOptions output;

  @Mixin private ReportOptions report;

  private SplitCommand() {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console();
    if (verify != null) {
      if (file != null || outDir != null || chunking.dryRun() || report.file() != null) {
        throw Usage.error(
            spec, "--verify goes with no FILE, no --out-dir, no --report and no --dry-run");
      }
      ChunkFolderReport found = ChunkFolderReport.of(verify);
      VerifyOutput.show(verify, found, output, console);
      return found.findings().isEmpty() ? ExitCode.OK : ExitCode.UNUSABLE;
    }
    Path input = required(file, "FILE: which file is to be cut? - is standard input");
    ChunkLimits limits = chunking.toLimits();
    if (chunking.saysWhatToDoWithInvalid() && !rules.hasSchemaFile()) {
      throw Usage.error(spec, "--on-invalid goes with --schema: without one nothing is invalid");
    }
    if (report.file() != null && !rules.hasSchemaFile()) {
      throw Usage.error(spec, "--report goes with --schema: without one nothing is judged");
    }
    JsonlSource source = source(input);
    requireSeparateFiles(input);
    try (ReportFile page = report.begin()) {
      PlanReports reports =
          PlanReports.ofPlan(schema -> describe(input, limits, schema), page, output);
      if (chunking.dryRun()) {
        try (ChunkPlanner planner = ChunkPlanner.dry(source, limits, null)) {
          return finish(plan(planner, source, reports, console), null, reports, console);
        }
      }
      Path folder = required(outDir, "--out-dir DIR: where do the chunk files go?");
      requireReadable(input, source);
      return splitInto(folder, source, limits, reports, console);
    }
  }

  private void requireSeparateFiles(Path input) throws IOException {
    CommandFiles all = new CommandFiles(spec);
    all.input(input.toString());
    rules.addTo(all);
    report.addTo(all);
  }

  private CommandReport describe(Path input, ChunkLimits limits, @Nullable RecordSchema schema) {
    return new CommandReport(
        chunking.dryRun() ? "split --dry-run" : "split",
        input.toString(),
        ReportSettings.of(
            rules.schemaName(""),
            schema,
            rules.toValidatorOptions(reading.toReadOptions()),
            limits,
            chunking.skipsInvalid() ? "skip" : "stop",
            output.hidesValues()),
        "preflight validate --schema %s --max-errors 0 %s"
            .formatted(ShellWord.quote(rules.schemaName("")), ShellWord.quote(input.toString())));
  }

  private <T> T required(@Nullable T value, String what) {
    if (value == null) {
      throw Usage.error(spec, "Missing " + what);
    }
    return value;
  }

  private static JsonlSource source(Path input) {
    if (!input.toString().equals(InputFiles.STANDARD_INPUT)) {
      return JsonlSource.file(input);
    }
    // Unlike System.in, a channel can be interrupted while it waits for bytes.
    FileChannel standardInput = new FileInputStream(FileDescriptor.in).getChannel();
    return JsonlSource.stream(NAME_OF_STANDARD_INPUT, Channels.newInputStream(standardInput));
  }

  /** Before a folder is made for nothing. */
  private static void requireReadable(Path input, JsonlSource source) {
    if (source.path().isPresent() && FileKind.of(input) != FileKind.PIPE) {
      source.requireRegularFile();
    }
  }

  private int splitInto(
      Path folder, JsonlSource source, ChunkLimits limits, PlanReports reports, Console console)
      throws IOException {
    List<Path> alsoRead = rules.schemaFile().stream().toList();
    try (OutputFolder filled = OutputFolder.open(folder);
        ChunkPlanner planner =
            ChunkPlanner.splittingInto(folder, source, limits, rulesDigest(), alsoRead)) {
      Optional<Manifest> manifest;
      try {
        manifest = plan(planner, source, reports, console);
      } catch (PreflightException e) {
        planner.discard(); // it would fail again
        throw e;
      } catch (IOException e) {
        sayWhatIsThere(planner, folder, source, console);
        throw e;
      }
      return finish(manifest, filled.path(), reports, console);
    }
  }

  /** Stands for what decides which records are in the chunks, or is null where it is all. */
  private @Nullable String rulesDigest() throws IOException {
    return rules.hasSchemaFile()
        ? RulesDigest.of(
            rules.readSchema().digest(),
            rules.toValidatorOptions(reading.toReadOptions()),
            chunking.skipsInvalid())
        : null;
  }

  private static void sayWhatIsThere(
      ChunkPlanner planner, Path folder, JsonlSource source, Console console) {
    if (source.path().filter(Files::isRegularFile).isPresent() && planner.finishedFiles() > 0) {
      console.say(
          Humanize.count(planner.finishedFiles(), "finished chunk")
              + " kept in "
              + Humanize.path(folder)
              + " under temporary names. The same command goes on from there; a split with"
              + " other options removes them");
    } else {
      console.say("Nothing was kept");
    }
  }

  private Optional<Manifest> plan(
      ChunkPlanner planner, JsonlSource source, PlanReports reports, Console console)
      throws IOException {
    ReadOptions options = reading.toReadOptions();
    if (!rules.hasSchemaFile()) {
      return Optional.of(planner.planUnchecked(options));
    }
    RecordSchema schema = rules.readSchema();
    ValidatorOptions judging = rules.toValidatorOptions(options);
    return ValidatedPlan.make(
        source,
        RecordValidator.create(schema, judging),
        schema,
        planner,
        chunking.skipsInvalid(),
        results -> reports.gather(results, schema, judging),
        output,
        console);
  }

  private int finish(
      Optional<Manifest> plan, @Nullable Path writtenTo, PlanReports reports, Console console)
      throws IOException {
    reports.write(plan, writtenTo == null ? "planned" : "written");
    if (plan.isEmpty()) {
      if (!output.quiet()) {
        console.say(
            "Nothing was written. Mend these records, or leave them out: --on-invalid skip");
      }
      return ExitCode.INVALID;
    }
    Manifest manifest = plan.get();
    PlanOutput.show(manifest, writtenTo, output, console);
    return manifest.skippedCount() == 0 ? ExitCode.OK : ExitCode.INVALID;
  }
}
