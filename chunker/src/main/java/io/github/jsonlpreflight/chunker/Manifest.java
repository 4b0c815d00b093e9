package io.github.jsonlpreflight.chunker;

import static java.util.stream.Collectors.joining;

import io.github.jsonlpreflight.jsonl.PassTotals;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of one source, and what they were cut from. Immutable and safe to share.
 *
 * <p>Records that were left out are not held here: there may be as many as there are lines. They
 * stand in the manifest's file and are read one by one with {@link #forEachSkipped}.
 */
public final class Manifest {
  /** The version of the file format that {@link #read} understands. */
  public static final int FORMAT_VERSION = 1;

  /** What a manifest is called, beside the chunk files and in a run's directory. */
  public static final String FILE_NAME = "manifest.json";

  private final SourceFingerprint source;
  private final @Nullable String rulesDigest;
  private final ChunkLimits limits;
  private final PassTotals totals;
  private final long skippedCount;
  private final List<Chunk> chunks;

  Manifest(
      SourceFingerprint source,
      @Nullable String rulesDigest,
      ChunkLimits limits,
      PassTotals totals,
      long skippedCount,
      List<Chunk> chunks) {
    this.source = source;
    this.rulesDigest = rulesDigest;
    this.limits = limits;
    this.totals = totals;
    this.skippedCount = skippedCount;
    this.chunks = List.copyOf(chunks);
  }

  /**
   * Reads a manifest's file.
   *
   * @throws PreflightException if it is no manifest, is damaged or has another format version
   */
  public static Manifest read(Path file) throws IOException {
    return ManifestReader.read(file);
  }

  /** Receives the records that are in no chunk. */
  @FunctionalInterface
  public interface SkippedSink {
    /** Takes the next record. */
    void accept(SkippedRecord record) throws IOException;
  }

  /**
   * Reads the records that are in no chunk from a manifest's file, in source order.
   *
   * @throws PreflightException if it is no manifest or is damaged
   */
  public static void forEachSkipped(Path file, SkippedSink sink) throws IOException {
    ManifestReader.forEachSkipped(file, sink);
  }

  /** Returns what the chunks were cut from. */
  public SourceFingerprint source() {
    return source;
  }

  /** Returns the digest of the rules that records were judged by, where they were judged. */
  public Optional<String> rulesDigest() {
    return Optional.ofNullable(rulesDigest);
  }

  /** Returns the limits that the chunks keep. */
  public ChunkLimits limits() {
    return limits;
  }

  /** Returns what the source holds. */
  public PassTotals totals() {
    return totals;
  }

  /** Returns how many records are in no chunk. */
  public long skippedCount() {
    return skippedCount;
  }

  /** Returns the chunks in source order. */
  public List<Chunk> chunks() {
    return chunks;
  }

  /**
   * Returns what two manifests share only if they cut the same records of the same bytes into the
   * same chunks, whatever the file is called: the SHA-256 of the chunk table and the totals, in
   * lower-case hexadecimal digits.
   */
  public String digest() {
    Sha256 digest = new Sha256();
    digest.update(line(totals.bytes(), totals.records(), skippedCount));
    for (Chunk chunk : chunks) {
      digest.update(line(chunk.index(), chunk.firstLine(), chunk.records(), chunk.bytes()));
      digest.update(chunk.sha256() + "\n");
      // Records may be alike, so the bytes alone do not tell which of them were left out.
      for (RecordRange range : chunk.ranges()) {
        digest.update(line(range.offset(), range.length(), range.firstLine(), range.records()));
      }
    }
    return digest.hex();
  }

  private static String line(long... numbers) {
    return LongStream.of(numbers).mapToObj(Long::toString).collect(joining(" ", "", "\n"));
  }

  @Override
  public String toString() {
    return "Manifest["
        + source.name()
        + ", "
        + totals.records()
        + " records, "
        + skippedCount
        + " skipped, "
        + chunks.size()
        + " chunks]";
  }
}
