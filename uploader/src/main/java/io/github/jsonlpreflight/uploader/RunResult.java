package io.github.jsonlpreflight.uploader;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one start of a run has ended. Immutable and safe to share.
 *
 * @param status how the run stands
 * @param pauseReason what it waits for; null unless it is paused
 * @param explanation why it stands so and what to do next, in a sentence or two; null if all is
 *     done
 * @param counts the run's records
 * @param chunks what has become of each chunk, in source order
 * @param notes what a person should know besides, for instance counts that do not add up
 * @param resultFile {@code result.json}
 * @param rejectedFile {@code rejected.jsonl}
 * @param rejectionsFile {@code rejections.csv}
 */
public record RunResult(
    RunStatus status,
    @Nullable PauseReason pauseReason,
    @Nullable String explanation,
    RunCounts counts,
    List<ChunkOutcome> chunks,
    List<String> notes,
    Path resultFile,
    Path rejectedFile,
    Path rejectionsFile) {
  /** Copies the lists. */
  public RunResult {
    chunks = List.copyOf(chunks);
    notes = List.copyOf(notes);
  }

  @Override
  public String toString() {
    return "RunResult[" + status + ", " + counts + ", " + chunks.size() + " chunks]";
  }
}
