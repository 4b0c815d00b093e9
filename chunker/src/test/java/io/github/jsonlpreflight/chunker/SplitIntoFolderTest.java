package io.github.jsonlpreflight.chunker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.PassTotals;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.jsonl.RecordPass;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The law of splitting, for the files themselves: from a file and from a stream that dribbles,
 * plain and compressed, by record boundaries alone and with some records left out, at once and in
 * several starts. More of it: {@code -Dpreflight.split.seeds=10000}.
 */
class SplitIntoFolderTest {
  @TempDir static Path folder;

  static LongStream seeds() {
    return Seeds.from1To(300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void filesAreTheCanonicalBytesWhateverTheSourceIs(long seed) throws IOException {
    Case one = new Case("law", seed);
    Path fromFile = Files.createDirectory(folder.resolve("law-file-" + seed));
    Path fromStream = Files.createDirectory(folder.resolve("law-stream-" + seed));

    Manifest ofFile = one.split(fromFile, JsonlSource.file(one.source));
    Manifest ofStream = one.split(fromStream, one.dribbling());
    Manifest planned;
    try (ChunkPlanner dry = ChunkPlanner.dry(one.source, one.limits, null)) {
      planned = one.plan(dry, JsonlSource.file(one.source));
    }

    one.verify(fromFile, ofFile);
    one.verify(fromStream, ofStream);
    assertThat(ofFile.chunks()).isEqualTo(planned.chunks());
    assertThat(ofStream.digest()).isEqualTo(planned.digest());
    assertThat(Manifest.read(fromStream.resolve("manifest.json")).source())
        .isEqualTo(SourceFingerprint.ofStream(one.name(), one.bytes.length));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void goesOnAfterAnEarlyEndWithoutWritingFinishedChunksAgain(long seed) throws IOException {
    Case one = new Case("again", seed);
    Path out = Files.createDirectory(folder.resolve("again-" + seed));
    one.splitUntil(out, one.random.nextInt(one.records.size() + 1));

    Map<Path, Object> finished = temporaryFiles(out);
    assertThat(finished.keySet()).allMatch(file -> !file.toString().endsWith(".jsonl"));
    Manifest manifest = one.split(out, JsonlSource.file(one.source));

    one.verify(out, manifest);
    finished.forEach(
        (temporary, key) ->
            assertThat(key(Path.of(ChunkFolder.withoutTemporary(temporary.toString()))))
                .as("%s is the same file as before, only renamed", temporary)
                .isEqualTo(key));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void beginsAnewWithOtherLimitsAndRemovesWhatWasLeft(long seed) throws IOException {
    Case one = new Case("other", seed);
    Path out = Files.createDirectory(folder.resolve("other-" + seed));
    one.splitUntil(out, one.records.size());
    Case other = new Case("other", seed);

    other.limits = one.limits.toBuilder().maxChunkRecords(7).build();

    other.verify(out, other.split(out, JsonlSource.file(other.source)));
  }

  private static Map<Path, Object> temporaryFiles(Path out) throws IOException {
    Map<Path, Object> files = new HashMap<>();
    for (Path file : ChunkFolder.files(out)) {
      if (file.toString().endsWith(".jsonl" + WholeFile.TEMPORARY_ENDING)) {
        files.put(file, key(file));
      }
    }
    return files;
  }

  private static Object key(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.fileKey() + " " + attributes.lastModifiedTime();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A file made from a seed, and how it is to be cut. */
  private static final class Case {
    private static final long NONE = 0;

    private final byte[] bytes;
    private final int blockBytes;
    private final Random random;
    private final List<NaiveRecord> records;

    /** One record in so many is left out, as under a schema; none, without one. */
    private final long skipsOneIn;

    private final Path source;
    private ChunkLimits limits;

    Case(String name, long seed) throws IOException {
      RandomFile file = RandomFile.of(seed);
      bytes = file.bytes();
      blockBytes = file.blockBytes();
      random = file.random();
      records = NaiveRecord.in(bytes);
      Packing packing = Packing.of(seed);
      long rest = seed / Packing.values().length;
      skipsOneIn = List.of(NONE, 1_000_000L, 3L).get((int) (rest % 3));
      source = folder.resolve(name + "-" + seed + ".jsonl" + packing.ending());
      if (!Files.exists(source)) {
        int pieces = rest % 2 == 0 ? 1 : 2 + random.nextInt(8);
        Files.write(source, packing.pack(bytes, pieces, random));
      }
      long least = records.stream().mapToLong(NaiveRecord::size).max().orElse(1);
      long all = records.stream().mapToLong(NaiveRecord::size).sum();
      ChunkLimits.Builder builder = ChunkLimits.builder();
      builder.maxChunkBytes(Math.max(least, all / 8) + random.nextInt(40));
      if (random.nextInt(3) == 0) {
        builder.maxChunkRecords(10 + random.nextInt(50));
      }
      limits = builder.build();
    }

    ReadOptions options() {
      return ReadOptions.builder().blockBytes(blockBytes).build();
    }

    String name() {
      return String.valueOf(source.getFileName());
    }

    JsonlSource dribbling() throws IOException {
      int atMost = 1 + random.nextInt(50);
      return JsonlSource.stream(
          name(),
          new ByteArrayInputStream(Files.readAllBytes(source)) {
            @Override
            public synchronized int read(byte[] buffer, int from, int length) {
              return super.read(buffer, from, Math.min(length, atMost));
            }
          });
    }

    Manifest split(Path out, JsonlSource from) throws IOException {
      try (ChunkPlanner planner = ChunkPlanner.splittingInto(out, from, limits, null, List.of())) {
        return plan(planner, from);
      }
    }

    Manifest plan(ChunkPlanner planner, JsonlSource from) throws IOException {
      return skipsOneIn == NONE
          ? planner.planUnchecked(options())
          : planner.finish(tell(planner, from, Long.MAX_VALUE));
    }

    /** Ends in the middle, as a signal would have it. */
    void splitUntil(Path out, int recordCount) throws IOException {
      try (ChunkPlanner planner = ChunkPlanner.splittingInto(out, source, limits, null)) {
        PassTotals totals = tell(planner, JsonlSource.file(source), recordCount);
        assertThat(totals.records()).isGreaterThanOrEqualTo(recordCount);
      }
    }

    private PassTotals tell(ChunkPlanner planner, JsonlSource from, long end) throws IOException {
      return RecordPass.run(
          from,
          options(),
          record -> {
            if (record.recordIndex() == end) {
              return false;
            }
            if (isKept(record.recordIndex())) {
              planner.add(record);
            } else {
              planner.skip(record, List.of(new SkippedRecord.Reason(null, "left out")));
            }
            return true;
          });
    }

    private boolean isKept(long recordIndex) {
      return skipsOneIn == NONE || recordIndex % skipsOneIn != skipsOneIn - 1;
    }

    /** Holds a folder against what is found byte by byte. */
    void verify(Path out, Manifest manifest) throws IOException {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (Chunk chunk : manifest.chunks()) {
        byte[] written = Files.readAllBytes(out.resolve(chunk.name()));
        assertThat((long) written.length).isEqualTo(chunk.bytes());
        assertThat(chunk.bytes()).isLessThanOrEqualTo(limits.maxChunkBytes());
        all.writeBytes(written);
      }
      List<NaiveRecord> kept = records.stream().filter(one -> isKept(one.index())).toList();
      assertThat(all.toByteArray()).isEqualTo(NaiveRecord.canonical(kept));
      assertThat(manifest.totals().records()).isEqualTo(records.size());
      assertThat(manifest.skippedCount()).isEqualTo(records.size() - kept.size());
      assertThat(ChunkFolderReport.of(out).findings()).isEmpty();
      assertThat(ChunkFolder.files(out)).hasSize(manifest.chunks().size() + 1);
    }
  }
}
