package io.github.jsonlpreflight.chunker;

import io.github.jsonlpreflight.jsonl.Compression;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PassTotals;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.jsonl.RecordPass;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads chunks from their source, which may be compressed: offsets are those of what it
 * decompresses to. An open reader holds the file open: what it reads is one and the same file, even
 * if another takes its name meanwhile. (One that a {@link ChunkSource} of chunk files has opened
 * reads from those, with the same offsets.) Not safe to share.
 *
 * <p>A compressed source is read forward: reading on behind what was read before decompresses what
 * lies between and no more, and going back begins at the start again.
 */
public final class ChunkReader implements Closeable {
  /** So many of a file's first bytes tell how it is compressed. */
  private static final int MAGIC_BYTES = 4;

  private final SourceBytes source;

  ChunkReader(SourceBytes source) {
    this.source = source;
  }

  /** Opens the source that chunks were cut from. */
  public static ChunkReader open(Path source) throws IOException {
    FileChannel channel = FileChannel.open(source, StandardOpenOption.READ);
    try {
      return of(source.toString(), new FileBytes(channel));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Reads chunks from a source that somebody else has opened; its first bytes tell whether it is
   * compressed.
   *
   * @param name what messages call it
   * @param source its bytes as they are kept, which are closed with the reader
   */
  public static ChunkReader of(String name, SourceBytes source) throws IOException {
    byte[] start = new RangeInputStream(source, 0, MAGIC_BYTES).readAllBytes();
    return new ChunkReader(
        Compression.of(start) == Compression.NONE ? source : new DecompressedBytes(name, source));
  }

  /**
   * Returns a chunk's bytes: exactly {@link Chunk#bytes()} of them if the source is unchanged,
   * fewer if it has become shorter. Where the source is compressed and was changed, reading may end
   * in a {@link PreflightException}. The stream needs no closing; it ends with this reader.
   */
  public InputStream read(Chunk chunk) {
    return new RangeInputStream(source, chunk.ranges(), chunk.newlineAdded());
  }

  /** Returns {@code length} bytes from an offset on, or fewer at the end of the file. */
  public InputStream read(long offset, long length) {
    return new RangeInputStream(source, offset, length);
  }

  /**
   * Hands over a chunk's records in order, each with its place in the source.
   *
   * @param sink takes the next record; returns false to stop
   * @throws PreflightException if the source has fewer or more records there than it had
   */
  public void forEachRecord(Chunk chunk, RecordPass.RecordSink sink) throws IOException {
    for (RecordRange range : chunk.ranges()) {
      PassTotals totals =
          RecordPass.runPart(
              read(range.offset(), range.length()),
              range.offset(),
              range.firstLine(),
              range.firstRecordIndex(),
              optionsFor(range),
              sink);
      if (!totals.finished()) {
        return;
      }
      if (totals.records() != range.records()) {
        throw new PreflightException(
            ErrorCode.SOURCE_CHANGED,
            "The source has changed since it was read: it no longer has the records of " + chunk);
      }
    }
  }

  private static ReadOptions optionsFor(RecordRange range) {
    return ReadOptions.builder()
        // Blocks only have to hold what the plan has let through.
        .maxRecordBytes(ReadOptions.GREATEST_MAX_RECORD_BYTES)
        // Where every other record was left out, ranges are many and short.
        .blockBytes((int) Math.min(range.length(), ReadOptions.DEFAULT_BLOCK_BYTES))
        .build();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
