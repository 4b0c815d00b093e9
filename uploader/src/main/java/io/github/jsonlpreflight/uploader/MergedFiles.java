package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.chunker.Chunk;
import io.github.jsonlpreflight.chunker.ChunkReader;
import io.github.jsonlpreflight.chunker.SkippedRecord;
import io.github.jsonlpreflight.chunker.WholeFile;
import io.github.jsonlpreflight.jsonl.JsonlRecord;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * A run's three answers while they are written: {@code result.json}, {@code rejected.jsonl} and
 * {@code rejections.csv}. Each gets its name when all are whole.
 */
final class MergedFiles implements Closeable {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private final ChunkReader reader;
  private final boolean holdsSkipped;
  private final Disagreements disagreements = new Disagreements();
  private final WholeFile resultFile;
  private final WholeFile rejectedFile;
  private final WholeFile rejectionsFile;
  private final JsonGenerator result;
  private final OutputStream rejected;
  private final Writer rejectionsText;
  private final Csv rejections;

  private MergedFiles(
      ChunkReader reader,
      boolean holdsSkipped,
      WholeFile resultFile,
      WholeFile rejectedFile,
      WholeFile rejectionsFile) {
    this.reader = reader;
    this.holdsSkipped = holdsSkipped;
    this.resultFile = resultFile;
    this.rejectedFile = rejectedFile;
    this.rejectionsFile = rejectionsFile;
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

  /**
   * Begins the files.
   *
   * @param reader the chunks' bytes
   * @param holdsSkipped whether it has those of records that are in no chunk
   */
  static MergedFiles begin(RunDirectory directory, ChunkReader reader, boolean holdsSkipped)
      throws IOException {
    List<WholeFile> begun = new ArrayList<>();
    try {
      for (Path file : List.of(directory.result(), directory.rejected(), directory.rejections())) {
        begun.add(WholeFile.create(file));
      }
      return new MergedFiles(reader, holdsSkipped, begun.get(0), begun.get(1), begun.get(2));
    } catch (IOException | RuntimeException e) {
      for (WholeFile file : begun) {
        file.close();
      }
      throw e;
    }
  }

  /** Writes what is to be said of the whole run. */
  void run(
      String datasetId,
      String sourceName,
      JournalRecord.Ended ended,
      RunCounts counts,
      List<ChunkOutcome> outcomes)
      throws IOException {
    result.writeStartObject();
    result.writeStringProperty("dataset_id", datasetId);
    result.writeStringProperty("source", sourceName);
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

  /** Writes a record that was never sent, and why. */
  void skipped(SkippedRecord skipped) throws IOException {
    RecordPlace place = skipped.place();
    if (holdsSkipped) {
      copy(place);
      rejected.write('\n');
    }
    for (SkippedRecord.Reason reason : skipped.reasons()) {
      entry(place, "local", null, null, reason.field(), reason.text());
    }
  }

  private void copy(RecordPlace place) throws IOException {
    try (InputStream in = reader.read(place.contentOffset(), place.length())) {
      in.transferTo(rejected);
    }
  }

  /** Writes what there is to say about a record that was sent. */
  void verdict(JsonlRecord record, ChunkVerdicts chunk, ChunkVerdicts.Verdict verdict)
      throws IOException {
    if (verdict.isRejected()) {
      if (record.isHeld()) {
        record.writeTo(rejected);
      } else {
        copy(record.place()); // the chunks were cut where there was more memory
      }
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

  private void datapoints(Optional<Audit> audit) {
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

  /**
   * Ends the files and gives them their names.
   *
   * @param notes what a person should know besides
   */
  void commit(Optional<Audit> audit, List<String> notes) throws IOException {
    result.writeEndArray();
    result.writeArrayPropertyStart("disagreements");
    disagreements.all().forEach(this::disagreement);
    result.writeEndArray();
    datapoints(audit);
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
