package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.chunker.Chunk;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.uploader.ChunkState.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a run's state as outcomes, and finds where the service's own counts contradict it. */
final class Outcomes {
  /** The code of a note that says so. */
  static final String SERVER_INCONSISTENT = "SERVER_INCONSISTENT";

  private Outcomes() {}

  static List<ChunkOutcome> of(Manifest manifest, RunState state) {
    List<ChunkOutcome> outcomes = new ArrayList<>();
    for (Chunk chunk : manifest.chunks()) {
      boolean known = chunk.index() <= state.chunks().size();
      outcomes.add(known ? of(chunk, state.chunk(chunk.index())) : new ChunkOutcome.Planned(chunk));
    }
    return List.copyOf(outcomes);
  }

  static ChunkOutcome of(Chunk chunk, ChunkState state) {
    String importId = state.importId();
    Ending ending = state.ending();
    if (state.phase() == ChunkState.Phase.HELD) {
      return new ChunkOutcome.Held(chunk, importId, String.valueOf(state.heldReason()));
    }
    if (state.phase() == ChunkState.Phase.CONFIRMED) {
      return new ChunkOutcome.Confirmed(chunk, importId);
    }
    if (importId == null || state.isUnsent()) {
      return new ChunkOutcome.Planned(chunk);
    }
    if (ending == null || !state.isTerminal()) {
      String status = Objects.requireNonNullElse(state.importStatus(), ImportJob.UNINITIALISED);
      return new ChunkOutcome.Unfinished(chunk, importId, status);
    }
    if (state.hasFailed()) {
      return new ChunkOutcome.Failed(chunk, importId, ending.reason());
    }
    long accepted = accepted(chunk, ending);
    return accepted == chunk.records()
        ? new ChunkOutcome.Complete(chunk, importId)
        : new ChunkOutcome.Partial(
            chunk,
            importId,
            ending.status(),
            accepted,
            chunk.records() - accepted,
            ending.reason());
  }

  /** What the service does not call accepted is not counted as such; nor is more than there is. */
  private static long accepted(Chunk chunk, Ending ending) {
    if (ending.acceptedCount() != null) {
      return Math.max(0, Math.min(ending.acceptedCount(), chunk.records()));
    }
    long rejected = Objects.requireNonNullElse(ending.rejectedCount(), 0L);
    boolean unsaid = ending.rejectedCount() == null && !ending.status().equals(ImportJob.COMPLETE);
    return unsaid ? 0 : Math.max(0, Math.min(chunk.records(), chunk.records() - rejected));
  }

  /** Returns what is wrong with the counts of a chunk's import, or null if they add up. */
  static @Nullable String inconsistency(Chunk chunk, ChunkState state) {
    Ending ending = state.ending();
    if (ending == null || !state.isTerminal() || state.hasFailed()) {
      return null;
    }
    Long accepted = ending.acceptedCount();
    Long rejected = ending.rejectedCount();
    boolean complete = ending.status().equals(ImportJob.COMPLETE);
    boolean addsUp =
        complete
            ? (accepted == null || accepted == chunk.records())
                && (rejected == null || rejected == 0)
                && ending.errors() == 0
            : accepted != null
                && rejected != null
                && accepted >= 0
                && rejected >= 0
                && accepted + rejected == chunk.records();
    return addsUp
        ? null
        : String.format(
            Locale.ROOT,
            "chunk %d has %d records, and the service calls its import %s with %s"
                + " accepted, %s rejected and %d errors",
            chunk.index(),
            chunk.records(),
            ending.status(),
            said(accepted),
            said(rejected),
            ending.errors());
  }

  private static String said(@Nullable Long count) {
    return count == null ? "an unknown number" : count.toString();
  }

  /** Returns what all outcomes come to, if nothing else has ended the run. */
  static RunStatus status(RunCounts counts, List<ChunkOutcome> outcomes, boolean inconsistent) {
    if (outcomes.stream().anyMatch(ChunkOutcome.Held.class::isInstance)) {
      return RunStatus.UNDECIDED;
    }
    if (outcomes.stream().anyMatch(ChunkOutcome.Failed.class::isInstance)) {
      return RunStatus.FAILED;
    }
    boolean all = counts.accepted() == counts.records() && !inconsistent;
    return all ? RunStatus.COMPLETE : RunStatus.PARTIAL;
  }
}
