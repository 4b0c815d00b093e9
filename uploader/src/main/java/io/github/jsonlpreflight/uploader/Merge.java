package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.chunker.Chunk;
import io.github.jsonlpreflight.chunker.ChunkReader;
import io.github.jsonlpreflight.chunker.ChunkSource;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.chunker.RecordRange;
import io.github.jsonlpreflight.chunker.SkippedRecord;
import io.github.jsonlpreflight.chunker.WholeFile;
import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.jsonl.RecordPass;
import io.github.jsonlpreflight.jsonl.RecordPlace;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * Makes a run's three answers from its manifest, its journal and its source: {@code result.json},
 * {@code rejected.jsonl} and {@code rejections.csv}. The same input makes the same bytes.
 *
 * <p>Records come in source order: between those that were skipped, whole ranges of a chunk stand.
 * Only one chunk's list of errors is in memory at a time.
 */
final class Merge {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private static final ReadOptions EVERY_RECORD =
      ReadOptions.builder().maxRecordBytes(ReadOptions.GREATEST_MAX_RECORD_BYTES).build();

  private final ChunkSource source;
  private final Manifest manifest;
  private final RunDirectory directory;
  private final RunState state;
  private final Journal journal;
  private final List<ChunkOutcome> outcomes;
  private final RunCounts counts;
  private final Optional<Audit> audit;
  private final Disagreements disagreements = new Disagreements();
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
        Output out = new Output(reader)) {
      out.begin(ended);
      Walk walk = new Walk(reader, out);
      Manifest.forEachSkipped(
          directory.manifest(),
          skipped -> {
            walk.upTo(skipped.place().recordIndex());
            out.skipped(skipped);
          });
      walk.upTo(Long.MAX_VALUE);
      out.commit();
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
    private final Output out;
    private final Deque<Chunk> chunksLeft = new ArrayDeque<>(manifest.chunks());
    private final Deque<RecordRange> rangesLeft = new ArrayDeque<>();
    private @Nullable ChunkVerdicts verdicts;

    Walk(ChunkReader reader, Output out) {
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
      try (InputStream in = reader.read(range.offset(), range.length())) {
        RecordPass.runPart(
            in,
            range.offset(),
            range.firstLine(),
            range.firstRecordIndex(),
            EVERY_RECORD,
            record -> {
              out.verdict(record, ofChunk, ofChunk.next(record));
              return true;
            });
      }
    }
  }

  /** The three files while they are written. */
  private final class Output implements Closeable {
    private final ChunkReader reader;
    private final WholeFile resultFile;
    private final WholeFile rejectedFile;
    private final WholeFile rejectionsFile;
    private final JsonGenerator result;
    private final OutputStream rejected;
    private final Writer rejectionsText;
    private final Csv rejections;

    Output(ChunkReader reader) throws IOException {
      this.reader = reader;
      resultFile = WholeFile.create(directory.result());
      rejectedFile = WholeFile.create(directory.rejected());
      rejectionsFile = WholeFile.create(directory.rejections());
      result =
          JSON.createGenerator(
              ObjectWriteContext.empty(), Channels.newOutputStream(resultFile.channel()));
      rejected = new BufferedOutputStream(Channels.newOutputStream(rejectedFile.channel()));
      rejectionsText =
          new BufferedWriter(
              new OutputStreamWriter(
                  Channels.newOutputStream(rejectionsFile.channel()), StandardCharsets.UTF_8));
      rejections = new Csv(rejectionsText);
    }

    void begin(JournalRecord.Ended ended) throws IOException {
      result.writeStartObject();
      result.writeStringProperty("dataset_id", Objects.requireNonNull(state.plan()).datasetId());
      result.writeStringProperty("source", manifest.source().name());
      result.writeStringProperty("status", ended.status().id());
      result.writeStringProperty("reason", ended.explanation());
      result.writeNumberProperty("records", counts.records());
      result.writeNumberProperty("accepted_count", counts.accepted());
      result.writeNumberProperty("rejected_count", counts.rejected());
      result.writeNumberProperty("skipped_count", counts.skipped());
      result.writeArrayPropertyStart("chunks");
      outcomes.forEach(this::chunk);
      result.writeEndArray();
      result.writeArrayPropertyStart("errors");
      rejections.row(
          "line", "record_index", "byte_offset", "origin", "chunk", "import_id", "field", "reason");
    }

    private void chunk(ChunkOutcome outcome) {
      Chunk chunk = outcome.chunk();
      result.writeStartObject();
      result.writeNumberProperty("index", chunk.index());
      result.writeStringProperty("name", chunk.name());
      result.writeNumberProperty("first_line", chunk.firstLine());
      result.writeNumberProperty("last_line", chunk.lastLine());
      result.writeNumberProperty("records", chunk.records());
      result.writeNumberProperty("bytes", chunk.bytes());
      result.writeStringProperty("import_id", outcome.importId());
      result.writeStringProperty("status", outcome.status());
      result.writeNumberProperty("accepted_count", outcome.accepted());
      result.writeNumberProperty("rejected_count", outcome.rejected());
      result.writeStringProperty("reason", outcome.reason());
      result.writeEndObject();
    }

    void skipped(SkippedRecord skipped) throws IOException {
      RecordPlace place = skipped.place();
      if (source.holdsSkipped()) {
        try (InputStream in = reader.read(place.contentOffset(), place.length())) {
          in.transferTo(rejected);
        }
        rejected.write('\n');
      }
      for (SkippedRecord.Reason reason : skipped.reasons()) {
        entry(place, "local", null, null, reason.field(), reason.text());
      }
    }

    void verdict(JsonlRecord record, ChunkVerdicts chunk, ChunkVerdicts.Verdict verdict)
        throws IOException {
      if (verdict.isRejected()) {
        record.writeTo(rejected);
        rejected.write('\n');
      }
      for (ImportJob.Rejection reason : verdict.reasons()) {
        entry(
            record.place(),
            verdict.origin(),
            chunk.outcome(),
            verdict.indexInChunk(),
            reason.field(),
            reason.reason());
        if (verdict.isRejected() && verdict.origin().equals(ChunkVerdicts.SERVICE)) {
          disagreements.add(Objects.requireNonNullElse(reason.reason(), ""), record.lineNumber());
        }
      }
    }

    private void entry(
        RecordPlace place,
        String origin,
        @Nullable ChunkOutcome outcome,
        @Nullable Long indexInChunk,
        @Nullable String field,
        @Nullable String reason)
        throws IOException {
      Integer chunk = outcome == null ? null : outcome.chunk().index();
      String importId = outcome == null ? null : outcome.importId();
      rejections.row(
          place.lineNumber(),
          place.recordIndex(),
          place.byteOffset(),
          origin,
          chunk,
          importId,
          field,
          reason);
      result.writeStartObject();
      result.writeNumberProperty("line", place.lineNumber());
      result.writeNumberProperty("record_index", place.recordIndex());
      result.writeNumberProperty("byte_offset", place.byteOffset());
      result.writeStringProperty("origin", origin);
      if (chunk == null || indexInChunk == null) {
        result.writeNullProperty("chunk");
        result.writeNullProperty("chunk_record_index");
      } else {
        result.writeNumberProperty("chunk", chunk);
        result.writeNumberProperty("chunk_record_index", indexInChunk);
      }
      result.writeStringProperty("import_id", importId);
      result.writeStringProperty("field", field);
      result.writeStringProperty("reason", reason);
      result.writeEndObject();
    }

    private void disagreement(Disagreements.Disagreement disagreement) {
      result.writeStartObject();
      result.writeStringProperty("reason", disagreement.reason());
      result.writeNumberProperty("count", disagreement.count());
      result.writeNumberProperty("first_line", disagreement.firstLine());
      result.writeEndObject();
    }

    private void datapoints() {
      if (audit.isEmpty()) {
        result.writeNullProperty("datapoints");
        return;
      }
      result.writeObjectPropertyStart("datapoints");
      result.writeNumberProperty("before", audit.get().before());
      result.writeNumberProperty("after", audit.get().after());
      Long expected = audit.get().expected();
      if (expected == null) {
        result.writeNullProperty("expected_added");
      } else {
        result.writeNumberProperty("expected_added", expected);
      }
      result.writeArrayPropertyStart("other_imports");
      audit.get().otherImports().forEach(result::writeString);
      result.writeEndArray();
      result.writeEndObject();
    }

    void commit() throws IOException {
      result.writeEndArray();
      result.writeArrayPropertyStart("disagreements");
      disagreements.all().forEach(this::disagreement);
      result.writeEndArray();
      datapoints();
      result.writeArrayPropertyStart("notes");
      notes.forEach(result::writeString);
      result.writeEndArray();
      result.writeEndObject();
      result.writeRaw('\n');
      result.close();
      rejected.flush();
      rejectionsText.flush();
      rejectedFile.commit();
      rejectionsFile.commit();
      resultFile.commit(); // last: whoever sees it finds the other two
    }

    @Override
    public void close() throws IOException {
      try (resultFile;
          rejectedFile) {
        rejectionsFile.close();
      }
    }
  }
}
