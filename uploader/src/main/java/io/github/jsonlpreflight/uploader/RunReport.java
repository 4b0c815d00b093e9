package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run has done so far, from its directory alone: no network, no lock, nothing written. A run
 * that is at work meanwhile is not disturbed. Immutable and safe to share.
 */
public final class RunReport {
  private final Manifest manifest;
  private final RunState state;
  private final List<ChunkOutcome> chunks;
  private final List<ChunkTimes> times;
  private final @Nullable String owner;

  private RunReport(
      Manifest manifest, RunState state, List<ChunkTimes> times, @Nullable String owner) {
    this.manifest = manifest;
    this.state = state;
    this.chunks = Outcomes.of(manifest, state);
    this.times = List.copyOf(times);
    this.owner = owner;
  }

  /**
   * Reads a run directory.
   *
   * @throws PreflightException if its manifest or its journal is damaged
   * @throws java.nio.file.NoSuchFileException if it has no manifest
   */
  public static RunReport read(RunDirectory directory) throws IOException {
    Manifest manifest = Manifest.read(directory.manifest());
    RunState state = new RunState();
    List<ChunkTimes> times =
        new ArrayList<>(Collections.nCopies(manifest.chunks().size(), ChunkTimes.NONE));
    if (Files.exists(directory.journal())) {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(directory.journal()))) {
        Journal.replay(
            directory.journal(),
            in,
            (record, position) -> {
              state.accept(record, position);
              note(record, times);
            });
      }
    }
    return new RunReport(manifest, state, times, RunLock.ownerOf(directory.lockFile()));
  }

  private static void note(JournalRecord record, List<ChunkTimes> times) {
    if (record instanceof JournalRecord.OfChunk ofChunk && ofChunk.chunk() <= times.size()) {
      times.set(ofChunk.chunk() - 1, times.get(ofChunk.chunk() - 1).after(ofChunk));
    }
  }

  /** Returns the name of the file that is sent. */
  public String sourceName() {
    return manifest.source().name();
  }

  /** Returns the dataset that it is sent to, unless the run has not begun. */
  public Optional<String> datasetId() {
    return Optional.ofNullable(state.plan()).map(JournalRecord.Plan::datasetId);
  }

  /** Tells whether it was sent to a stand-in of the service that is gone by now. */
  public boolean isRehearsal() {
    JournalRecord.Plan plan = state.plan();
    return plan != null && plan.rehearsal();
  }

  /** Returns how the last start ended; empty while one is at work, after a crash, and before. */
  public Optional<RunStatus> lastStatus() {
    return ended().map(JournalRecord.Ended::status);
  }

  /** Returns why the last start ended so and what to do next, if there is something to say. */
  public Optional<String> explanation() {
    return ended().map(JournalRecord.Ended::explanation);
  }

  private Optional<JournalRecord.Ended> ended() {
    return owner == null ? Optional.ofNullable(state.ended()) : Optional.empty();
  }

  /** Returns which process is at work on the run, if one is. */
  public Optional<String> owner() {
    return Optional.ofNullable(owner);
  }

  /** Returns the run's records as far as is known. */
  public RunCounts counts() {
    return RunCounts.of(manifest, chunks);
  }

  /** Returns how each chunk stands, in source order. */
  public List<ChunkOutcome> chunks() {
    return chunks;
  }

  /** Returns when what happened to each chunk, in source order. */
  public List<ChunkTimes> times() {
    return times;
  }

  /** Returns what a person should know besides. */
  public List<String> notes() {
    return state.notes().stream().map(note -> note.code() + ": " + note.text()).toList();
  }

  @Override
  public String toString() {
    return "RunReport[" + sourceName() + ", " + counts() + "]";
  }
}
