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

  @Parameters(paramLabel = "FILE", description = "A JSON Lines file, plain or compressed.")
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

  private SplitCommand() {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console();
    ChunkLimits limits = chunking.toLimits();
    if (chunking.saysWhatToDoWithInvalid() && !rules.hasSchemaFile()) {
      throw Usage.error(spec, "--on-invalid goes with --schema: without one nothing is invalid");
    }
    InputFiles.requireNoStandardInput(spec, file);
    JsonlSource.file(file).requireRegularFile();
    if (chunking.dryRun()) {
      try (ChunkPlanner planner = ChunkPlanner.dry(file, limits, null)) {
        return finish(plan(planner, console), console);
      }
    }
    boolean created = createOutDir();
    boolean filled = false;
    try (ChunkPlanner planner = ChunkPlanner.splittingInto(outDir, file, limits, null)) {
      Optional<Manifest> manifest = plan(planner, console);
      filled = manifest.isPresent();
      return finish(manifest, console);
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

  private Optional<Manifest> plan(ChunkPlanner planner, Console console) throws IOException {
    ReadOptions options = reading.toReadOptions();
    if (!rules.hasSchemaFile()) {
      return Optional.of(planner.planUnchecked(options));
    }
    RecordSchema schema = rules.readSchema();
    RecordValidator validator = RecordValidator.create(schema, rules.toValidatorOptions(options));
    return ValidatedPlan.make(
        file, validator, schema, planner, chunking.skipsInvalid(), output, console);
  }

  private int finish(Optional<Manifest> plan, Console console) {
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
