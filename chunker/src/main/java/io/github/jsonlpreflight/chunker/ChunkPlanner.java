package io.github.jsonlpreflight.chunker;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.PassTotals;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.jsonl.RecordPass;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Plans the chunks of one source while somebody reads it: it is told of every record, in source
 * order, and keeps no bytes.
 *
 * <p>A chunk takes records as long as both limits allow; what is left out splits its ranges. Memory
 * grows with the number of chunks and with the ranges of the chunk at hand. Not safe to share.
 */
public final class ChunkPlanner implements Closeable {
  private final Path source;
  private final SourceFingerprint fingerprint;
  private final ChunkLimits limits;
  private final @Nullable String rulesDigest;
  private final @Nullable ManifestWriter writer;
  private final @Nullable ChunkFolder folder;

  private final List<Chunk> chunks = new ArrayList<>();
  private final Sha256 digest = new Sha256();
  private long addedCount;
  private long skippedCount;

  private List<RecordRange> ranges = new ArrayList<>();
  private long rangeOffset;
  private long rangeLength;
  private long rangeFirstLine;
  private long rangeFirstIndex;
  private long rangeRecords;
  private long chunkRecords;
  private long chunkBytes;
  private long lastLine;
  private boolean newlineAdded;

  private ChunkPlanner(
      Path source,
      ChunkLimits limits,
      @Nullable String rulesDigest,
      @Nullable Path manifestFile,
      @Nullable ChunkFolder folder)
      throws IOException {
    this.source = JsonlSource.file(source).requireRegularFile();
    this.fingerprint = SourceFingerprint.of(source);
    this.limits = limits;
    this.rulesDigest = rulesDigest;
    this.writer =
        manifestFile == null
            ? null
            : new ManifestWriter(manifestFile, fingerprint, limits, rulesDigest);
    this.folder = folder;
  }

  /**
   * Begins a plan whose manifest is written to a file by {@link #finish}, whole or not at all.
   *
   * @param rulesDigest stands for the schema and the rules that records are judged by, or null
   * @throws PreflightException if the source is no file that can be read a second time, or the
   *     manifest cannot be written
   */
  public static ChunkPlanner writingTo(
      Path manifestFile, Path source, ChunkLimits limits, @Nullable String rulesDigest)
      throws IOException {
    return new ChunkPlanner(source, limits, rulesDigest, manifestFile, null);
  }

  /**
   * Begins a plan whose {@link #finish} fills a folder: the chunk files, under {@link
   * Chunk#name()}, and last {@code manifest.json}, so that where it is the chunks are too. Files of
   * these names are replaced. Chunk files that an earlier manifest there names, of the same source,
   * and that are no longer needed are removed, unless they were changed since.
   *
   * @param folder a folder that is there
   * @param rulesDigest stands for the schema and the rules that records are judged by, or null
   * @throws PreflightException if the source is no file that can be read a second time or would be
   *     written over, or the folder has a {@code manifest.json} of somebody else
   */
  public static ChunkPlanner splittingInto(
      Path folder, Path source, ChunkLimits limits, @Nullable String rulesDigest)
      throws IOException {
    JsonlSource.file(source).requireRegularFile();
    ChunkFolder chunkFolder = new ChunkFolder(folder, source);
    return new ChunkPlanner(source, limits, rulesDigest, chunkFolder.manifestFile(), chunkFolder);
  }

  /**
   * Begins a plan that leaves no file behind, and so no list of the records it skips.
   *
   * @throws PreflightException if the source is no file that can be read a second time
   */
  public static ChunkPlanner dry(Path source, ChunkLimits limits, @Nullable String rulesDigest)
      throws IOException {
    return new ChunkPlanner(source, limits, rulesDigest, null, null);
  }

  /**
   * Plans the chunks of a file by its record boundaries alone, without looking into records.
   *
   * @throws PreflightException if a record is over a limit, or the file cannot be used
   */
  public Manifest planUnchecked(ReadOptions options) throws IOException {
    PassTotals totals =
        RecordPass.run(
            JsonlSource.file(source),
            options,
            record -> {
              if (record.isOversized()) {
                throw overLimit(record, options.overLimit(record.length()));
              }
              add(record);
              return true;
            });
    return finish(totals);
  }

  /**
   * Puts a record into the chunk at hand, or into the next one if this one is full.
   *
   * @throws PreflightException if the record alone is larger than a chunk may be
   */
  public void add(JsonlRecord record) {
    long bytes = record.length() + 1;
    if (bytes > limits.maxChunkBytes()) {
      throw overLimit(
          record,
          "Record of "
              + bytes
              + " bytes is over the "
              + limits.maxChunkBytes()
              + "-byte limit of a chunk, newline included, set by maxChunkBytes");
    }
    if (!limits.allow(chunkBytes + bytes, chunkRecords + 1)) {
      endChunk();
    }
    extendRange(record);
    digest.update(record.array(), record.start(), record.end() - record.start());
    digest.update((byte) '\n');
    addedCount++;
    chunkRecords++;
    chunkBytes += bytes;
    lastLine = record.lineNumber();
    newlineAdded = !record.isTerminated();
  }

  /** Leaves a record out of every chunk, and remembers why. */
  public void skip(JsonlRecord record, List<SkippedRecord.Reason> reasons) throws IOException {
    skippedCount++;
    if (writer != null) {
      writer.writeSkipped(new SkippedRecord(record.place(), reasons));
    }
  }

  /**
   * Ends the plan after the source's last record.
   *
   * @throws IllegalArgumentException if the pass did not reach the source's end, or the plan was
   *     not told of every record: nothing may get lost here
   * @throws PreflightException if the source has changed since the plan was begun, or a chunk file
   *     cannot be written
   */
  public Manifest finish(PassTotals totals) throws IOException {
    if (!totals.finished()) {
      throw new IllegalArgumentException("the pass has not reached the end of the source");
    }
    if (addedCount + skippedCount != totals.records()) {
      throw new IllegalArgumentException(
          "the plan was told of "
              + (addedCount + skippedCount)
              + " of "
              + totals.records()
              + " records");
    }
    if (chunkRecords > 0) {
      endChunk();
    }
    fingerprint.requireUnchanged(source);
    Manifest manifest =
        new Manifest(fingerprint, rulesDigest, limits, totals, skippedCount, chunks);
    if (folder != null) {
      folder.write(manifest);
    }
    if (writer != null) {
      writer.finish(manifest);
    }
    return manifest;
  }

  private void extendRange(JsonlRecord record) {
    long offset = record.contentOffset();
    if (rangeRecords == 0 || rangeOffset + rangeLength != offset) {
      endRange();
      rangeOffset = offset;
      rangeFirstLine = record.lineNumber();
      rangeFirstIndex = record.recordIndex();
    }
    rangeLength += record.length() + (record.isTerminated() ? 1 : 0);
    rangeRecords++;
  }

  private void endRange() {
    if (rangeRecords > 0) {
      ranges.add(
          new RecordRange(rangeOffset, rangeLength, rangeFirstLine, rangeFirstIndex, rangeRecords));
    }
    rangeLength = 0;
    rangeRecords = 0;
  }

  private void endChunk() {
    endRange();
    int index = chunks.size() + 1;
    chunks.add(
        new Chunk(
            index,
            fingerprint.chunkName(index),
            ranges.get(0).firstLine(),
            lastLine,
            chunkRecords,
            chunkBytes,
            digest.hex(),
            newlineAdded,
            ranges));
    ranges = new ArrayList<>();
    chunkRecords = 0;
    chunkBytes = 0;
  }

  private static PreflightException overLimit(JsonlRecord record, String reason) {
    return new PreflightException(
        ErrorCode.RECORD_OVER_LIMIT,
        String.format(
            Locale.ROOT,
            "%s (line %d, byte offset %d)",
            reason,
            record.lineNumber(),
            record.place().byteOffset()),
        record.lineNumber(),
        record.place().byteOffset());
  }

  /** Removes what an unfinished plan has written so far. */
  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }
}
