package io.github.jsonlpreflight.chunker;

import io.github.jsonlpreflight.jsonl.RecordPlace;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes a manifest's file while the plan is being made: skipped records go to disk at once, the
 * chunk table follows at the end. The file has its name only when it is whole.
 */
final class ManifestWriter implements Closeable {
  static final String FORMAT = "preflight-manifest";

  /** The channel stays ours to flush and close, and a document that was given up stays open. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
          .build();

  private final WholeFile file;
  private final Sha256 digest = new Sha256();
  private final JsonGenerator json;
  private final boolean sourceIsDue;

  /**
   * Begins the file.
   *
   * @param source null for a stream, whose size is not known before its end
   */
  ManifestWriter(
      Path target,
      @Nullable SourceFingerprint source,
      ChunkLimits limits,
      @Nullable String rulesDigest)
      throws IOException {
    this(WholeFile.create(target), source, limits, rulesDigest);
  }

  ManifestWriter(
      WholeFile file,
      @Nullable SourceFingerprint source,
      ChunkLimits limits,
      @Nullable String rulesDigest) {
    this.file = file;
    OutputStream out = digest.tee(Channels.newOutputStream(file.channel()));
    json = JSON.createGenerator(ObjectWriteContext.empty(), out);
    json.writeStartObject();
    json.writeStringProperty("format", FORMAT);
    json.writeNumberProperty("version", Manifest.FORMAT_VERSION);
    sourceIsDue = source == null;
    if (source != null) {
      write(source);
    }
    json.writeStringProperty("rules_sha256", rulesDigest);
    json.writeNumberProperty("max_chunk_bytes", limits.maxChunkBytes());
    if (limits.maxChunkRecords().isPresent()) {
      json.writeNumberProperty("max_chunk_records", limits.maxChunkRecords().getAsLong());
    }
    json.writeArrayPropertyStart("skipped");
  }

  private void write(SourceFingerprint source) {
    Instant lastModified = source.lastModified();
    json.writeObjectPropertyStart("source");
    json.writeStringProperty("name", source.name());
    json.writeNumberProperty("bytes", source.bytes());
    json.writeStringProperty(
        "last_modified", lastModified == null ? null : lastModified.toString());
    json.writeStringProperty("file_key", source.fileKey());
    json.writeStringProperty("compression", source.compression().id());
    json.writeEndObject();
  }

  void writeSkipped(SkippedRecord record) throws IOException {
    try {
      write(record);
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  private void write(SkippedRecord record) {
    RecordPlace place = record.place();
    json.writeStartObject();
    json.writeNumberProperty("line", place.lineNumber());
    json.writeNumberProperty("record_index", place.recordIndex());
    json.writeNumberProperty("offset", place.contentOffset());
    json.writeNumberProperty("length", place.length());
    json.writeArrayPropertyStart("reasons");
    for (SkippedRecord.Reason reason : record.reasons()) {
      json.writeStartObject();
      json.writeStringProperty("field", reason.field());
      json.writeStringProperty("reason", reason.text());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  void finish(Manifest manifest) throws IOException {
    try {
      write(manifest);
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
    file.commit();
  }

  private void write(Manifest manifest) {
    json.writeEndArray();
    if (sourceIsDue) {
      write(manifest.source());
    }
    json.writeNumberProperty("skipped_count", manifest.skippedCount());
    json.writeObjectPropertyStart("totals");
    json.writeNumberProperty("lines", manifest.totals().lines());
    json.writeNumberProperty("blank_lines", manifest.totals().blankLines());
    json.writeNumberProperty("records", manifest.totals().records());
    json.writeNumberProperty("bytes", manifest.totals().bytes());
    json.writeBooleanProperty("byte_order_mark", manifest.totals().byteOrderMark());
    json.writeBooleanProperty("final_newline", manifest.totals().finalNewline());
    json.writeEndObject();
    json.writeArrayPropertyStart("chunks");
    for (Chunk chunk : manifest.chunks()) {
      write(chunk);
    }
    json.writeEndArray();
    json.writeStringProperty("digest", manifest.digest());
    json.flush(); // to the digest, which is then that of everything before the seal
    json.writeStringProperty(ManifestSeal.NAME, digest.hex());
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
  }

  private void write(Chunk chunk) {
    json.writeStartObject();
    json.writeNumberProperty("index", chunk.index());
    json.writeStringProperty("name", chunk.name());
    json.writeNumberProperty("first_line", chunk.firstLine());
    json.writeNumberProperty("last_line", chunk.lastLine());
    json.writeNumberProperty("records", chunk.records());
    json.writeNumberProperty("bytes", chunk.bytes());
    json.writeStringProperty("sha256", chunk.sha256());
    json.writeBooleanProperty("newline_added", chunk.newlineAdded());
    json.writeArrayPropertyStart("ranges");
    for (RecordRange range : chunk.ranges()) {
      json.writeStartArray();
      json.writeNumber(range.offset());
      json.writeNumber(range.length());
      json.writeNumber(range.firstLine());
      json.writeNumber(range.firstRecordIndex());
      json.writeNumber(range.records());
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
