package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.chunker.Chunk;
import io.github.jsonlpreflight.chunker.Manifest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a run's chunks come to when nothing is left to be done for them.
 *
 * @param status how the run stands
 * @param explanation why, and what to do next; null where there is nothing to say
 */
record Conclusion(RunStatus status, @Nullable String explanation) {
  /**
   * Concludes.
   *
   * @param dropsDuplicates whether the dataset was seen to drop records that are there already
   */
  static Conclusion of(Manifest manifest, RunState state, boolean dropsDuplicates) {
    List<ChunkOutcome> outcomes = Outcomes.of(manifest, state);
    RunCounts counts = RunCounts.of(manifest, outcomes);
    RunStatus status = Outcomes.status(counts, outcomes, isInconsistent(manifest, state));
    return new Conclusion(
        status,
        switch (status) {
          case UNDECIDED -> undecided(outcomes, dropsDuplicates || hasDropped(state));
          case FAILED -> failed(outcomes);
          case COMPLETE, PARTIAL, PAUSED, INTERRUPTED -> null;
        });
  }

  private static boolean isInconsistent(Manifest manifest, RunState state) {
    return state.notes().stream().anyMatch(note -> note.code().equals(Outcomes.SERVER_INCONSISTENT))
        || manifest.chunks().stream()
            .anyMatch(chunk -> Outcomes.inconsistency(chunk, state.chunk(chunk.index())) != null);
  }

  private static boolean hasDropped(RunState state) {
    return state.chunks().stream()
        .map(ChunkState::ending)
        .anyMatch(ending -> ending != null && ending.duplicates() > 0);
  }

  /** Speaks of the first chunk that is held: at most one is ever in doubt. */
  private static @Nullable String undecided(List<ChunkOutcome> outcomes, boolean dropsDuplicates) {
    for (ChunkOutcome outcome : outcomes) {
      if (outcome instanceof ChunkOutcome.Held held) {
        Chunk chunk = held.chunk();
        return String.format(
            Locale.ROOT,
            "Chunk %d (lines %d to %d) is undecided: %s. Look whether its records are in"
                + " the dataset. If they are, run again with onAmbiguous=landed, which counts them"
                + " as accepted; if not, with onAmbiguous=resend, which sends them again and would"
                + " double them otherwise.%s Without either, running again asks the service once more",
            chunk.index(),
            chunk.firstLine(),
            chunk.lastLine(),
            held.reason(),
            // The service's doing, so a person decides, and only where it was seen.
            dropsDuplicates
                ? " This dataset has dropped duplicates before (its imports count them), so"
                    + " onAmbiguous=resend is safe here: the same bytes go again, and what is there"
                    + " already is dropped."
                : "");
      }
    }
    return null;
  }

  private static @Nullable String failed(List<ChunkOutcome> outcomes) {
    boolean goesOn = outcomes.stream().anyMatch(left -> !left.isTerminal());
    for (ChunkOutcome outcome : outcomes) {
      if (outcome instanceof ChunkOutcome.Failed failed) {
        Chunk chunk = failed.chunk();
        return String.format(
            Locale.ROOT,
            "The import of chunk %d (lines %d to %d) failed: %s. Its records are in rejected.jsonl%s",
            chunk.index(),
            chunk.firstLine(),
            chunk.lastLine(),
            failed.reason(),
            goesOn ? "; running again goes on with the chunks that are left" : "");
      }
    }
    return null;
  }
}
