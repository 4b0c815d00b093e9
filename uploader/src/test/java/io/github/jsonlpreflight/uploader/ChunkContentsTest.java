package io.github.jsonlpreflight.uploader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jsonlpreflight.chunker.Chunk;
import io.github.jsonlpreflight.chunker.ChunkLimits;
import io.github.jsonlpreflight.chunker.ChunkPlanner;
import io.github.jsonlpreflight.chunker.ChunkSource;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChunkContentsTest {
  @TempDir private Path folder;

  private Path gzip(String text) throws IOException {
    Path file = folder.resolve("a.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(UTF_8));
    }
    return file;
  }

  private static Manifest plan(Path source) throws IOException {
    ChunkLimits limits = ChunkLimits.builder().maxChunkRecords(1).build();
    try (ChunkPlanner planner = ChunkPlanner.dry(source, limits, null)) {
      return planner.planUnchecked(ReadOptions.defaults());
    }
  }

  private RunDirectory directory() throws IOException {
    return RunDirectory.at(Files.createDirectories(folder.resolve("run")));
  }

  private Stream<String> spools() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("run"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  private static String text(ChunkContents contents, Chunk chunk) throws IOException {
    try (ChunkContents.Content content = contents.of(chunk)) {
      try (InputStream first = content.open()) {
        assertThat(first.read()).isPositive();
      }
      try (InputStream again = content.open()) {
        return new String(again.readAllBytes(), UTF_8);
      }
    }
  }

  @Test
  void keepsAChunkOfACompressedFileWhileItMayBeSent() throws IOException {
    Path source = gzip("1\n22\n333\n");
    List<Chunk> chunks = plan(source).chunks();
    try (ChunkContents contents =
        new ChunkContents(ChunkSource.file(source), plan(source), directory())) {
      contents.prepare(chunks.get(0));
      contents.prepare(chunks.get(0));
      assertThat(spools()).containsExactly("chunk-00001.spool");
      assertThat(text(contents, chunks.get(0))).isEqualTo("1\n");
      assertThat(text(contents, chunks.get(1))).as("not prepared before").isEqualTo("22\n");
      contents.drop(1);
      contents.drop(3);
      assertThat(spools()).containsExactly("chunk-00002.spool");
      assertThat(text(contents, chunks.get(0))).as("once more").isEqualTo("1\n");
    }
    assertThat(spools()).isEmpty();
  }

  @Test
  void readsAChunkOfAPlainFileWhereItStands() throws IOException {
    Path source = Files.writeString(folder.resolve("a.jsonl"), "1\n22\n");
    Manifest manifest = plan(source);
    try (ChunkContents contents =
        new ChunkContents(ChunkSource.file(source), manifest, directory())) {
      contents.prepare(manifest.chunks().get(1));
      assertThat(text(contents, manifest.chunks().get(1))).isEqualTo("22\n");
      assertThat(spools()).isEmpty();
    }
  }

  @Test
  @DisplayName(
      "fault 16: a compressed file with other bytes is noticed before an address is asked for")
  void noticesOtherBytes() throws IOException {
    Path source = gzip("1\n22\n");
    Manifest manifest = plan(source);
    gzip("1\n33\n");
    try (ChunkContents contents =
        new ChunkContents(ChunkSource.file(source), manifest, directory())) {
      contents.prepare(manifest.chunks().get(0));
      assertThatThrownBy(() -> contents.prepare(manifest.chunks().get(1)))
          .isInstanceOfSatisfying(
              PreflightException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_CHANGED))
          .hasMessageContaining("chunk 2 (lines 2 to 2) has other bytes, and was not stored");
      assertThat(spools()).as("no half of it").containsExactly("chunk-00001.spool");
    }
  }

  @Test
  void removesWhatAKillHasLeft() throws IOException {
    Path source = gzip("1\n22\n");
    Manifest manifest = plan(source);
    RunDirectory directory = directory();
    Files.writeString(directory.spool(2), "left");
    ChunkContents.removeLeftOvers(manifest, directory);
    assertThat(spools()).isEmpty();
  }
}
