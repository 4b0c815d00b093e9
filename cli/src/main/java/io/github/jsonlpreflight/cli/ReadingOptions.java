package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.jsonl.ReadOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a file is read. */
final class ReadingOptions {
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

  private ReadingOptions() {}

  ReadOptions toReadOptions() {
    return Usage.checked(
        spec,
        () -> {
          ReadOptions.Builder builder = ReadOptions.builder().maxRecordBytes(maxRecordBytes);
          return threads == null ? builder.build() : builder.threads(threads).build();
        });
  }
}
