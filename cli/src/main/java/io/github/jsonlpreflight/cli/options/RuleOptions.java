package io.github.jsonlpreflight.cli.options;

import io.github.jsonlpreflight.cli.files.InputFiles;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.validator.Policies;
import io.github.jsonlpreflight.validator.Policy;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.SchemaKind;
import io.github.jsonlpreflight.validator.ValidatorOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What records are judged by. */
public final class RuleOptions {
  /** How the kind of a schema is told. */
  enum Kind {
    auto,
    dataset,
    json_schema;

    @Override
    public String toString() {
      return name().replace('_', '-');
    }
  }

  /** Every setting of a policy but those with a number, for completion. */
  static final class PolicyChoices implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      Stream<String> names =
          Stream.concat(
              Arrays.stream(Policy.values())
                  .filter(policy -> policy != Policy.MAX_VALUE_LENGTH)
                  .map(Policy::id),
              Stream.of("all"));
      Stream<String> settings =
          names.flatMap(name -> Stream.of("error", "warn", "off").map(to -> name + "=" + to));
      return Stream.concat(settings, Stream.of(Policy.MAX_VALUE_LENGTH.id() + "=off")).iterator();
    }
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description = "The dataset's schema, or a JSON Schema (2020-12, 2019-09, 7, 6, 4).")
  private @Nullable Path schemaFile;

  @Option(
      names = "--schema-kind",
      paramLabel = "KIND",
      defaultValue = "auto",
      description =
          "What the schema is: ${COMPLETION-CANDIDATES}; auto tells by its content. Default:"
              + " ${DEFAULT-VALUE}.")
  private Kind kind;

  @Option(
      names = "--policy",
      paramLabel = "NAME=SEVERITY",
      completionCandidates = PolicyChoices.class,
      description =
          "Sets a policy to error, warn or off; all=… sets every one, max-value-length=N limits"
              + " values to N code points. May be given several times.")
  private List<String> policies = List.of();

  @Option(
      names = "--max-depth",
      paramLabel = "N",
      defaultValue = "500",
      description = "A record nested deeper is invalid. Default: ${DEFAULT-VALUE}.")
  private int maxDepth;

  private @Nullable RecordSchema schemaOfFile;

  private RuleOptions() {}

  /** Returns what a report calls the schema: its file, or the dataset that it comes from. */
  public String schemaName(String dataset) {
    return schemaFile == null ? "of the dataset " + dataset : schemaFile.toString();
  }

  public boolean hasSchemaFile() {
    return schemaFile != null;
  }

  /** Adds the files that are read for these rules. */
  public void addTo(CommandFiles files) throws IOException {
    files.reads("--schema", schemaFile);
  }

  /** Returns the schema's file, where there is one. */
  public Optional<Path> schemaFile() {
    return Optional.ofNullable(schemaFile);
  }

  /** Returns the schema's bytes as they stand in its file. */
  private byte[] readSchemaFile() throws IOException {
    if (schemaFile == null) {
      throw new IllegalStateException("there is no schema file");
    }
    return InputFiles.readAll("the schema", schemaFile);
  }

  /** Returns the checked schema of the file; it is read and compiled once. */
  public RecordSchema readSchema() throws IOException {
    RecordSchema schema = schemaOfFile;
    if (schema == null) {
      schema = parse(String.valueOf(schemaFile), readSchemaFile());
      schemaOfFile = schema;
    }
    return schema;
  }

  /** Returns the checked schema of a document, read as {@code --schema-kind} says. */
  RecordSchema parse(String name, byte[] document) {
    return RecordSchema.parse(
        name,
        document,
        switch (kind) {
          case auto -> null;
          case dataset -> SchemaKind.DATASET;
          case json_schema -> SchemaKind.JSON_SCHEMA;
        });
  }

  public ValidatorOptions toValidatorOptions(ReadOptions reading) {
    return Usage.checked(
        spec,
        () ->
            ValidatorOptions.builder()
                .policies(Policies.parse(policies))
                .maxDepth(maxDepth)
                .reading(reading)
                .build());
  }
}
