package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.uploader.JournalRecord.Plan;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Keeps runs apart: a start goes on in its own directory alone, and sees another one of its plan.
 */
final class RunIdentity {
  private final Manifest manifest;
  private final RunDirectory directory;
  private final RunState state;

  RunIdentity(Manifest manifest, RunDirectory directory, RunState state) {
    this.manifest = manifest;
    this.directory = directory;
    this.state = state;
  }

  /** Refuses a directory whose manifest is another one. */
  void requireManifest() throws IOException {
    String inDirectory = Manifest.read(directory.manifest()).digest();
    if (!inDirectory.equals(manifest.digest())) {
      throw mismatch("its manifest is another one");
    }
  }

  /** Refuses a directory whose journal is of another dataset, service or plan. */
  void requireSamePlan(Plan found, Plan wanted) {
    if (!found.datasetId().equals(wanted.datasetId())) {
      throw mismatch("it is of a run into the dataset " + found.datasetId());
    } else if (!found.service().equals(wanted.service())) {
      throw mismatch("it is of a run at " + found.service());
    } else if (!found.planId().equals(wanted.planId())) {
      throw mismatch("it is of a run of " + found.sourceName() + " in other chunks");
    }
  }

  private PreflightException mismatch(String why) {
    return new PreflightException(
        ErrorCode.RUN_MISMATCH,
        String.format(
            Locale.ROOT,
            "The run directory %s belongs to another run: %s; use another directory, or"
                + " remove this one if that run no longer matters",
            directory,
            why));
  }

  /** Refuses a dataset that has imports of this plan under names that this run never asked for. */
  void refuseForeign(DatasetInfo dataset) {
    Set<String> ours = namesAskedFor();
    for (DatasetInfo.Import other : dataset.imports()) {
      if (other.filename().startsWith(Names.prefix(planId())) && !ours.contains(other.filename())) {
        throw new PreflightException(
            ErrorCode.RUN_MISMATCH,
            String.format(
                    Locale.ROOT,
                    "The dataset has an import (%s, %s) of this same plan that this run directory knows",
                    other.importId(),
                    other.status())
                + " nothing of: go on in the directory it came from, or set allowConcurrent and"
                + " accept doubles");
      }
    }
  }

  /** Returns the names under which this run, in all its starts, has asked for URLs. */
  Set<String> namesAskedFor() {
    Set<String> names = new HashSet<>();
    for (ChunkState chunk : state.chunks()) {
      for (int attempt = 1; attempt <= chunk.attempt(); attempt++) {
        names.add(Names.file(planId(), chunk.index(), attempt));
      }
    }
    return names;
  }

  private String planId() {
    return Objects.requireNonNull(state.plan()).planId();
  }
}
