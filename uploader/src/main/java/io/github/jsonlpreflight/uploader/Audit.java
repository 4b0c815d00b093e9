package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.uploader.JournalRecord.CountedAfter;
import io.github.jsonlpreflight.uploader.JournalRecord.CountedBefore;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The dataset's own count before and after a run, against what the run's imports have added. Others
 * may have written meanwhile, and the count may lag behind, so a difference is never an error.
 *
 * @param before datapoints before anything was sent
 * @param after datapoints when all had ended
 * @param expected how many the imports say they added, or null if that is not known
 * @param otherImports imports of others that may have written in between
 */
record Audit(long before, long after, @Nullable Long expected, List<String> otherImports) {
  private static final String COUNT_DIFFERS = "COUNT_DIFFERS";

  /** With more imports than these in a dataset, nobody keeps a list of them. */
  private static final int MOST_IMPORTS = 1000;

  private static final int MOST_NAMED = 5;

  /** Returns what to write down before anything is sent, if the service counts its datapoints. */
  static Optional<CountedBefore> begin(DatasetInfo dataset, Instant now) {
    OptionalLong count = dataset.totalDatapointCount();
    if (count.isEmpty() || dataset.imports().size() > MOST_IMPORTS) {
      return Optional.empty();
    }
    List<String> ended =
        dataset.imports().stream()
            .filter(job -> ImportJob.isFinal(job.status()) && !job.importId().isEmpty())
            .map(DatasetInfo.Import::importId)
            .toList();
    return Optional.of(new CountedBefore(count.getAsLong(), ended, now));
  }

  /**
   * Returns what to write down when all has ended.
   *
   * @param ours the file names that this run has asked for
   * @return nothing if the service does not count, or does not even list this run's imports
   */
  static Optional<CountedAfter> end(
      CountedBefore before, DatasetInfo dataset, Set<String> ours, Instant now) {
    OptionalLong count = dataset.totalDatapointCount();
    if (count.isEmpty()
        || dataset.imports().stream().noneMatch(job -> ours.contains(job.filename()))) {
      return Optional.empty();
    }
    Set<String> endedBefore = Set.copyOf(before.endedImports());
    List<String> others =
        dataset.imports().stream()
            .filter(job -> !ours.contains(job.filename()))
            .filter(job -> !endedBefore.contains(job.importId()))
            .filter(job -> !job.status().equals(ImportJob.UNINITIALISED))
            .map(DatasetInfo.Import::importId)
            .limit(MOST_IMPORTS)
            .toList();
    return Optional.of(new CountedAfter(count.getAsLong(), others, now));
  }

  /** Reads a run's audit from its journal; nothing if there are not both counts. */
  static Optional<Audit> of(Manifest manifest, RunState state) {
    CountedBefore before = state.countedBefore();
    CountedAfter after = state.countedAfter();
    return before == null || after == null
        ? Optional.empty()
        : Optional.of(
            new Audit(
                before.datapoints(),
                after.datapoints(),
                expected(manifest, state),
                after.otherImports()));
  }

  private static @Nullable Long expected(Manifest manifest, RunState state) {
    long expected = 0;
    for (ChunkOutcome outcome : Outcomes.of(manifest, state)) {
      ChunkState chunk = state.chunk(outcome.chunk().index());
      if (!outcome.isTerminal()
          || outcome instanceof ChunkOutcome.Confirmed
          || chunk.mayBeThereByAnEarlierAttempt()) {
        return null;
      }
      ChunkState.Ending ending = chunk.ending();
      expected += outcome.accepted() - (ending == null ? 0 : ending.duplicates());
    }
    return expected;
  }

  long added() {
    return after - before;
  }

  /** Returns what a person should know, if the numbers differ. */
  Optional<String> note() {
    if (expected == null || added() == expected) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%s: the dataset counts %d datapoints, %d more than before the run, and the run's"
                + " imports added %d; %s",
            COUNT_DIFFERS,
            after,
            added(),
            expected,
            others()));
  }

  private String others() {
    if (otherImports.isEmpty()) {
      return "no other import shows between the two counts, so the count lags behind, datapoints"
          + " were added or removed in another way, or the service's counts are wrong";
    }
    int more = otherImports.size() - MOST_NAMED;
    return "others imported meanwhile: "
        + String.join(", ", otherImports.subList(0, Math.min(MOST_NAMED, otherImports.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }
}
