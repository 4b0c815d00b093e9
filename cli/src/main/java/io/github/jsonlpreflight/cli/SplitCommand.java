package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.chunker.ChunkLimits;
import io.github.jsonlpreflight.chunker.ChunkPlanner;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordValidator;
import io.github.jsonlpreflight.validator.ValidatorOptions;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
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
      "%nWithout --schema records are not looked into. Examples:",
      "  preflight split --max-bytes 64MiB --out-dir chunks huge.jsonl",
      "  preflight split --schema s.json --on-invalid skip --out-dir chunks reviews.jsonl"
    })
final class SplitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A JSON Lines file.")
  private Path file;

  @Option(
      names = "--out-dir",
      paramLabel = "DIR",
      required = true,
      description = "Where the chunk files and manifest.json go.")
  private Path outDir;

  @Mixin private ChunkOptions chunking;
  @Mixin private RuleOptions rules;
  @Mixin private ReadingOptions reading;
  @Mixin private OutputOptions output;
  @Mixin private ReportOptions report;

  private SplitCommand() {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console();
    ChunkLimits limits = chunking.toLimits();
    if (chunking.saysWhatToDoWithInvalid() && !rules.hasSchemaFile()) {
      throw Usage.error(spec, "--on-invalid goes with --schema: without one nothing is invalid");
    }
    if (report.file() != null && !rules.hasSchemaFile()) {
      throw Usage.error(spec, "--report goes with --schema: without one nothing is judged");
    }
    InputFiles.requireNoStandardInput(spec, file);
    JsonlSource.file(file).requireRegularFile();
    requireSeparateFiles();
    try (ReportFile page = report.begin()) {
      return split(limits, PlanReports.ofPlan(this::describe, page, output), console);
    }
  }

  private void requireSeparateFiles() throws IOException {
    CommandFiles all = new CommandFiles(spec);
    all.reads("the input", file);
    rules.addTo(all);
    report.addTo(all);
  }

  private CommandReport describe(@Nullable RecordSchema schema) {
    return new CommandReport(
        chunking.dryRun() ? "split --dry-run" : "split",
        file.toString(),
        ReportSettings.of(
            rules.schemaName(""),
            schema,
            rules.toValidatorOptions(reading.toReadOptions()),
            chunking.toLimits(),
            chunking.skipsInvalid() ? "skip" : "stop",
            output.hidesValues()),
        "preflight validate --schema %s --max-errors 0 %s"
            .formatted(ShellWord.quote(rules.schemaName("")), ShellWord.quote(file.toString())));
  }

  private int split(ChunkLimits limits, PlanReports reports, Console console) throws IOException {
    if (chunking.dryRun()) {
      try (ChunkPlanner planner = ChunkPlanner.dry(file, limits, null)) {
        return finish(plan(planner, reports, console), reports, console);
      }
    }
    boolean created = createOutDir();
    boolean filled = false;
    try (ChunkPlanner planner = ChunkPlanner.splittingInto(outDir, file, limits, null)) {
      Optional<Manifest> manifest = plan(planner, reports, console);
      filled = manifest.isPresent();
      return finish(manifest, reports, console);
    } finally {
      if (created && !filled) {
        deleteIfEmpty(outDir);
      }
    }
  }

  private static void deleteIfEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // An end in the middle of the last renames; the next split goes over it.
    }
  }

  private boolean createOutDir() throws IOException {
    if (Files.isDirectory(outDir)) {
      return false;
    }
    try {
      Files.createDirectories(outDir);
      return true;
    } catch (FileAlreadyExistsException e) {
      throw new PreflightException(
          ErrorCode.OUTPUT_UNWRITABLE,
          Messages.printable(outDir.toString()) + " is there and is no directory",
          e);
    }
  }

  private Optional<Manifest> plan(ChunkPlanner planner, PlanReports reports, Console console)
      throws IOException {
    ReadOptions options = reading.toReadOptions();
    if (!rules.hasSchemaFile()) {
      return Optional.of(planner.planUnchecked(options));
    }
    RecordSchema schema = rules.readSchema();
    ValidatorOptions judging = rules.toValidatorOptions(options);
    return ValidatedPlan.make(
        file,
        RecordValidator.create(schema, judging),
        schema,
        planner,
        chunking.skipsInvalid(),
        results -> reports.gather(results, schema, judging),
        output,
        console);
  }

  private int finish(Optional<Manifest> plan, PlanReports reports, Console console)
      throws IOException {
    reports.writePlan(plan.orElse(null), chunking.dryRun() ? "planned" : "written");
    if (plan.isEmpty()) {
      if (!output.quiet()) {
        console
            .err()
            .println(
                "Nothing was written. Mend these records, or leave them out: --on-invalid skip");
      }
      return ExitCode.INVALID;
    }
    Manifest manifest = plan.get();
    @Nullable Path writtenTo = chunking.dryRun() ? null : outDir;
    if (output.isJson()) {
      PlanOutput.json(manifest, console);
    } else {
      PlanOutput.text(manifest, writtenTo, console);
    }
    return manifest.skippedCount() == 0 ? ExitCode.OK : ExitCode.INVALID;
  }
}
