package io.github.jsonlpreflight.chunker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.PassTotals;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.jsonl.RecordPass;
import io.github.jsonlpreflight.jsonl.RecordPlace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The law of splitting: the chunks are the source's canonical bytes, cut between records, each as
 * full as the limits allow. Faults 1, 5, 6 and 7 are in the files: a byte-order mark, every kind of
 * line end and its absence, separators that are none, blank lines. Two in three are compressed,
 * which is fault 17.
 */
class SplitLawTest {
  @TempDir static Path folder;

  static LongStream seeds() {
    return Seeds.from1To(2000);
  }

  @ParameterizedTest(name = "faults 1, 5, 6, 7 and 17: seed {0}")
  @MethodSource("seeds")
  void chunksAreTheCanonicalBytes(long seed) throws IOException {
    RandomFile file = RandomFile.of(seed);
    List<NaiveRecord> records = NaiveRecord.in(file.bytes());
    ChunkLimits limits = limits(records, file.random());
    Path source = write("split-", seed, file);

    try (ChunkPlanner planner = ChunkPlanner.dry(source, limits, null)) {
      Manifest manifest = planner.planUnchecked(options(file));

      assertThat(manifest.totals().records()).isEqualTo(records.size());
      assertThat(manifest.totals().bytes()).isEqualTo(file.bytes().length);
      assertThat(manifest.skippedCount()).isZero();
      verify(manifest, source, records);
    }
  }

  @ParameterizedTest(name = "faults 1, 5, 6, 7 and 17: seed {0}")
  @MethodSource("seeds")
  void chunksHoldExactlyTheRecordsThatWereNotSkipped(long seed) throws IOException {
    RandomFile file = RandomFile.of(-seed);
    List<NaiveRecord> records = NaiveRecord.in(file.bytes());
    ChunkLimits limits = limits(records, file.random());
    Path source = write("skip-", seed, file);
    boolean[] keep = chooseSome(records.size(), file.random());

    try (ChunkPlanner planner = ChunkPlanner.dry(source, limits, null)) {
      PassTotals totals =
          RecordPass.run(
              JsonlSource.file(source),
              options(file),
              record -> {
                if (keep[(int) record.recordIndex()]) {
                  planner.add(record);
                } else {
                  planner.skip(record, List.of(new SkippedRecord.Reason(null, "left out")));
                }
                return true;
              });
      Manifest manifest = planner.finish(totals);

      List<NaiveRecord> kept =
          records.stream().filter(record -> keep[(int) record.index()]).toList();
      assertThat(manifest.skippedCount()).isEqualTo(records.size() - kept.size());
      verify(manifest, source, kept);
    }
  }

  /** Writes a file plain, or compressed in up to four pieces. */
  private static Path write(String name, long seed, RandomFile file) throws IOException {
    Packing packing = Packing.of(seed);
    return Files.write(
        folder.resolve(name + seed + ".jsonl" + packing.ending()),
        packing.pack(file.bytes(), 1 + file.random().nextInt(4), file.random()));
  }

  /** All, none, or any share between. */
  private static boolean[] chooseSome(int count, Random random) {
    int inTen = random.nextInt(11);
    boolean[] chosen = new boolean[count];
    for (int i = 0; i < count; i++) {
      chosen[i] = random.nextInt(10) < inTen;
    }
    return chosen;
  }

  /** Limits that no record breaks: both, either or none of them in the way. */
  private static ChunkLimits limits(List<NaiveRecord> records, Random random) {
    ChunkLimits.Builder limits = ChunkLimits.builder();
    if (random.nextInt(5) > 0) {
      long least = records.stream().mapToLong(NaiveRecord::size).max().orElse(1);
      long all = records.stream().mapToLong(NaiveRecord::size).sum();
      limits.maxChunkBytes(
          least + (random.nextBoolean() ? random.nextInt(40) : random.nextLong(all + 1)));
    }
    if (random.nextInt(3) == 0) {
      limits.maxChunkRecords(1 + random.nextInt(5));
    }
    return limits.build();
  }

  private static ReadOptions options(RandomFile file) {
    return ReadOptions.builder().blockBytes(file.blockBytes()).build();
  }

  private static void verify(Manifest manifest, Path source, List<NaiveRecord> kept)
      throws IOException {
    int next = 0;
    try (ChunkReader reader = ChunkReader.open(source)) {
      for (Chunk chunk : manifest.chunks()) {
        int end = next + (int) chunk.records();
        assertThat(end).as("records up to %s", chunk).isBetween(next + 1, kept.size());
        List<NaiveRecord> records = kept.subList(next, end);
        verifyTable(chunk, records, manifest);
        verifyLimits(chunk, kept.subList(end, kept.size()), manifest.limits());
        verifyBytes(chunk, records, reader);
        next = end;
      }
    }
    assertThat(next).as("records in chunks").isEqualTo(kept.size());
  }

  private static void verifyTable(Chunk chunk, List<NaiveRecord> records, Manifest manifest) {
    NaiveRecord first = records.get(0);
    NaiveRecord last = records.get(records.size() - 1);
    byte[] bytes = NaiveRecord.canonical(records);
    int index = manifest.chunks().indexOf(chunk) + 1;
    String stem = manifest.source().stem();
    assertThat(chunk)
        .isEqualTo(
            new Chunk(
                index,
                stem + "-" + "0".repeat(5 - Integer.toString(index).length()) + index + ".jsonl",
                first.line(),
                last.line(),
                records.size(),
                bytes.length,
                sha256(bytes),
                !last.terminated(),
                ranges(records)));
  }

  /** As few ranges as there can be: records that touch are in the same one. */
  private static List<RecordRange> ranges(List<NaiveRecord> records) {
    List<RecordRange> ranges = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= records.size(); i++) {
      if (i == records.size() || records.get(i).offset() != records.get(i - 1).end()) {
        NaiveRecord first = records.get(from);
        long length = records.get(i - 1).end() - first.offset();
        ranges.add(new RecordRange(first.offset(), length, first.line(), first.index(), i - from));
        from = i;
      }
    }
    return ranges;
  }

  private static void verifyLimits(Chunk chunk, List<NaiveRecord> rest, ChunkLimits limits) {
    long maxRecords = limits.maxChunkRecords().orElse(Long.MAX_VALUE);
    assertThat(chunk.bytes()).isLessThanOrEqualTo(limits.maxChunkBytes());
    assertThat(chunk.records()).isLessThanOrEqualTo(maxRecords);
    if (!rest.isEmpty()) {
      boolean nextWouldFit =
          chunk.bytes() + rest.get(0).size() <= limits.maxChunkBytes()
              && chunk.records() + 1 <= maxRecords;
      assertThat(nextWouldFit).as("the next record would fit into %s", chunk).isFalse();
    }
  }

  private static void verifyBytes(Chunk chunk, List<NaiveRecord> records, ChunkReader reader)
      throws IOException {
    assertThat(reader.read(chunk).readAllBytes()).isEqualTo(NaiveRecord.canonical(records));
    List<RecordPlace> places = new ArrayList<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Plans.forEachRecord(
        reader,
        chunk,
        record -> {
          places.add(record.place());
          record.writeTo(bytes);
          bytes.write('\n');
          return true;
        });
    assertThat(places).isEqualTo(places(records));
    assertThat(bytes.toByteArray()).isEqualTo(NaiveRecord.canonical(records));
  }

  private static List<RecordPlace> places(List<NaiveRecord> records) {
    return records.stream()
        .map(r -> new RecordPlace(r.line(), r.index(), r.offset(), r.bytes().length))
        .toList();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
