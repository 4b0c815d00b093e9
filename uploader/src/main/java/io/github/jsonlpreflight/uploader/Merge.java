package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.chunker.Chunk;
import io.github.jsonlpreflight.chunker.ChunkReader;
import io.github.jsonlpreflight.chunker.ChunkSource;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.chunker.RecordRange;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Makes a run's three answers from its manifest, its journal and its source: {@code result.json},
 * {@code rejected.jsonl} and {@code rejections.csv}. The same input makes the same bytes.
 *
 * <p>Records come in source order: between those that were skipped, whole ranges of a chunk stand.
 * Only one chunk's list of errors is in memory at a time.
 */
final class Merge {
  private final ChunkSource source;
  private final Manifest manifest;
  private final RunDirectory directory;
  private final RunState state;
  private final Journal journal;
  private final List<ChunkOutcome> outcomes;
  private final RunCounts counts;
  private final Optional<Audit> audit;
  private final List<String> notes = new ArrayList<>();

  Merge(
      ChunkSource source,
      Manifest manifest,
      RunDirectory directory,
      RunState state,
      Journal journal) {
    this.source = source;
    this.manifest = manifest;
    this.directory = directory;
    this.state = state;
    this.journal = journal;
    this.outcomes = Outcomes.of(manifest, state);
    this.counts = RunCounts.of(manifest, outcomes);
    this.audit = Audit.of(manifest, state);
  }

  /** Writes the three files, each whole or not at all, and returns what they say. */
  RunResult write(JournalRecord.Ended ended) throws IOException {
    source.requireUnchanged(manifest);
    collectNotes();
    try {
      writeAll(ended);
    } catch (JacksonIOException e) {
      throw e.getCause(); // the disk is full: no fault of this program
    }
    return resultWithNotes(ended);
  }

  private void writeAll(JournalRecord.Ended ended) throws IOException {
    try (ChunkReader reader = source.open(manifest);
        MergedFiles out = MergedFiles.begin(directory, reader, source.holdsSkipped())) {
      out.run(
          Objects.requireNonNull(state.plan()).datasetId(),
          manifest.source().name(),
          ended,
          counts,
          outcomes);
      Walk walk = new Walk(reader, out);
      Manifest.forEachSkipped(
          directory.manifest(),
          skipped -> {
            walk.upTo(skipped.place().recordIndex());
            out.skipped(skipped);
          });
      walk.upTo(Long.MAX_VALUE);
      out.commit(audit, notes);
    }
  }

  /** Tells whether all three files are there. */
  boolean isWritten() {
    return Files.exists(directory.result())
        && Files.exists(directory.rejected())
        && Files.exists(directory.rejections());
  }

  /** Returns what the three files say, without touching them. */
  RunResult result(JournalRecord.Ended ended) {
    collectNotes();
    return resultWithNotes(ended);
  }

  private void collectNotes() {
    for (JournalRecord.Note note : state.notes()) {
      notes.add(note.code() + ": " + note.text());
    }
    for (Chunk chunk : manifest.chunks()) {
      String wrong = Outcomes.inconsistency(chunk, state.chunk(chunk.index()));
      if (wrong != null) {
        notes.add(Outcomes.SERVER_INCONSISTENT + ": " + wrong);
      }
      if (outcomes.get(chunk.index() - 1) instanceof ChunkOutcome.Confirmed) {
        notes.add(
            String.format(
                Locale.ROOT,
                "chunk %d counts as accepted because somebody has found it in the dataset; which"
                    + " of its records the service took is not known",
                chunk.index()));
      }
    }
    audit.flatMap(Audit::note).ifPresent(notes::add);
    if (manifest.skippedCount() > 0 && !source.holdsSkipped()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "of the records, %d were left out when the chunks were made; rejected.jsonl does not"
                  + " hold them, rejections.csv says which",
              manifest.skippedCount()));
    }
  }

  private RunResult resultWithNotes(JournalRecord.Ended ended) {
    return new RunResult(
        ended.status(),
        ended.pauseReason(),
        ended.explanation(),
        counts,
        outcomes,
        notes,
        directory.result(),
        directory.rejected(),
        directory.rejections());
  }

  /**
   * Goes through the chunks' ranges in source order, and reads those that have something to say.
   */
  private final class Walk {
    private final ChunkReader reader;
    private final MergedFiles out;
    private final Deque<Chunk> chunksLeft = new ArrayDeque<>(manifest.chunks());
    private final Deque<RecordRange> rangesLeft = new ArrayDeque<>();
    private @Nullable ChunkVerdicts verdicts;

    Walk(ChunkReader reader, MergedFiles out) {
      this.reader = reader;
      this.out = out;
    }

    /** Writes what there is to say about the records before one of the source's. */
    void upTo(long recordIndex) throws IOException {
      while (true) {
        if (rangesLeft.isEmpty() && !nextChunk()) {
          return;
        }
        if (rangesLeft.element().firstRecordIndex() >= recordIndex) {
          return;
        }
        range(rangesLeft.remove());
      }
    }

    private boolean nextChunk() throws IOException {
      finishChunk();
      Chunk chunk = chunksLeft.poll();
      if (chunk == null) {
        return false;
      }
      rangesLeft.addAll(chunk.ranges());
      verdicts = verdicts(chunk);
      return true;
    }

    private void finishChunk() {
      if (verdicts != null) {
        notes.addAll(verdicts.notes());
      }
      verdicts = null;
    }

    private ChunkVerdicts verdicts(Chunk chunk) throws IOException {
      ChunkOutcome outcome = outcomes.get(chunk.index() - 1);
      ChunkState.Ending ending = state.chunk(chunk.index()).ending();
      if (outcome instanceof ChunkOutcome.Failed failed) {
        return ChunkVerdicts.ofFailed(failed);
      }
      if (ending == null || !outcome.isTerminal()) {
        return ChunkVerdicts.none(outcome);
      }
      JournalRecord record = journal.at(ending.position());
      return record instanceof JournalRecord.Terminal terminal
          ? ChunkVerdicts.of(outcome, terminal.job().errors())
          : ChunkVerdicts.none(outcome);
    }

    private void range(RecordRange range) throws IOException {
      ChunkVerdicts ofChunk = Objects.requireNonNull(verdicts);
      if (!ofChunk.concerns(range.records())) {
        ofChunk.pass(range.records());
        return;
      }
      reader.forEachRecord(
          range,
          record -> {
            out.verdict(record, ofChunk, ofChunk.next(record));
            return true;
          });
    }
  }
}
