package io.github.jsonlpreflight.cli.options;

import io.github.jsonlpreflight.jsonl.ReadOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a file is read. */
public final class ReadingOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Validating threads. Default: the available processors.")
  private @Nullable Integer threads;

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

  private ReadingOptions() {}

  public ReadOptions toReadOptions() {
    return Usage.checked(
        spec,
        () -> {
          ReadOptions.Builder builder =
              ReadOptions.builder()
                  .maxRecordBytes(maxRecordBytes)
                  .maxDecompressedBytes(maxDecompressedBytes)
                  .maxCompressionRatio(maxCompressionRatio)
                  .maxZstdWindowBytes(maxZstdWindow);
          return threads == null ? builder.build() : builder.threads(threads).build();
        });
  }
}
