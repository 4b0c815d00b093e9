package io.github.jsonlpreflight.chunker;

import io.github.jsonlpreflight.jsonl.PassTotals;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes one manifest of the chunks of a source's parts, which were planned each by itself, for
 * instance by a {@linkplain ChunkPlanner#dry dry planner} for each. Its file has its name only when
 * it is whole. Not safe to share.
 */
public final class ManifestAssembly implements Closeable {
  private final SourceFingerprint source;
  private final ChunkLimits limits;
  private final @Nullable String rulesDigest;
  private final ManifestWriter writer;
  private final List<Chunk> chunks = new ArrayList<>();
  private long records;
  private long skippedCount;

  private ManifestAssembly(
      SourceFingerprint source,
      ChunkLimits limits,
      @Nullable String rulesDigest,
      ManifestWriter writer) {
    this.source = source;
    this.limits = limits;
    this.rulesDigest = rulesDigest;
    this.writer = writer;
  }

  /**
   * Begins the manifest.
   *
   * @param file where it is to be
   * @param rulesDigest stands for the schema and the rules that records were judged by, or null
   */
  public static ManifestAssembly begin(
      Path file, SourceFingerprint source, ChunkLimits limits, @Nullable String rulesDigest)
      throws IOException {
    return new ManifestAssembly(
        source, limits, rulesDigest, new ManifestWriter(file, source, limits, rulesDigest));
  }

  /**
   * Adds a chunk, which stands in the source behind all others so far.
   *
   * @param planned the chunk, under any number and name
   * @return the same chunk under the number and name that it has among all
   * @throws IllegalArgumentException if it does not stand there, or is larger than a chunk may be
   */
  public Chunk add(Chunk planned) {
    if (!chunks.isEmpty()) {
      List<RecordRange> before = chunks.get(chunks.size() - 1).ranges();
      long end = before.get(before.size() - 1).end();
      if (planned.ranges().get(0).offset() < end) {
        throw new IllegalArgumentException(planned + " begins before offset " + end);
      }
    }
    if (!limits.allow(planned.bytes(), planned.records())) {
      throw new IllegalArgumentException(planned + " is over " + limits);
    }
    int index = chunks.size() + 1;
    Chunk chunk =
        new Chunk(
            index,
            source.chunkName(index),
            planned.firstLine(),
            planned.lastLine(),
            planned.records(),
            planned.bytes(),
            planned.sha256(),
            planned.newlineAdded(),
            planned.ranges());
    chunks.add(chunk);
    records += chunk.records();
    return chunk;
  }

  /** Adds a record that is in no chunk, which stands behind all others that are in none. */
  public void skip(SkippedRecord record) throws IOException {
    skippedCount++;
    writer.writeSkipped(record);
  }

  /**
   * Writes the manifest.
   *
   * @param totals what the whole source holds
   * @throws IllegalArgumentException if there are more or fewer records in chunks and left out:
   *     nothing may get lost here
   */
  public Manifest finish(PassTotals totals) throws IOException {
    if (!totals.finished() || records + skippedCount != totals.records()) {
      throw new IllegalArgumentException(
          "the manifest was told of "
              + (records + skippedCount)
              + " records, and the source has "
              + totals);
    }
    Manifest manifest =
        new Manifest(source, rulesDigest, limits, totals, skippedCount, List.copyOf(chunks));
    writer.finish(manifest);
    return manifest;
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
