package io.github.jsonlpreflight.chunker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChunkWriterTest {
  private static final String TEXT = "\uFEFF1\r\n\n22\n333\n\n4444";

  @TempDir Path folder;
  private Path source;
  private Path out;

  @BeforeEach
  void prepare() throws IOException {
    source = Files.writeString(folder.resolve("source.jsonl"), TEXT);
    out = Files.createDirectory(folder.resolve("out"));
  }

  @Test
  void writesEachChunkUnderItsName() throws IOException {
    ChunkWriter.writeAll(Plans.plan(source, Plans.maxRecords(3)), source, out);

    assertThat(written()).containsExactly("source-00001.jsonl", "source-00002.jsonl");
    assertThat(out.resolve("source-00001.jsonl")).hasBinaryContent(bytes("1\r\n22\n333\n"));
    assertThat(out.resolve("source-00002.jsonl")).hasBinaryContent(bytes("4444\n"));
  }

  @Test
  void writesNoSkippedRecord() throws IOException {
    ChunkWriter.writeAll(
        Plans.planWithout(source, ChunkLimits.defaults(), Set.of(3L)), source, out);

    assertThat(out.resolve("source-00001.jsonl")).hasBinaryContent(bytes("1\r\n333\n4444\n"));
  }

  @Test
  void writesNothingWhereThereIsNoChunk() throws IOException {
    Files.writeString(source, "\n");

    ChunkWriter.writeAll(Plans.plan(source, ChunkLimits.defaults()), source, out);

    assertThat(written()).isEmpty();
  }

  @Test
  void replacesAnExistingFileWhole() throws IOException {
    Path target = Files.writeString(out.resolve("source-00001.jsonl"), "x".repeat(1000));

    ChunkWriter.writeAll(Plans.plan(source, ChunkLimits.defaults()), source, out);

    assertThat(target).hasBinaryContent(bytes("1\r\n22\n333\n4444\n"));
    assertThat(written()).containsExactly("source-00001.jsonl");
  }

  @Test
  void neverWritesOverTheSource() throws IOException {
    Path inside = Files.writeString(out.resolve("source-00002.jsonl"), TEXT);
    Files.delete(source);
    Files.createSymbolicLink(source, inside);

    assertThatExceptionOfType(PreflightException.class)
        .isThrownBy(
            () -> ChunkWriter.writeAll(Plans.plan(source, Plans.maxRecords(1)), source, out))
        .withMessageContaining("it is the source " + source + " itself")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_UNWRITABLE));

    assertThat(inside).hasContent(TEXT);
    assertThat(written()).containsExactly("source-00002.jsonl");
  }

  @Test
  @DisplayName("fault 16: a source edited after the plan is refused before anything is written")
  void refusesASourceThatWasEdited() throws IOException {
    Path kept = Files.writeString(out.resolve("source-00001.jsonl"), "old");
    Manifest manifest = Plans.plan(source, Plans.maxRecords(1));
    Files.writeString(source, TEXT.replace('4', '5'));
    Files.setLastModifiedTime(source, FileTime.from(Instant.EPOCH));

    assertSourceChanged(manifest, "has changed since it was read: it was last written at");

    assertThat(kept).hasContent("old");
    assertThat(written()).containsExactly("source-00001.jsonl");
  }

  @Test
  @DisplayName("fault 16: a source cut short after the plan leaves no part of a chunk")
  void refusesASourceThatWasCutShort() throws IOException {
    Manifest manifest = Plans.plan(source, Plans.maxRecords(1));
    try (FileChannel channel = FileChannel.open(source, StandardOpenOption.WRITE)) {
      channel.truncate(8);
    }

    assertSourceChanged(manifest, "it had 19 bytes and has 8");

    assertThat(written()).isEmpty();
  }

  @Test
  @DisplayName("fault 16: a chunk that the source does not reach is never half-written")
  void refusesAChunkBehindTheSourcesEnd() throws IOException {
    Manifest plan = Plans.plan(source, ChunkLimits.defaults());
    Chunk good = plan.chunks().get(0);
    Chunk tooLong =
        new Chunk(2, "b", 1, 1, 1, 100, "", false, List.of(new RecordRange(0, 100, 1, 0, 1)));
    // As if the file had been cut in the instant between the check and the copy.
    Manifest manifest =
        new Manifest(plan.source(), null, plan.limits(), plan.totals(), 0, List.of(good, tooLong));

    assertSourceChanged(manifest, "ends before its Chunk[2, lines 1 to 1");

    assertThat(written()).as("all chunks or none").isEmpty();
  }

  @Test
  @DisplayName("fault 15: a source that has vanished is named")
  void refusesASourceThatIsGone() throws IOException {
    Manifest manifest = Plans.plan(source, ChunkLimits.defaults());
    Files.delete(source);

    assertSourceChanged(manifest, "it is no longer there");
  }

  @Test
  @DisplayName("fault 15: a missing target folder is named")
  void refusesAMissingFolder() throws IOException {
    Manifest manifest = Plans.plan(source, ChunkLimits.defaults());
    Path missing = folder.resolve("missing");

    assertThatExceptionOfType(PreflightException.class)
        .isThrownBy(() -> ChunkWriter.writeAll(manifest, source, missing))
        .withMessage(
            "Cannot write "
                + missing.resolve("source-00001.jsonl")
                + ": there is no folder "
                + missing);
  }

  private void assertSourceChanged(Manifest manifest, String message) {
    assertThatExceptionOfType(PreflightException.class)
        .isThrownBy(() -> ChunkWriter.writeAll(manifest, source, out))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_CHANGED));
  }

  private List<String> written() throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
