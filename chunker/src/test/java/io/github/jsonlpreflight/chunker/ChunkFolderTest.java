package io.github.jsonlpreflight.chunker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.PassTotals;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.jsonl.RecordPass;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkFolderTest {
  @TempDir Path folder;
  private Path source;
  private Path out;

  @BeforeEach
  void prepare() throws IOException {
    source = Files.writeString(folder.resolve("a.jsonl"), "1\n2\n3\n");
    out = Files.createDirectory(folder.resolve("out"));
  }

  @Test
  void writesTheChunksAndTheManifestThatNamesThem() throws IOException {
    Manifest manifest = split(source, 2);

    assertThat(names()).containsExactly("a-00001.jsonl", "a-00002.jsonl", "manifest.json");
    assertThat(Manifest.read(out.resolve("manifest.json")).digest()).isEqualTo(manifest.digest());
    assertThat(out.resolve("a-00002.jsonl")).hasContent("3\n");
  }

  @Test
  void removesTheChunksThatAFormerSplitHadMoreOf() throws IOException {
    split(source, 1);
    split(source, 2);

    assertThat(names()).containsExactly("a-00001.jsonl", "a-00002.jsonl", "manifest.json");
  }

  @Test
  void keepsEveryFileThatIsNotAsTheFormerSplitWroteIt() throws IOException {
    split(source, 1);
    Files.writeString(out.resolve("a-00003.jsonl"), "4\n"); // as long as it was
    Files.writeString(out.resolve("a-00004.jsonl"), "5\n"); // never ours
    Path elsewhere = Files.writeString(folder.resolve("kept.jsonl"), "2\n");
    Files.delete(out.resolve("a-00002.jsonl"));
    Files.createSymbolicLink(out.resolve("a-00002.jsonl"), elsewhere);
    split(source, 3);

    assertThat(names())
        .containsExactly(
            "a-00001.jsonl", "a-00002.jsonl", "a-00003.jsonl", "a-00004.jsonl", "manifest.json");
    assertThat(elsewhere).hasContent("2\n");
  }

  @Test
  void keepsTheChunksOfAnotherSource() throws IOException {
    split(source, 1);
    split(Files.writeString(folder.resolve("b.jsonl"), "1\n"), 1);

    assertThat(names())
        .containsExactly(
            "a-00001.jsonl", "a-00002.jsonl", "a-00003.jsonl", "b-00001.jsonl", "manifest.json");
  }

  @Test
  void refusesASourceThatAFormerSplitWrote() throws IOException {
    split(source, 1);
    Path inside = out.resolve("a-00003.jsonl");
    Files.delete(source);
    Files.createSymbolicLink(source, inside);

    assertUnwritable(source, "itself; choose another folder");

    assertThat(inside).hasContent("3\n");
    assertThat(names())
        .containsExactly("a-00001.jsonl", "a-00002.jsonl", "a-00003.jsonl", "manifest.json");
  }

  @Test
  void leavesAFormerSplitAsItWasWhenAChunkCannotBeWritten() throws IOException {
    split(source, 2);
    Manifest former = Manifest.read(out.resolve("manifest.json"));
    Path inTheWay = Files.createDirectory(out.resolve("a-00003.jsonl"));

    assertThatExceptionOfType(PreflightException.class)
        .isThrownBy(() -> split(source, 1))
        .withMessageContaining("it is a directory");

    assertThat(Manifest.read(out.resolve("manifest.json")).digest()).isEqualTo(former.digest());
    assertThat(out.resolve("a-00001.jsonl")).hasContent("1\n2\n");
    assertThat(names())
        .containsExactly(
            "a-00001.jsonl",
            "a-00002.jsonl",
            String.valueOf(inTheWay.getFileName()),
            "manifest.json");
  }

  @Test
  void leavesNoManifestWhereThereAreNoChunks() throws IOException {
    Files.createDirectory(out.resolve("a-00002.jsonl"));

    assertThatExceptionOfType(PreflightException.class).isThrownBy(() -> split(source, 2));

    assertThat(names()).containsExactly("a-00002.jsonl");
  }

  @Test
  void refusesAManifestOfSomebodyElse() throws IOException {
    Path manifest = Files.writeString(out.resolve("manifest.json"), "{}\n");

    assertUnwritable(source, "is not Preflight's");

    assertThat(manifest).hasContent("{}\n");
  }

  @Test
  void refusesASourceThatIsTheManifest() throws IOException {
    split(source, 1);

    assertUnwritable(out.resolve("manifest.json"), "itself; choose another folder");
  }

  @Test
  void removesWhatASplitOfAnotherSourceLeft() throws IOException {
    beginSplit(3);
    assertThat(names()).contains("a-00001.jsonl.preflight-tmp", SplitProgress.NAME);

    split(Files.writeString(folder.resolve("b.jsonl"), "1\n"), 1);

    assertThat(names()).containsExactly("b-00001.jsonl", "manifest.json");
  }

  /**
   * Records, blank lines and what may become either go on in the next block, wherever it begins.
   */
  @ParameterizedTest(name = "blocks of {0} bytes")
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 17, 23, 29, 31})
  void cutsWhatGoesOnInTheNextBlock(int blockBytes) throws IOException {
    Files.writeString(source, "11111\n\n      \n22222\n    \n33333\n4\n       ");
    for (int finished = 0; finished <= 3; finished++) {
      if (finished > 0) {
        beginSplit(finished + 1);
      }
      split(source, 1, blockBytes);
      assertThat(ChunkFolderReport.of(out).findings()).as("%d finished", finished).isEmpty();
      assertThat(contents()).containsExactly("11111\n", "22222\n", "33333\n", "4\n");
      clear();
    }
    split(source, 2, blockBytes);
    assertThat(contents()).containsExactly("11111\n22222\n", "33333\n4\n");
  }

  @Test
  void leavesFinishedChunksAndNothingElseAtAnEarlyEnd() throws IOException {
    beginSplit(3);
    assertThat(names())
        .containsExactly(
            "a-00001.jsonl.preflight-tmp", "a-00002.jsonl.preflight-tmp", SplitProgress.NAME);
  }

  @Test
  void leavesTheSameAfterAnInterruptAndKeepsItsFlag() throws IOException {
    try (ChunkPlanner planner =
        ChunkPlanner.splittingInto(out, source, Plans.maxRecords(1), null)) {
      Plans.tell(planner, source, Set.of());
      Thread.currentThread().interrupt();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(names())
        .containsExactly(
            "a-00001.jsonl.preflight-tmp", "a-00002.jsonl.preflight-tmp", SplitProgress.NAME);
  }

  @Test
  void goesOnBehindANoteWhoseLastLineWasTorn() throws IOException {
    SourceFingerprint fingerprint = SourceFingerprint.of(source);
    try (SplitProgress progress = SplitProgress.open(out, fingerprint, "conditions")) {
      progress.note(1, 2, "one");
    }
    Files.writeString(out.resolve(SplitProgress.NAME), "2 to", StandardOpenOption.APPEND);
    try (SplitProgress progress = SplitProgress.open(out, fingerprint, "conditions")) {
      assertThat(progress.count()).isEqualTo(1);
      progress.note(2, 2, "two");
      assertThat(progress.count()).as("of both starts").isEqualTo(2);
    }
    try (SplitProgress progress = SplitProgress.open(out, fingerprint, "conditions")) {
      assertThat(progress.count()).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("fault 16: of a source edited between two starts, not even the last chunk passes")
  void refusesAnEditThatOnlyTheLastChunkShows() throws IOException {
    FileTime time = Files.getLastModifiedTime(source);
    try (ChunkPlanner planner =
        ChunkPlanner.splittingInto(out, source, Plans.maxRecords(1), null)) {
      PassTotals totals = Plans.tell(planner, source, Set.of());
      Files.setLastModifiedTime(source, FileTime.fromMillis(0));
      assertThatExceptionOfType(PreflightException.class).isThrownBy(() -> planner.finish(totals));
      assertThat(planner.finishedFiles()).isEqualTo(3);
    }
    Files.writeString(source, "1\n2\n9\n");
    Files.setLastModifiedTime(source, time);

    assertThatExceptionOfType(PreflightException.class)
        .isThrownBy(() -> split(source, 1))
        .withMessageContaining("is not what an earlier start has cut into chunks here")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_CHANGED));
    assertThat(names()).isEmpty();
  }

  @Test
  void writesAFinishedChunkAgainThatHasLostBytes() throws IOException {
    beginSplit(3);
    Files.writeString(out.resolve("a-00002.jsonl.preflight-tmp"), "2");

    split(source, 1);

    assertThat(out.resolve("a-00002.jsonl")).hasContent("2\n");
    assertThat(ChunkFolderReport.of(out).findings()).isEmpty();
  }

  @Test
  void writesAFinishedChunkAgainWhoseBytesAreOthers() throws IOException {
    beginSplit(3);
    Files.writeString(out.resolve("a-00002.jsonl.preflight-tmp"), "9\n"); // as long as it was

    split(source, 1);

    assertThat(out.resolve("a-00002.jsonl")).hasContent("2\n");
    assertThat(ChunkFolderReport.of(out).findings()).isEmpty();
  }

  @Test
  void writesAFinishedChunkAgainThatIsALink() throws IOException {
    beginSplit(3);
    Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "2\n");
    Path temporary = out.resolve("a-00002.jsonl.preflight-tmp");
    Files.delete(temporary);
    Files.createSymbolicLink(temporary, elsewhere);

    split(source, 1);

    assertThat(Files.isSymbolicLink(out.resolve("a-00002.jsonl"))).isFalse();
    assertThat(elsewhere).hasContent("2\n");
    assertThat(ChunkFolderReport.of(out).findings()).isEmpty();
  }

  @Test
  @DisplayName("fault 15: a link under the name of split's note leads to no other file")
  void refusesANoteThatIsALink() throws IOException {
    Path foreign = Files.writeString(folder.resolve("foreign"), "somebody's");
    Files.createSymbolicLink(out.resolve(SplitProgress.NAME), foreign);

    assertUnwritable(source, SplitProgress.NAME + ": it is a link or no regular file; remove it");

    assertThat(foreign).hasContent("somebody's");
  }

  @Test
  void refusesANoteThatIsSomebodyElses() throws IOException {
    for (String text : List.of("somebody's", "somebody's\n", "preflight\n")) {
      Path foreign = Files.writeString(out.resolve(SplitProgress.NAME), text);

      assertUnwritable(source, SplitProgress.NAME + ": it is not Preflight's; remove it");

      assertThat(foreign).content().isEqualTo(text);
    }
  }

  @Test
  void beginsAnewOverANoteWhoseFirstLineWasTorn() throws IOException {
    for (String text : List.of("", "pre", "preflight-split-1 0123", "preflight-split-1 torn\n")) {
      Files.writeString(out.resolve(SplitProgress.NAME), text);

      split(source, 1);

      assertThat(ChunkFolderReport.of(out).findings()).isEmpty();
      assertThat(names()).doesNotContain(SplitProgress.NAME);
    }
  }

  @Test
  void refusesANoteThatIsAFolder() throws IOException {
    Files.createDirectory(out.resolve(SplitProgress.NAME));

    assertUnwritable(source, SplitProgress.NAME + ": it is a link or no regular file; remove it");
  }

  @Test
  void goesOnWhenTheEndCameBetweenTwoNames() throws IOException {
    beginSplit(3);
    Files.move(out.resolve("a-00001.jsonl.preflight-tmp"), out.resolve("a-00001.jsonl"));

    split(source, 1);

    assertThat(ChunkFolderReport.of(out).findings()).isEmpty();
  }

  @Test
  void believesTheListNotWhatAnEarlierSplitHasNamed() throws IOException {
    beginSplit(3);
    Files.delete(out.resolve("a-00001.jsonl.preflight-tmp"));
    Files.writeString(out.resolve("a-00001.jsonl"), "9\n");

    split(source, 1);

    assertThat(out.resolve("a-00001.jsonl")).hasContent("1\n");
  }

  @Test
  void beginsAnewWhenTheSourceHasChanged() throws IOException {
    beginSplit(3);
    Files.writeString(source, "7\n8\n9\n10\n");

    split(source, 1);

    assertThat(out.resolve("a-00001.jsonl")).hasContent("7\n");
    assertThat(ChunkFolderReport.of(out).findings()).isEmpty();
  }

  @Test
  void keepsNothingOfASourceThatIsAtFault() throws IOException {
    Files.writeString(source, "1\n2\n\"too long\"\n");

    try (ChunkPlanner planner = ChunkPlanner.splittingInto(out, source, Plans.maxBytes(4), null)) {
      assertThatExceptionOfType(PreflightException.class)
          .isThrownBy(() -> planner.planUnchecked(ReadOptions.defaults()));
    }

    assertThat(names()).isEmpty();
  }

  @Test
  void refusesAFolderThatAnotherSplitIsFilling() throws IOException {
    try (ChunkPlanner planner =
        ChunkPlanner.splittingInto(out, source, Plans.maxRecords(1), null)) {
      assertThatExceptionOfType(PreflightException.class)
          .isThrownBy(() -> split(source, 1))
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.RUN_LOCKED));
      assertThat(planner.planUnchecked(ReadOptions.defaults()).chunks()).hasSize(3);
    }
  }

  @Test
  void givesTheFolderFreeAlsoWhereSomethingCannotBeRemoved() throws IOException {
    Path inTheWay = Files.createDirectory(out.resolve("a-00009.jsonl.preflight-tmp"));
    Path inside = Files.createFile(inTheWay.resolve("file"));
    ChunkPlanner planner = ChunkPlanner.splittingInto(out, source, Plans.maxRecords(1), null);
    planner.discard();
    assertThatExceptionOfType(DirectoryNotEmptyException.class).isThrownBy(planner::close);
    Files.delete(inside);

    split(source, 1);

    assertThat(ChunkFolderReport.of(out).findings()).isEmpty();
  }

  /**
   * The end of a split takes the file away that is locked: whoever had it open then has nothing.
   */
  @Test
  void isFilledByOneSplitAtATimeHoweverFastTheyFollow() throws Exception {
    SourceFingerprint fingerprint = SourceFingerprint.of(source);
    AtomicInteger atWork = new AtomicInteger();
    AtomicInteger atOnce = new AtomicInteger();
    Callable<Integer> rounds =
        () -> {
          int begun = 0;
          while (begun < 500) {
            try (SplitProgress progress = SplitProgress.open(out, fingerprint, null)) {
              assertThat(progress.count()).isZero();
              atOnce.accumulateAndGet(atWork.incrementAndGet(), Math::max);
              begun++;
              atWork.decrementAndGet();
            } catch (PreflightException e) {
              assertThat(e.code()).isEqualTo(ErrorCode.RUN_LOCKED);
            }
          }
          return begun;
        };
    ExecutorService threads = Executors.newFixedThreadPool(2);
    for (Future<Integer> done : threads.invokeAll(List.of(rounds, rounds))) {
      assertThat(done.get()).isEqualTo(500);
    }
    threads.shutdown();

    assertThat(atOnce).hasValue(1);
    assertThat(names()).isEmpty();
  }

  /** Splits so many records, and ends before the end. */
  private void beginSplit(int records) throws IOException {
    try (ChunkPlanner planner =
        ChunkPlanner.splittingInto(out, source, Plans.maxRecords(1), null)) {
      RecordPass.run(
          JsonlSource.file(source),
          ReadOptions.defaults(),
          record -> {
            planner.add(record);
            return record.recordIndex() + 1 < records;
          });
    }
  }

  private void assertUnwritable(Path source, String message) {
    assertThatExceptionOfType(PreflightException.class)
        .isThrownBy(() -> split(source, 1))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_UNWRITABLE));
  }

  private Manifest split(Path source, long maxRecords) throws IOException {
    return split(source, maxRecords, ReadOptions.DEFAULT_BLOCK_BYTES);
  }

  private Manifest split(Path source, long maxRecords, int blockBytes) throws IOException {
    try (ChunkPlanner planner =
        ChunkPlanner.splittingInto(out, source, Plans.maxRecords(maxRecords), null)) {
      return planner.planUnchecked(ReadOptions.builder().blockBytes(blockBytes).build());
    }
  }

  private List<String> contents() throws IOException {
    List<String> contents = new ArrayList<>();
    for (String name : names()) {
      if (name.endsWith(".jsonl")) {
        contents.add(Files.readString(out.resolve(name)));
      }
    }
    return contents;
  }

  private void clear() throws IOException {
    for (String name : names()) {
      Files.delete(out.resolve(name));
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}
