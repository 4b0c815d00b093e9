package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.chunker.ChunkLimits;
import io.github.jsonlpreflight.chunker.ChunkPlanner;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.chunker.SkippedRecord;
import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.validator.RecordVerdict;
import io.github.jsonlpreflight.validator.ValidationSummary;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Plans the chunks of a split, with the planner of one machine: where they end, and their digests.
 * With rules, the records that break them are in no chunk, and are listed in a file.
 */
final class PlanTask implements Cluster.Task<JudgedSplit, PlanTask.Plan> {
  private static final long serialVersionUID = 1L;

  private final @Nullable Rules rules;
  private final Reading reading;
  private final long maxChunkBytes;
  private final long maxChunkRecords;
  private final JobOutput skippedLists;

  PlanTask(@Nullable Rules rules, Reading reading, ChunkLimits limits, JobOutput skippedLists) {
    this.rules = rules;
    this.reading = reading;
    this.maxChunkBytes = limits.maxChunkBytes();
    this.maxChunkRecords = limits.maxChunkRecords().orElse(0);
    this.skippedLists = skippedLists;
  }

  /**
   * What came of a split.
   *
   * @param chunks its chunks, numbered from 1
   * @param result what it holds, or why the file cannot be cut
   */
  record Plan(ArrayList<PlannedChunk> chunks, SplitResult result) implements Serializable {}

  @Override
  public Plan run(JudgedSplit judged, Configuration conf) throws IOException {
    try (TaskFiles files = TaskFiles.begin(skippedLists, conf)) {
      Plan plan;
      try {
        plan = judged.split().read(conf, source -> plan(judged, source, files));
      } catch (PreflightException e) {
        plan = new Plan(new ArrayList<>(), SplitResult.failed(e)); // it would be so again
      }
      files.commit();
      return plan;
    }
  }

  private Plan plan(JudgedSplit judged, JsonlSource source, TaskFiles files) throws IOException {
    Split split = judged.split();
    try (ChunkPlanner planner = ChunkPlanner.dry(source, limits(), null)) {
      SplitSummary summary;
      Manifest manifest;
      if (rules == null) {
        manifest = planner.planUnchecked(reading.ofThisTask());
        summary =
            SplitSummary.of(
                split, new ValidationSummary(manifest.totals(), 0, 0, 0, OptionalLong.empty()));
      } else {
        ValidationSummary found = judge(judged, source, planner, files, rules);
        manifest = planner.finish(found.totals());
        summary = SplitSummary.of(split, found);
      }
      ArrayList<PlannedChunk> chunks = new ArrayList<>();
      manifest.chunks().forEach(chunk -> chunks.add(PlannedChunk.of(chunk)));
      return new Plan(chunks, SplitResult.of(summary));
    }
  }

  private static ValidationSummary judge(
      JudgedSplit judged, JsonlSource source, ChunkPlanner planner, TaskFiles files, Rules rules)
      throws IOException {
    Skipped skipped = new Skipped(judged.split(), files);
    ValidationSummary found =
        rules
            .validator()
            .validate(
                source,
                judged.before(),
                (record, verdict) -> {
                  if (verdict instanceof RecordVerdict.Invalid invalid) {
                    List<SkippedRecord.Reason> reasons = reasons(invalid);
                    planner.skip(record, reasons);
                    skipped.add(record, reasons);
                  } else {
                    planner.add(record);
                  }
                  return true;
                });
    skipped.finish();
    return found;
  }

  private static List<SkippedRecord.Reason> reasons(RecordVerdict.Invalid invalid) {
    return invalid.violations().stream()
        .map(
            violation ->
                new SkippedRecord.Reason(
                    violation.field(), OptionNames.toFlags(violation.reason())))
        .toList();
  }

  private ChunkLimits limits() {
    ChunkLimits.Builder limits = ChunkLimits.builder().maxChunkBytes(maxChunkBytes);
    return maxChunkRecords == 0 ? limits.build() : limits.maxChunkRecords(maxChunkRecords).build();
  }

  /** Names are in the order of the splits. */
  private static String skippedList(Split split) {
    return String.format(Locale.ROOT, "part-%07d", split.index());
  }

  private static final class Skipped {
    private final Split split;
    private final TaskFiles files;
    private @Nullable DataOutputStream out;

    Skipped(Split split, TaskFiles files) {
      this.split = split;
      this.files = files;
    }

    void add(JsonlRecord record, List<SkippedRecord.Reason> reasons) throws IOException {
      if (out == null) {
        out = new DataOutputStream(files.create(skippedList(split)));
      }
      SkippedLists.write(new SkippedRecord(record.place(), reasons), out);
    }

    void finish() throws IOException {
      if (out != null) {
        out.flush();
      }
    }
  }
}
