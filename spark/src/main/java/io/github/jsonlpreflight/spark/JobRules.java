package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.jsonl.ByteSize;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.validator.Policies;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.SchemaKind;
import io.github.jsonlpreflight.validator.ValidatorOptions;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** How the job reads and judges, in the options of {@code preflight}. */
final class JobRules {
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

  /** Reads sizes. */
  static final class Sizes implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      try {
        return ByteSize.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description = "The dataset's schema, or a JSON Schema (2020-12, 2019-09, 7, 6, 4).")
  private @Nullable String schema;

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

  @Option(
      names = "--max-record-bytes",
      paramLabel = "SIZE",
      defaultValue = "64MiB",
      converter = Sizes.class,
      description = "A longer record is invalid and never held. Default: ${DEFAULT-VALUE}.")
  private long maxRecordBytes;

  @Option(
      names = "--max-decompressed-bytes",
      paramLabel = "SIZE",
      defaultValue = "1TiB",
      converter = Sizes.class,
      description =
          "A compressed file that decompresses to more cannot be used. Default: ${DEFAULT-VALUE}.")
  private long maxDecompressedBytes;

  @Option(
      names = "--max-compression-ratio",
      paramLabel = "N",
      defaultValue = "500",
      description =
          "A compressed file that decompresses to more than N times its size cannot be used, once it"
              + " has come to 256 MiB. Default: ${DEFAULT-VALUE}.")
  private int maxCompressionRatio;

  @Option(
      names = "--max-zstd-window",
      paramLabel = "SIZE",
      defaultValue = "128MiB",
      converter = Sizes.class,
      description =
          "A zstd file that needs more memory than this for its window cannot be used. Default:"
              + " ${DEFAULT-VALUE}.")
  private long maxZstdWindow;

  private JobRules() {}

  boolean hasSchema() {
    return schema != null;
  }

  /**
   * Returns the rules.
   *
   * @param splitBytes how many bytes of a plain file a task reads
   */
  SparkOptions options(long splitBytes) {
    try {
      SparkOptions.Builder options =
          SparkOptions.builder()
              .splitBytes(splitBytes)
              .judging(
                  ValidatorOptions.builder()
                      .policies(Policies.parse(policies))
                      .maxDepth(maxDepth)
                      .reading(reading())
                      .build());
      switch (kind) {
        case auto -> {}
        case dataset -> options.schemaKind(SchemaKind.DATASET);
        case json_schema -> options.schemaKind(SchemaKind.JSON_SCHEMA);
      }
      return options.build();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), OptionNames.toFlags(String.valueOf(e.getMessage())), e);
    }
  }

  private ReadOptions reading() {
    return ReadOptions.builder()
        .maxRecordBytes(maxRecordBytes)
        .maxDecompressedBytes(maxDecompressedBytes)
        .maxCompressionRatio(maxCompressionRatio)
        .maxZstdWindowBytes(maxZstdWindow)
        .build();
  }

  /** Reads the schema, from any file system. */
  Rules read(SparkOptions options, Configuration conf) throws IOException {
    if (schema == null) {
      throw new ParameterException(spec.commandLine(), "Missing --schema FILE");
    }
    Path path = new Path(schema);
    try (InputStream in = path.getFileSystem(conf).open(path)) {
      // What is longer is no schema, and may be a file of records that fills the memory.
      return Rules.of(schema, in.readNBytes(RecordSchema.MAX_SCHEMA_BYTES + 1), options);
    } catch (FileNotFoundException e) {
      throw new PreflightException(
          ErrorCode.INPUT_UNREADABLE,
          "Cannot read the schema " + Messages.printable(schema) + ": there is no such file",
          e);
    }
  }
}
