package io.github.jsonlpreflight.chunker;

import io.github.jsonlpreflight.jsonl.Compression;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.Messages;
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
import java.util.Locale;

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
  private final String name;
  private final SourceBytes source;

  ChunkReader(String name, SourceBytes source) {
    this.name = name;
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
    Compression compression = Compression.of(new RangeInputStream(source, 0, Long.MAX_VALUE));
    return new ChunkReader(
        name, compression == Compression.NONE ? source : new DecompressedBytes(name, source));
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
   * Hands over a range's records in order, each with its place in the source. One that is too long
   * for Java's heap is {@linkplain JsonlRecord#isHeld() not held}.
   *
   * @param sink takes the next record; returns false to stop
   * @throws PreflightException if the source has fewer or more records there than it had
   */
  public void forEachRecord(RecordRange range, RecordPass.RecordSink sink) throws IOException {
    JsonlSource part =
        JsonlSource.part(
            name,
            read(range.offset(), range.length()),
            range.offset(),
            range.firstLine(),
            range.firstRecordIndex());
    PassTotals totals = RecordPass.run(part, optionsFor(range), sink);
    if (totals.finished() && totals.records() != range.records()) {
      throw new PreflightException(
          ErrorCode.SOURCE_CHANGED,
          String.format(
              Locale.ROOT,
              "%s has changed since it was read: it no longer has the %d records from line %d on",
              Messages.printable(name),
              range.records(),
              range.firstLine()));
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
