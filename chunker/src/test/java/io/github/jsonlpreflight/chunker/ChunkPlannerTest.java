package io.github.jsonlpreflight.chunker;

import static io.github.jsonlpreflight.chunker.Plans.maxBytes;
import static io.github.jsonlpreflight.chunker.Plans.maxRecords;
import static io.github.jsonlpreflight.chunker.Plans.plan;
import static io.github.jsonlpreflight.chunker.Plans.planWithout;
import static io.github.jsonlpreflight.chunker.Plans.tell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.PassTotals;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.jsonl.RecordPass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChunkPlannerTest {
  @TempDir Path folder;

  @Test
  void takesARecordThatFillsAChunkToTheLastByte() throws IOException {
    Path source = source("{\"a\":1}\n{\"a\":2}\n");

    Manifest manifest = plan(source, maxBytes(8));

    assertThat(manifest.chunks()).extracting(Chunk::bytes).containsExactly(8L, 8L);
  }

  @Test
  void countsTheNewlineThatTheLastRecordLacks() throws IOException {
    Path source = source("{\"a\":1}\n{\"a\":2}");

    Manifest manifest = plan(source, maxBytes(16));

    assertThat(manifest.chunks())
        .singleElement()
        .satisfies(
            chunk -> {
              assertThat(chunk.bytes()).isEqualTo(16);
              assertThat(chunk.newlineAdded()).isTrue();
              assertThat(chunk.ranges()).containsExactly(new RecordRange(0, 15, 1, 0, 2));
            });
    assertThat(plan(source, maxBytes(15)).chunks()).hasSize(2);
  }

  @Test
  void refusesARecordOneByteOverAChunk() throws IOException {
    Path source = source("\n{\"a\":1}\n{\"a\":22}\n");

    assertThatExceptionOfType(PreflightException.class)
        .isThrownBy(() -> plan(source, maxBytes(8)))
        .withMessage(
            "Record of 9 bytes is over the 8-byte limit of a chunk, newline included, set by"
                + " maxChunkBytes (line 3, byte offset 9)")
        .satisfies(
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.RECORD_OVER_LIMIT);
              assertThat(e.lineNumber()).hasValue(3);
              assertThat(e.byteOffset()).hasValue(9);
            });
  }

  @Test
  @DisplayName("fault 1: a message about the first record counts from before the byte-order mark")
  void refusesAFirstRecordOverAChunkFromItsLinesStart() throws IOException {
    Path source = source("\uFEFF{\"a\":22}\n");

    assertThatExceptionOfType(PreflightException.class)
        .isThrownBy(() -> plan(source, maxBytes(8)))
        .withMessageContaining("(line 1, byte offset 0)");
  }

  @Test
  @DisplayName("fault 12: a line past maxRecordBytes is refused with its size, held or not")
  void refusesARecordPastMaxRecordBytes() throws IOException {
    Path source = source("{}\n{\"a\":\"" + "x".repeat(5000) + "\"}\n{}\n");

    for (int blockBytes : new int[] {1, 100, 10_000}) {
      ReadOptions options =
          ReadOptions.builder().maxRecordBytes(5007).blockBytes(blockBytes).build();
      try (ChunkPlanner planner = ChunkPlanner.dry(source, ChunkLimits.defaults(), null)) {
        assertThatExceptionOfType(PreflightException.class)
            .as("block of %d bytes", blockBytes)
            .isThrownBy(() -> planner.planUnchecked(options))
            .withMessage(
                "Record of 5008 bytes is over the 5007-byte limit set by maxRecordBytes"
                    + " (line 2, byte offset 3)");
      }
      ReadOptions longEnough =
          ReadOptions.builder().maxRecordBytes(5008).blockBytes(blockBytes).build();
      try (ChunkPlanner planner = ChunkPlanner.dry(source, ChunkLimits.defaults(), null)) {
        assertThat(planner.planUnchecked(longEnough).totals().records()).isEqualTo(3);
      }
    }
  }

  @Test
  void putsEachRecordIntoAChunkOfItsOwn() throws IOException {
    Path source = source("{}\n\n{}\n{}");

    Manifest manifest = plan(source, maxRecords(1));

    assertThat(manifest.chunks())
        .extracting(Chunk::name, Chunk::firstLine, Chunk::lastLine, Chunk::records)
        .containsExactly(
            tuple("source-00001.jsonl", 1L, 1L, 1L),
            tuple("source-00002.jsonl", 3L, 3L, 1L),
            tuple("source-00003.jsonl", 4L, 4L, 1L));
  }

  @Test
  void endsAChunkAtWhicheverLimitComesFirst() throws IOException {
    Path source = source("1\n2\n3\n444444\n5\n6\n7\n");
    ChunkLimits limits = ChunkLimits.builder().maxChunkBytes(9).maxChunkRecords(2).build();

    Manifest manifest = plan(source, limits);

    assertThat(manifest.chunks()).extracting(Chunk::records).containsExactly(2L, 2L, 2L, 1L);
    assertThat(manifest.chunks()).extracting(Chunk::bytes).containsExactly(4L, 9L, 4L, 2L);
    assertThat(manifest.limits()).isEqualTo(limits);
  }

  @Test
  @DisplayName("fault 7: blank lines between records split ranges, and lines stay true")
  void splitsRangesAtBlankLines() throws IOException {
    Path source = source("{}\n{}\n \t\r\n\n{}\n");

    Manifest manifest = plan(source, ChunkLimits.defaults());

    assertThat(manifest.chunks().get(0).ranges())
        .containsExactly(new RecordRange(0, 6, 1, 0, 2), new RecordRange(11, 3, 5, 2, 1));
    assertThat(manifest.totals()).isEqualTo(new PassTotals(5, 2, 3, 14, false, true, true));
  }

  @Test
  @DisplayName("fault 14: nothing to send makes a plan without chunks")
  void plansNoChunkWhereThereIsNoRecord() throws IOException {
    assertThat(plan(source(""), ChunkLimits.defaults()).chunks()).isEmpty();
    assertThat(plan(source("\n \n\r\n"), ChunkLimits.defaults()).chunks()).isEmpty();
    assertThat(plan(source("\uFEFF"), ChunkLimits.defaults()).chunks()).isEmpty();
    assertThat(planWithout(source("{}\n{}\n"), maxRecords(1), Set.of(1L, 2L)).chunks()).isEmpty();
  }

  @Test
  void keepsAChunkOpenAcrossSkippedRecords() throws IOException {
    Path source = source("1\n2\n3\n4\n");

    Manifest manifest = planWithout(source, maxRecords(2), Set.of(2L));

    assertThat(manifest.chunks()).hasSize(2);
    assertThat(manifest.chunks().get(0).ranges())
        .containsExactly(new RecordRange(0, 2, 1, 0, 1), new RecordRange(4, 2, 3, 2, 1));
    assertThat(manifest.chunks().get(1).ranges()).containsExactly(new RecordRange(6, 2, 4, 3, 1));
  }

  /** Two megabytes and more: records are gathered by 256 KiB, and a few such blocks are lent. */
  @Test
  void holdsEveryByteOfRecordsThatAreLargerThanWhatIsGatheredAtOnce() throws IOException {
    String large = "\"" + "x".repeat(700_001) + "\"\n";
    Path source = source(large + "1\n" + large + "2\n" + "3333\n".repeat(50_000) + large);

    Manifest manifest = planWithout(source, maxBytes(1_000_000), Set.of(2L));

    assertThat(manifest.chunks()).extracting(Chunk::bytes).hasSize(3).allMatch(n -> n > 700_000);
    try (ChunkReader reader = ChunkReader.open(source)) {
      for (Chunk chunk : manifest.chunks()) {
        byte[] bytes = reader.read(chunk).readAllBytes();
        Sha256 sha256 = new Sha256();
        sha256.update(bytes, 0, bytes.length);
        assertThat(chunk.sha256()).isEqualTo(sha256.hex());
      }
    }
  }

  @Test
  void leavesNoThreadBehind() throws IOException, InterruptedException {
    Path source = source("1\n2\n");
    Path out = Files.createDirectory(folder.resolve("out"));
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Set<Thread> begun;
    try (ChunkPlanner planner = ChunkPlanner.splittingInto(out, source, maxRecords(1), null)) {
      PassTotals totals = tell(planner, source, Set.of());
      begun = new HashSet<>(Thread.getAllStackTraces().keySet());
      begun.removeAll(before);
      assertThat(begun)
          .as("nor one that a process waits for that ends early")
          .allMatch(Thread::isDaemon)
          .extracting(Thread::getName)
          .contains("preflight-hash", "preflight-flush");
      planner.finish(totals);
    }
    for (Thread thread : begun) {
      thread.join(60_000);
      assertThat(thread.isAlive()).as(thread.getName()).isFalse();
    }
  }

  @Test
  void namesChunksAlikeInEveryLanguage() throws IOException {
    Path source = source("{}\n");
    Manifest here = plan(source, ChunkLimits.defaults());
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      Manifest elsewhere = plan(source, ChunkLimits.defaults());

      assertThat(elsewhere.chunks()).isEqualTo(here.chunks());
      assertThat(elsewhere.chunks()).hasToString(here.chunks().toString());
      assertThat(elsewhere.digest()).isEqualTo(here.digest());
      assertThatExceptionOfType(PreflightException.class)
          .isThrownBy(() -> plan(source, maxBytes(1)))
          .withMessageContaining("Record of 3 bytes");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void refusesTotalsOfAPassThatDidNotReachTheEnd() throws IOException {
    Path source = source("1\n2\n");
    try (ChunkPlanner planner = ChunkPlanner.dry(source, ChunkLimits.defaults(), null)) {
      PassTotals totals =
          RecordPass.run(
              JsonlSource.file(source),
              ReadOptions.defaults(),
              record -> {
                planner.add(record);
                return false;
              });

      assertThatIllegalArgumentException().isThrownBy(() -> planner.finish(totals));
    }
  }

  @Test
  void refusesAPlanThatWasNotToldOfEveryRecord() throws IOException {
    Path source = source("1\n2\n");
    try (ChunkPlanner planner = ChunkPlanner.dry(source, ChunkLimits.defaults(), null)) {
      PassTotals totals =
          RecordPass.run(
              JsonlSource.file(source),
              ReadOptions.defaults(),
              record -> {
                if (record.lineNumber() == 1) {
                  planner.add(record);
                }
                return true;
              });

      assertThatIllegalArgumentException()
          .isThrownBy(() -> planner.finish(totals))
          .withMessage("the plan was told of 1 of 2 records");
    }
  }

  @Test
  @DisplayName("fault 16: a source that changes while it is planned is refused")
  void refusesASourceThatGrewMeanwhile() throws IOException {
    Path source = source("{}\n");
    Path manifest = folder.resolve("manifest.json");
    try (ChunkPlanner planner =
        ChunkPlanner.writingTo(manifest, source, ChunkLimits.defaults(), null)) {
      PassTotals totals = tell(planner, source, Set.of());
      Files.writeString(source, "{}\n{}\n");

      assertThatExceptionOfType(PreflightException.class)
          .isThrownBy(() -> planner.finish(totals))
          .withMessageEndingWith("has changed since it was read: it had 3 bytes and has 6")
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_CHANGED));
    }
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(source));
  }

  @Test
  @DisplayName("fault 15: what is no regular file is refused by its cause, and nothing is begun")
  void refusesWhatCannotBeReadTwice() throws IOException, InterruptedException {
    Path manifest = folder.resolve("manifest.json");
    Path loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
    assertUnreadable(manifest, folder.resolve("gone.jsonl"), "there is no such file");
    assertUnreadable(manifest, Files.createDirectory(folder.resolve("d")), "it is a directory");
    assertUnreadable(manifest, loop, "its symbolic links form a loop");
    assertThat(manifest.resolveSibling("manifest.json.preflight-tmp")).doesNotExist();
  }

  @Test
  @DisplayName("fault 15: a pipe is refused, since its bytes come only once")
  void refusesAPipe() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    assumeThat(isMade(pipe)).isTrue();

    assertUnreadable(folder.resolve("manifest.json"), pipe, "it is a pipe");
  }

  @Test
  @DisplayName("fault 15: as a source that may come once, a pipe will do, and a folder will not")
  void takesAPipeWhereTheSourceMayComeOnce() throws IOException, InterruptedException {
    for (String unusable : List.of("folder", "gone")) {
      JsonlSource source = JsonlSource.file(folder.resolve(unusable));
      if (unusable.equals("folder")) {
        Files.createDirectory(folder.resolve(unusable));
      }
      assertThatExceptionOfType(PreflightException.class)
          .isThrownBy(() -> ChunkPlanner.dry(source, ChunkLimits.defaults(), null))
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_UNREADABLE));
    }

    Path pipe = folder.resolve("pipe.jsonl");
    assumeThat(isMade(pipe)).isTrue();
    try (ChunkPlanner planner =
        ChunkPlanner.dry(JsonlSource.file(pipe), ChunkLimits.defaults(), null)) {
      Process writer = new ProcessBuilder("sh", "-c", "printf '1\\n2\\n' > " + pipe).start();
      Manifest manifest = planner.planUnchecked(ReadOptions.defaults());
      assertThat(writer.waitFor()).isZero();

      assertThat(manifest.source()).isEqualTo(SourceFingerprint.ofStream("pipe.jsonl", 4));
      assertThat(manifest.chunks())
          .singleElement()
          .satisfies(chunk -> assertThat(chunk.records()).isEqualTo(2));
    }
  }

  private static boolean isMade(Path pipe) throws InterruptedException {
    try {
      return new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0;
    } catch (IOException e) {
      return false; // not on this system
    }
  }

  private static void assertUnreadable(Path manifest, Path source, String cause) {
    assertThatExceptionOfType(PreflightException.class)
        .isThrownBy(() -> ChunkPlanner.writingTo(manifest, source, ChunkLimits.defaults(), null))
        .withMessageContaining(cause)
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_UNREADABLE));
  }

  @Test
  void leavesNoFileWithoutFinish() throws IOException {
    Path source = source("{}\n");
    Path manifest = Files.writeString(folder.resolve("manifest.json"), "old");
    try (ChunkPlanner planner =
        ChunkPlanner.writingTo(manifest, source, ChunkLimits.defaults(), null)) {
      tell(planner, source, Set.of());
    }

    assertThat(manifest).hasContent("old");
    assertThat(folder).isDirectoryNotContaining(file -> file.toString().endsWith("-tmp"));
  }

  private Path source(String text) throws IOException {
    return Files.writeString(folder.resolve("source.jsonl"), text);
  }
}
