package io.github.jsonlpreflight.chunker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.LineRange;
import io.github.jsonlpreflight.jsonl.PassTotals;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.jsonl.RecordPass;
import io.github.jsonlpreflight.jsonl.RecordPlace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of a source, planned each by itself, are one plan. */
class ManifestAssemblyTest {
  private static final int PARTS = 3;

  @TempDir Path folder;

  /** Every third record is left out; where there is one part, nothing at all may differ. */
  @ParameterizedTest(name = "in {0} parts")
  @ValueSource(ints = {1, 2, 3, 7})
  void isTheManifestOfTheWhole(int parts) throws IOException {
    for (long seed : Seeds.from1To(60).toArray()) {
      RandomFile random = RandomFile.of(seed);
      Path file = Files.write(folder.resolve("file.jsonl"), random.bytes());
      ChunkLimits limits =
          ChunkLimits.builder()
              .maxChunkBytes(20_000 + random.random().nextInt(5_000))
              .maxChunkRecords(1 + random.random().nextInt(9))
              .build();
      Path wholeFile = folder.resolve("whole.json");
      Manifest whole = whole(file, limits, wholeFile);
      Path assembled = folder.resolve("assembled.json");
      Manifest manifest = assembled(file, random.bytes(), limits, parts, assembled);

      assertThat(manifest.totals()).as("seed %d", seed).isEqualTo(whole.totals());
      assertThat(skipped(assembled)).as("seed %d", seed).isEqualTo(skipped(wholeFile));
      assertThat(bytes(file, manifest)).as("seed %d", seed).isEqualTo(bytes(file, whole));
      assertThat(Manifest.read(assembled).digest()).isEqualTo(manifest.digest());
      if (parts == 1) {
        assertThat(assembled).as("seed %d", seed).hasSameBinaryContentAs(wholeFile);
      }
    }
  }

  @Test
  void numbersAndNamesChunksAmongAll() throws IOException {
    Path file = Files.writeString(folder.resolve("a.jsonl"), "1\n2\n3\n4\n");
    ChunkLimits limits = ChunkLimits.builder().maxChunkRecords(1).build();

    Manifest manifest =
        assembled(file, Files.readAllBytes(file), limits, 2, folder.resolve("manifest.json"));

    assertThat(manifest.chunks())
        .extracting(Chunk::name)
        .containsExactly("a-00001.jsonl", "a-00002.jsonl", "a-00003.jsonl");
    assertThat(manifest.chunks()).extracting(Chunk::firstLine).containsExactly(1L, 2L, 4L);
  }

  @Test
  void refusesToLoseARecord() throws IOException {
    Path file = Files.writeString(folder.resolve("a.jsonl"), "1\n2\n");
    try (ManifestAssembly assembly = begin(file, ChunkLimits.defaults())) {
      assembly.skip(new SkippedRecord(new RecordPlace(1, 0, 0, 1), reasons()));
      assertThatThrownBy(() -> assembly.finish(count(file)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("told of 1 records");
    }
    assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
  }

  @Test
  void refusesAChunkOutOfOrder() throws IOException {
    Path file = Files.writeString(folder.resolve("a.jsonl"), "1\n2\n");
    ChunkLimits limits = ChunkLimits.builder().maxChunkRecords(1).build();
    try (ChunkPlanner planner = ChunkPlanner.dry(file, limits, null);
        ManifestAssembly assembly = begin(file, limits)) {
      List<Chunk> chunks = planner.planUnchecked(ReadOptions.defaults()).chunks();
      Chunk added = assembly.add(chunks.get(1));
      assertThat(added.name()).as("its name among all").isEqualTo("a-00001.jsonl");
      assertThat(added.ranges()).isEqualTo(chunks.get(1).ranges());
      assertThatThrownBy(() -> assembly.add(chunks.get(0)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("begins before offset 4");
    }
  }

  @Test
  void refusesAChunkOverTheLimits() throws IOException {
    Path file = Files.writeString(folder.resolve("a.jsonl"), "1\n2\n");
    try (ChunkPlanner planner = ChunkPlanner.dry(file, ChunkLimits.defaults(), null);
        ManifestAssembly assembly = begin(file, ChunkLimits.builder().maxChunkRecords(1).build())) {
      Chunk chunk = planner.planUnchecked(ReadOptions.defaults()).chunks().get(0);
      assertThatThrownBy(() -> assembly.add(chunk))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is over ChunkLimits");
    }
  }

  private ManifestAssembly begin(Path file, ChunkLimits limits) throws IOException {
    return ManifestAssembly.begin(
        folder.resolve("manifest.json"), SourceFingerprint.of(file), limits, null);
  }

  private static PassTotals count(Path file) throws IOException {
    return RecordPass.run(JsonlSource.file(file), ReadOptions.defaults(), record -> true);
  }

  private static Manifest whole(Path file, ChunkLimits limits, Path target) throws IOException {
    try (ChunkPlanner planner = ChunkPlanner.writingTo(target, file, limits, "rules")) {
      return planner.finish(
          RecordPass.run(JsonlSource.file(file), ReadOptions.defaults(), sorting(planner)));
    }
  }

  private static RecordPass.RecordSink sorting(ChunkPlanner planner) {
    return record -> {
      if (record.recordIndex() % PARTS == 2) {
        planner.skip(record, reasons());
      } else {
        planner.add(record);
      }
      return true;
    };
  }

  private static List<SkippedRecord.Reason> reasons() {
    return List.of(new SkippedRecord.Reason(null, "every third"));
  }

  private static Manifest assembled(
      Path file, byte[] bytes, ChunkLimits limits, int parts, Path target) throws IOException {
    try (ManifestAssembly assembly =
        ManifestAssembly.begin(target, SourceFingerprint.of(file), limits, "rules")) {
      PassTotals totals = null;
      for (int i = 0; i < parts; i++) {
        PassTotals part =
            plan(
                bytes,
                (long) bytes.length * i / parts,
                (long) bytes.length * (i + 1) / parts,
                totals,
                limits,
                assembly);
        totals = totals == null ? part : totals.then(part);
      }
      return assembly.finish(Objects.requireNonNull(totals));
    }
  }

  private static PassTotals plan(
      byte[] bytes,
      long from,
      long to,
      @Nullable PassTotals before,
      ChunkLimits limits,
      ManifestAssembly assembly)
      throws IOException {
    try (LineRange lines =
        LineRange.open(at -> new ByteArrayInputStream(bytes, (int) at, bytes.length), from, to)) {
      JsonlSource part =
          JsonlSource.part(
              "part",
              lines,
              lines.byteOffset(),
              before == null ? 1 : before.lines() + 1,
              before == null ? 0 : before.records());
      try (ChunkPlanner planner = ChunkPlanner.dry(part, limits, "rules")) {
        RecordPass.RecordSink sorting = sorting(planner);
        Manifest manifest =
            planner.finish(
                RecordPass.run(
                    part,
                    ReadOptions.defaults(),
                    record -> {
                      if (record.recordIndex() % PARTS == 2) {
                        assembly.skip(new SkippedRecord(record.place(), reasons()));
                      }
                      return sorting.accept(record);
                    }));
        manifest.chunks().forEach(assembly::add);
        return manifest.totals();
      }
    }
  }

  private static List<SkippedRecord> skipped(Path manifest) throws IOException {
    List<SkippedRecord> skipped = new ArrayList<>();
    Manifest.forEachSkipped(manifest, skipped::add);
    return skipped;
  }

  private static byte[] bytes(Path file, Manifest manifest) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (ChunkReader reader = ChunkReader.open(file)) {
      for (Chunk chunk : manifest.chunks()) {
        byte[] bytes = reader.read(chunk).readAllBytes();
        Sha256 sha256 = new Sha256();
        sha256.update(bytes, 0, bytes.length);
        assertThat(sha256.hex()).isEqualTo(chunk.sha256());
        all.writeBytes(bytes);
      }
    }
    return all.toByteArray();
  }
}
