package io.github.jsonlpreflight.cli.upload;

import io.github.jsonlpreflight.chunker.ChunkLimits;
import io.github.jsonlpreflight.chunker.ChunkPlanner;
import io.github.jsonlpreflight.chunker.ChunkSource;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.options.ChunkOptions;
import io.github.jsonlpreflight.cli.options.CommandFiles;
import io.github.jsonlpreflight.cli.options.FindingsOutputOptions;
import io.github.jsonlpreflight.cli.options.ReadingOptions;
import io.github.jsonlpreflight.cli.options.RuleOptions;
import io.github.jsonlpreflight.cli.plan.ValidatedPlan;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.uploader.RunDirectory;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordValidator;
import io.github.jsonlpreflight.validator.RulesDigest;
import io.github.jsonlpreflight.validator.ValidatorOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A file that is validated and cut by this command. A run that has begun keeps to its plan. */
public final class FileInput implements UploadInput {
  private final Path file;
  private final RuleOptions rules;
  private final ChunkOptions chunking;
  private final FindingsOutputOptions output;
  private final ValidatorOptions judging;
  private final ChunkLimits limits;

  public FileInput(
      Path file,
      RuleOptions rules,
      ChunkOptions chunking,
      ReadingOptions reading,
      FindingsOutputOptions output) {
    this.file = file;
    this.rules = rules;
    this.chunking = chunking;
    this.output = output;
    this.judging = rules.toValidatorOptions(reading.toReadOptions());
    this.limits = chunking.toLimits();
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public ChunkSource chunks() {
    return ChunkSource.file(file);
  }

  @Override
  public Path besideRunDir() {
    return file;
  }

  @Override
  public Optional<Path> folder() {
    return Optional.ofNullable(file.toAbsolutePath().getParent());
  }

  @Override
  public void addTo(CommandFiles files) throws IOException {
    files.reads("the input", file);
  }

  @Override
  public ChunkLimits limits() {
    return limits;
  }

  @Override
  public String onInvalid() {
    return chunking.skipsInvalid() ? "skip" : "stop";
  }

  @Override
  public Optional<Manifest> planOnly(Planning at) throws IOException {
    try (ChunkPlanner planner = ChunkPlanner.dry(file, limits, rulesDigest())) {
      return plan(planner, at);
    }
  }

  @Override
  public Optional<Manifest> begin(RunDirectory run, Planning at) throws IOException {
    try (ChunkPlanner planner =
        ChunkPlanner.writingTo(run.manifest(), file, limits, rulesDigest())) {
      return plan(planner, at);
    }
  }

  private Optional<Manifest> plan(ChunkPlanner planner, Planning at) throws IOException {
    RecordSchema schema =
        rules.hasSchemaFile() ? rules.readSchema() : at.target().fetchSchema(rules);
    return ValidatedPlan.make(
        JsonlSource.file(file),
        RecordValidator.create(schema, judging),
        schema,
        planner,
        chunking.skipsInvalid(),
        results -> at.reports().gather(results, schema, judging),
        output,
        at.console());
  }

  /** It was validated when it was planned, and is not read again. */
  @Override
  public Manifest resume(RunDirectory run) throws IOException {
    Manifest manifest = Manifest.read(run.manifest());
    chunks().requireUnchanged(manifest);
    if (!manifest.limits().equals(limits)
        || !manifest.rulesDigest().equals(Optional.of(rulesDigest()))) {
      throw new PreflightException(
          ErrorCode.RUN_MISMATCH,
          "The run in "
              + Humanize.path(run.folder())
              + " was begun with another schema, other policies or other limits. Use the same to"
              + " go on with it, or another --run-dir to begin anew");
    }
    return manifest;
  }

  @Override
  public void close() {
    // Nothing is held open between two steps.
  }

  /** The dataset's own schema may change under a run; what was planned by it stays planned. */
  private String rulesDigest() throws IOException {
    String schema = rules.hasSchemaFile() ? rules.readSchema().digest() : "of the dataset";
    return RulesDigest.of(schema, judging, chunking.skipsInvalid());
  }
}
