package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.chunker.Chunk;
import io.github.jsonlpreflight.chunker.ChunkLimits;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.chunker.ManifestAssembly;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.validator.RulesDigest;
import io.github.jsonlpreflight.validator.ValidationSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "split", description = "Cut a file into chunk files at record boundaries.")
final class SplitCommand implements Callable<Integer> {
  /** Chunks that are smaller than this come several to a split. */
  private static final long LEAST_SPLIT_BYTES = 16L << 20;

  /** Below the results' folder, so that it lies where there is room, and is out of the way. */
  private static final String WORK = "_preflight-work";

  /** What to do where a record is invalid. */
  enum OnInvalid {
    stop,
    skip
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A JSON Lines file, plain or compressed.")
  private String file;

  @Mixin private JobRules rules;

  @Option(
      names = "--out-dir",
      paramLabel = "DIR",
      required = true,
      description =
          "Where the chunk files and manifest.json go: a folder that is empty or not there.")
  private String outDir;

  @Option(
      names = "--max-bytes",
      paramLabel = "SIZE",
      defaultValue = "64MiB",
      converter = JobRules.Sizes.class,
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

  @Option(
      names = "--split-bytes",
      paramLabel = "SIZE",
      converter = JobRules.Sizes.class,
      description =
          "How much of a plain file a task reads; no chunk goes beyond. Default: 15/16 of"
              + " --max-bytes, or 128 MiB where chunks are small.")
  private @Nullable Long splitBytes;

  private final Supplier<SparkSession> session;

  SplitCommand(Supplier<SparkSession> session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (onInvalid != null && !rules.hasSchema()) {
      throw new ParameterException(
          spec.commandLine(), "--on-invalid goes with --schema: without one nothing is invalid");
    }
    ChunkLimits limits = limits();
    SparkOptions options = rules.options(usualSplitBytes());
    Cluster cluster = new Cluster(session.get());
    Configuration conf = cluster.conf();
    Rules judging = rules.hasSchema() ? rules.read(options, conf) : null;
    Reading reading = Reading.of(options.judging().reading());
    Path folder = new Path(outDir);
    JobOutput.requireEmpty(folder, conf);
    List<HadoopFile> files = Inputs.require(List.of(file), reading.ofDriver(), conf);
    if (files.size() != 1) {
      throw new ParameterException(
          spec.commandLine(),
          file + " stands for " + files.size() + " files, and split cuts one at a time");
    }
    HadoopFile source = files.get(0);
    List<Split> splits =
        SplitCounts.place(Splits.of(files, options.splitBytes(), conf), reading, cluster);
    Path work = new Path(folder, WORK);
    java.nio.file.Path local = Files.createTempDirectory("preflight-spark");
    try (ManifestAssembly assembly =
        ManifestAssembly.begin(
            local.resolve(Manifest.FILE_NAME),
            source.fingerprint(),
            limits,
            rulesDigest(judging, options))) {
      JobOutput skippedLists = JobOutput.begin(work, conf);
      List<PlanTask.Plan> plans =
          cluster.run(
              "Preflight: plan chunks",
              RepeatedRecords.beside(splits, judging, cluster),
              new PlanTask(judging, reading, limits, skippedLists));
      ValidationSummary summary = summary(plans);
      source.requireUnchanged(conf);
      if (summary.invalid() > 0 && onInvalid != OnInvalid.skip) {
        return refuse(summary);
      }
      skippedLists.commit(conf);
      write(cluster, source, chunkWrites(source, splits, plans, assembly), folder);
      OutputFolder results = new OutputFolder(folder, conf);
      for (FileStatus list : results.parts(WORK)) {
        SkippedLists.forEach(results.open(list), assembly::skip);
      }
      Manifest manifest = assembly.finish(summary.totals());
      results.write(Manifest.FILE_NAME, out -> Files.copy(local.resolve(Manifest.FILE_NAME), out));
      return report(manifest);
    } finally {
      work.getFileSystem(conf).delete(work, /* recursive= */ true);
      deleteIfEmpty(folder, conf);
      Files.deleteIfExists(local.resolve(Manifest.FILE_NAME));
      Files.deleteIfExists(local);
    }
  }

  private ChunkLimits limits() {
    try {
      ChunkLimits.Builder builder = ChunkLimits.builder().maxChunkBytes(maxBytes);
      return maxRecords == null ? builder.build() : builder.maxChunkRecords(maxRecords).build();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), OptionNames.toFlags(String.valueOf(e.getMessage())), e);
    }
  }

  /**
   * A split's last chunk is as small as it happens to be. So a split is a little smaller than a
   * chunk may be, and there is one of each, or it is much larger, and small ones are few.
   */
  private long usualSplitBytes() {
    if (splitBytes != null) {
      return splitBytes;
    }
    return maxBytes >= LEAST_SPLIT_BYTES ? maxBytes / 16 * 15 : SparkOptions.DEFAULT_SPLIT_BYTES;
  }

  private @Nullable String rulesDigest(@Nullable Rules judging, SparkOptions options) {
    return judging == null
        ? null
        : RulesDigest.of(judging.parse().digest(), options.judging(), onInvalid == OnInvalid.skip);
  }

  private static ValidationSummary summary(List<PlanTask.Plan> plans) {
    ValidationSummary all = null;
    for (PlanTask.Plan plan : plans) {
      PreflightException failure = plan.result().exception();
      if (failure != null) {
        throw failure;
      }
      SplitSummary found = plan.result().summary();
      if (found != null) {
        all = all == null ? found.toSummary() : all.then(found.toSummary());
      }
    }
    if (all == null) {
      throw new IllegalStateException("a file has a split at least");
    }
    return all;
  }

  /** Numbers all chunks, and shares them out among tasks. */
  private static List<ChunkWrite> chunkWrites(
      HadoopFile source, List<Split> splits, List<PlanTask.Plan> plans, ManifestAssembly assembly) {
    List<ChunkWrite> writes = new ArrayList<>();
    for (Split split : splits) {
      ArrayList<PlannedChunk> ofSplit = new ArrayList<>();
      for (PlannedChunk planned : plans.get(split.index()).chunks()) {
        Chunk chunk = assembly.add(planned.toChunk());
        if (source.isPlain()) {
          ArrayList<PlannedChunk> alone = new ArrayList<>(List.of(PlannedChunk.of(chunk)));
          writes.add(new ChunkWrite(source, alone, split.hosts()));
        } else {
          ofSplit.add(PlannedChunk.of(chunk));
        }
      }
      if (!ofSplit.isEmpty()) {
        writes.add(new ChunkWrite(source, ofSplit, split.hosts()));
      }
    }
    return writes;
  }

  private static void write(
      Cluster cluster, HadoopFile source, List<ChunkWrite> writes, Path folder) throws IOException {
    Configuration conf = cluster.conf();
    JobOutput output = JobOutput.beginBeside(folder, conf);
    try {
      List<SplitResult> results =
          cluster.run(
              "Preflight: write chunks",
              writes,
              (write, taskConf) -> write.write(output, taskConf));
      for (SplitResult result : results) {
        PreflightException failure = result.exception();
        if (failure != null) {
          throw failure;
        }
      }
      source.requireUnchanged(conf);
      output.commit(conf);
    } catch (IOException | RuntimeException e) {
      output.abort(conf);
      throw e;
    }
  }

  private static void deleteIfEmpty(Path folder, Configuration conf) throws IOException {
    try {
      JobOutput.requireEmpty(folder, conf);
      folder.getFileSystem(conf).delete(folder, /* recursive= */ false);
    } catch (PreflightException e) {
      // There is what was to be there.
    }
  }

  private int refuse(ValidationSummary summary) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf("%,d of %,d records are invalid%n", summary.invalid(), summary.records());
    err.println("Nothing was written. validate says which; leave them out with --on-invalid skip");
    err.flush();
    return PreflightSparkJob.INVALID;
  }

  private int report(Manifest manifest) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%,d records in %,d chunks, written to %s%n",
        manifest.totals().records() - manifest.skippedCount(),
        manifest.chunks().size(),
        Messages.printable(outDir));
    if (manifest.skippedCount() > 0) {
      out.printf("%,d invalid records left out%n", manifest.skippedCount());
    }
    out.flush();
    return manifest.skippedCount() == 0 ? PreflightSparkJob.OK : PreflightSparkJob.INVALID;
  }
}
