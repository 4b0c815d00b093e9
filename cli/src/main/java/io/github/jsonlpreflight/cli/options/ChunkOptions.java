package io.github.jsonlpreflight.cli.options;

import io.github.jsonlpreflight.chunker.ChunkLimits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How large chunks become, and what happens to invalid records. */
public final class ChunkOptions {
  /** What to do where a record is invalid. */
  enum OnInvalid {
    stop,
    skip
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--max-bytes",
      paramLabel = "SIZE",
      defaultValue = "64MiB",
      converter = Sizes.class,
      description = "The greatest size of a chunk. Default: ${DEFAULT-VALUE}.")
  private long maxBytes;

  @Option(
      names = "--max-records",
      paramLabel = "N",
      description = "The greatest number of records in a chunk. Default: no limit.")
  private @Nullable Long maxRecords;

  @Option(
      names = "--on-invalid",
      paramLabel = "WHAT",
      description =
          "stop: one invalid record, and nothing is done. skip: the valid records go on alone."
              + " Default: stop.")
  private @Nullable OnInvalid onInvalid;

  @Option(names = "--dry-run", description = "Validate and plan only: print the chunks.")
  private boolean dryRun;

  private ChunkOptions() {}

  public ChunkLimits toLimits() {
    return Usage.checked(
        spec,
        () -> {
          ChunkLimits.Builder builder = ChunkLimits.builder().maxChunkBytes(maxBytes);
          return maxRecords == null ? builder.build() : builder.maxChunkRecords(maxRecords).build();
        });
  }

  public boolean skipsInvalid() {
    return onInvalid == OnInvalid.skip;
  }

  public boolean saysWhatToDoWithInvalid() {
    return onInvalid != null;
  }

  public boolean dryRun() {
    return dryRun;
  }
}
