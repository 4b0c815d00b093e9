package io.github.jsonlpreflight.chunker;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.PassTotals;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.jsonl.RecordPlace;
import io.github.jsonlpreflight.jsonl.RecordScan;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Plans the chunks of one source while somebody reads it: it is told of every record, in source
 * order. Where it is to write chunk files too, it writes each record as it is told of it.
 *
 * <p>A chunk takes records as long as both limits allow; what is left out splits its ranges. Memory
 * grows with the number of chunks and with the ranges of the chunk at hand. A thread makes the
 * digests, others flush files; they end with {@link #close}. Not safe to share.
 */
public final class ChunkPlanner implements Closeable {
  private static final byte[] NEWLINE = {'\n'};

  private final JsonlSource source;
  private final SourceFingerprint fingerprint;
  private final ChunkLimits limits;
  private final @Nullable String rulesDigest;
  private final @Nullable ManifestWriter writer;
  private final @Nullable ChunkFolder folder;

  private final ChunkTable table;
  private final ChunkOutput output;
  private byte @Nullable [] block;
  private int written;
  private int filled;
  private long skippedCount;
  private boolean finished;
  private boolean discarded;

  private ChunkPlanner(
      JsonlSource source,
      SourceFingerprint fingerprint,
      ChunkLimits limits,
      @Nullable String rulesDigest,
      @Nullable ManifestWriter writer,
      @Nullable ChunkFolder folder) {
    this.source = source;
    this.fingerprint = fingerprint;
    this.limits = limits;
    this.rulesDigest = rulesDigest;
    this.writer = writer;
    this.folder = folder;
    this.table = new ChunkTable(fingerprint, limits);
    this.output = new ChunkOutput(folder == null ? null : folder.files());
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
    JsonlSource file = JsonlSource.file(source);
    file.requireRegularFile();
    SourceFingerprint fingerprint = SourceFingerprint.of(source);
    return new ChunkPlanner(
        file,
        fingerprint,
        limits,
        rulesDigest,
        new ManifestWriter(manifestFile, fingerprint, limits, rulesDigest),
        null);
  }

  /**
   * Begins a plan that cuts a file into a folder, as {@link #splittingInto(Path, JsonlSource,
   * ChunkLimits, String, List)} does.
   */
  public static ChunkPlanner splittingInto(
      Path folder, Path source, ChunkLimits limits, @Nullable String rulesDigest)
      throws IOException {
    JsonlSource file = JsonlSource.file(source);
    file.requireRegularFile();
    return splittingInto(folder, file, limits, rulesDigest, List.of());
  }

  /**
   * Begins a plan that fills a folder: with the chunk files, under {@link Chunk#name()}, and last
   * {@code manifest.json}, so that where it is the chunks are too. Chunks are written under
   * temporary names as records come, so the source may be a stream; {@link #finish} names them.
   * Files of these names are replaced. Chunk files that an earlier manifest there names, of the
   * same source, and that are no longer needed are removed, unless they were changed since.
   *
   * <p>A plan that ends early, also by a kill, leaves its finished chunks under their temporary
   * names. The same plan for the same file, begun again, does not write them a second time; another
   * one removes them, as {@link #discard} does. Those of a stream never stay after {@link #close}.
   *
   * @param folder a folder that is there
   * @param rulesDigest stands for the schema and the rules that records are judged by, or null
   * @param alsoRead other files that are read meanwhile and may not be written over
   * @throws PreflightException if the source or one of {@code alsoRead} would be written over, the
   *     folder has a {@code manifest.json} of somebody else, or another plan is filling it
   */
  public static ChunkPlanner splittingInto(
      Path folder,
      JsonlSource source,
      ChunkLimits limits,
      @Nullable String rulesDigest,
      List<Path> alsoRead)
      throws IOException {
    SourceFingerprint fingerprint = fingerprint(source);
    List<Path> inputs = new ArrayList<>(alsoRead);
    source.path().ifPresent(inputs::add);
    ChunkFolder chunkFolder =
        ChunkFolder.open(folder, fingerprint, inputs, conditions(fingerprint, limits, rulesDigest));
    try {
      return new ChunkPlanner(
          source,
          fingerprint,
          limits,
          rulesDigest,
          new ManifestWriter(
              chunkFolder.manifestFile(),
              fingerprint.isFile() ? fingerprint : null,
              limits,
              rulesDigest),
          chunkFolder);
    } catch (IOException | RuntimeException e) {
      chunkFolder.closeFiles();
      chunkFolder.close(/* mayGoOn= */ true);
      throw e;
    }
  }

  /** Returns what decides where chunks end and which records are in them, or null for a stream. */
  private static @Nullable String conditions(
      SourceFingerprint source, ChunkLimits limits, @Nullable String rulesDigest) {
    return source.isFile() ? Sha256.of(source + "\n" + limits + "\n" + rulesDigest) : null;
  }

  private static SourceFingerprint fingerprint(JsonlSource source) throws IOException {
    Path file = source.path().orElse(null);
    if (file == null) {
      return SourceFingerprint.ofStream(
          String.valueOf(Path.of(source.name()).getFileName()), /* bytes= */ 0);
    }
    if (Files.exists(file) && !Files.isDirectory(file) && !Files.isRegularFile(file)) {
      return SourceFingerprint.ofStream(String.valueOf(file.getFileName()), /* bytes= */ 0);
    }
    source.requireRegularFile();
    return SourceFingerprint.of(file);
  }

  /**
   * Begins a plan that leaves no file behind, and so no list of the records it skips.
   *
   * @throws PreflightException if the source is no file that can be read a second time
   */
  public static ChunkPlanner dry(Path source, ChunkLimits limits, @Nullable String rulesDigest)
      throws IOException {
    JsonlSource file = JsonlSource.file(source);
    file.requireRegularFile();
    return dry(file, limits, rulesDigest);
  }

  /** Begins a plan that leaves no file behind, of a source that may come only once. */
  public static ChunkPlanner dry(
      JsonlSource source, ChunkLimits limits, @Nullable String rulesDigest) throws IOException {
    return new ChunkPlanner(source, fingerprint(source), limits, rulesDigest, null, null);
  }

  /**
   * Plans the chunks of the source by its record boundaries alone, without looking into records and
   * without holding them.
   *
   * @param options of which {@code maxRecordBytes} and {@code blockBytes} matter
   * @throws PreflightException if a record is over a limit, or the source cannot be used; nothing
   *     is left behind then
   */
  public Manifest planUnchecked(ReadOptions options) throws IOException {
    ScannedChunks chunks =
        new ScannedChunks(
            table,
            output,
            (lineNumber, offset, length) -> {
              if (length > options.maxRecordBytes()) {
                throw overLimit(
                    lineNumber,
                    offset,
                    length,
                    options.maxRecordBytes() + "-byte limit set by maxRecordBytes");
              }
              requireFits(lineNumber, offset, length);
            },
            Math.min(options.maxRecordBytes(), limits.maxChunkBytes()),
            options.blockBytes());
    try {
      PassTotals totals = RecordScan.run(source, options, chunks);
      if (output.isOpen()) {
        output.takeBackOpen();
      }
      return finish(totals);
    } catch (PreflightException e) {
      discard();
      throw e;
    }
  }

  /**
   * Puts a record into the chunk at hand, or into the next one if this one is full.
   *
   * @throws PreflightException if the record alone is larger than a chunk may be
   */
  public void add(JsonlRecord record) throws IOException {
    requireFits(record.lineNumber(), record.contentOffset(), record.length());
    if (!table.takes(record.length())) {
      endChunk();
    }
    append(record.array(), record.start(), record.end());
    append(NEWLINE, 0, 1);
    table.add(
        record.lineNumber(),
        record.recordIndex(),
        record.contentOffset(),
        record.length(),
        record.isTerminated());
  }

  /** Records are gathered: to write and hash each by itself would cost more than the copy. */
  private void append(byte[] bytes, int start, int end) throws IOException {
    int from = start;
    while (from < end) {
      if (block == null) {
        block = output.lend(ReadOptions.DEFAULT_BLOCK_BYTES);
        written = 0;
        filled = 0;
      }
      int length = Math.min(end - from, block.length - filled);
      System.arraycopy(bytes, from, block, filled, length);
      filled += length;
      from += length;
      if (filled == block.length) {
        writeGathered();
        output.giveBack(block);
        block = null;
      }
    }
  }

  private void writeGathered() throws IOException {
    if (block != null) {
      output.write(block, written, filled);
      written = filled;
    }
  }

  private void endChunk() throws IOException {
    writeGathered();
    table.endChunk(output.endChunk(table.chunkBytes()));
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
    requireAll(totals);
    if (table.chunkBytes() > 0) {
      endChunk();
    }
    if (folder != null) {
      folder.files().await();
    }
    SourceFingerprint cut = fingerprint;
    if (fingerprint.isFile()) {
      fingerprint.requireUnchanged(source.requireRegularFile());
    } else {
      cut = SourceFingerprint.ofStream(fingerprint.name(), totals.bytes());
    }
    Manifest manifest =
        new Manifest(cut, rulesDigest, limits, totals, skippedCount, table.chunks());
    if (folder != null) {
      folder.name(manifest);
    }
    if (writer != null) {
      writer.finish(manifest);
    }
    finished = true;
    return manifest;
  }

  private void requireAll(PassTotals totals) {
    if (!totals.finished()) {
      throw new IllegalArgumentException("the pass has not reached the end of the source");
    }
    long told = table.recordCount() + skippedCount;
    if (told != totals.records()) {
      throw new IllegalArgumentException(
          "the plan was told of " + told + " of " + totals.records() + " records");
    }
  }

  private void requireFits(long lineNumber, long offset, long length) {
    if (length + 1 > limits.maxChunkBytes()) {
      throw overLimit(
          lineNumber,
          offset,
          length + 1,
          limits.maxChunkBytes()
              + "-byte limit of a chunk, newline included, set by maxChunkBytes");
    }
  }

  private static PreflightException overLimit(
      long lineNumber, long contentOffset, long bytes, String limit) {
    long byteOffset = new RecordPlace(lineNumber, 0, contentOffset, bytes).byteOffset();
    return new PreflightException(
        ErrorCode.RECORD_OVER_LIMIT,
        String.format(
            Locale.ROOT,
            "Record of %d bytes is over the %s (line %d, byte offset %d)",
            bytes,
            limit,
            lineNumber,
            byteOffset),
        lineNumber,
        byteOffset);
  }

  /** Returns how many chunk files are finished, those of earlier starts among them. */
  public int finishedFiles() {
    return folder == null || discarded ? 0 : folder.finishedFiles();
  }

  /** Removes, at the end, also what would let the same plan go on from here. */
  public void discard() {
    discarded = true;
  }

  /** Ends the threads, and removes what an unfinished plan has written but its finished chunks. */
  @Override
  public void close() throws IOException {
    try {
      if (folder != null) {
        folder.closeFiles(); // before the digests end: what is being flushed is noted with its own
      }
    } finally {
      output.close();
      try {
        if (folder != null) {
          folder.close(/* mayGoOn= */ !finished && !discarded && fingerprint.isFile());
        }
      } finally {
        if (writer != null) {
          writer.close();
        }
      }
    }
  }
}
