package io.github.jsonlpreflight.chunker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoredChunksTest {
  @TempDir Path folder;

  static LongStream seeds() {
    return Seeds.from1To(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void readsWhatTheFileHoldsByTheSamePlaces(long seed) throws IOException {
    Random random = new Random(seed);
    Path file = Files.writeString(folder.resolve("a.jsonl"), text(random));
    Manifest manifest = split(file, skippedLines(random), 1 + random.nextInt(4));

    try (ChunkReader ofFile = ChunkSource.file(file).open(manifest);
        ChunkReader ofFolder = ChunkSource.folder(folder).open(manifest)) {
      for (Chunk chunk : manifest.chunks()) {
        assertThat(ofFolder.read(chunk).readAllBytes())
            .isEqualTo(ofFile.read(chunk).readAllBytes());
        assertThat(places(ofFolder, chunk)).isEqualTo(places(ofFile, chunk));
      }
      for (int i = 0; i < 20 && !manifest.chunks().isEmpty(); i++) {
        RecordRange range = anyOf(anyOf(manifest.chunks(), random).ranges(), random);
        long skip = random.nextLong(range.length());
        long length = random.nextLong(range.length() - skip) + 1;
        assertThat(ofFolder.read(range.offset() + skip, length).readAllBytes())
            .isEqualTo(ofFile.read(range.offset() + skip, length).readAllBytes());
      }
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "\uFEFF" : "");
    int lines = 1 + random.nextInt(12);
    for (int i = 0; i < lines; i++) {
      text.append(random.nextInt(5) == 0 ? " " : "\"" + "é".repeat(random.nextInt(9)) + i + "\"");
      text.append(random.nextInt(4) == 0 ? "\r\n" : "\n");
    }
    return text.append(random.nextBoolean() ? "\"last\"" : "").toString();
  }

  private static Set<Long> skippedLines(Random random) {
    Set<Long> lines = new TreeSet<>();
    for (long line = 1; line <= 13; line++) {
      if (random.nextInt(3) == 0) {
        lines.add(line);
      }
    }
    return lines;
  }

  private Manifest split(Path file, Set<Long> skippedLines, int maxRecords) throws IOException {
    return Plans.splitWithout(folder, file, Plans.maxRecords(maxRecords), skippedLines);
  }

  private static List<String> places(ChunkReader reader, Chunk chunk) throws IOException {
    List<String> places = new ArrayList<>();
    Plans.forEachRecord(
        reader,
        chunk,
        record -> places.add(record.place() + " " + new String(record.copyBytes(), UTF_8)));
    return places;
  }

  private static <T> T anyOf(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  @Test
  void opensEachFileOnceWhereItIsReadInOrder() throws IOException {
    Path file = Files.writeString(folder.resolve("a.jsonl"), "1\n\n2\n\n3\n\n4\n");
    Manifest manifest = split(file, Set.of(), 2);
    List<String> opened = new ArrayList<>();
    List<String> closed = new ArrayList<>();

    try (ChunkReader reader = ChunkSource.stored(new Watched(opened, closed)).open(manifest)) {
      for (Chunk chunk : manifest.chunks()) {
        assertThat(places(reader, chunk)).hasSize(2);
      }
      assertThat(places(reader, manifest.chunks().get(0))).as("once more").hasSize(2);
      assertThat(reader.read(3, 1).read()).as("from its middle on").isPositive();
    }

    assertThat(opened)
        .containsExactly(
            "a-00001.jsonl at 0", "a-00002.jsonl at 0", "a-00001.jsonl at 0", "a-00001.jsonl at 2");
    assertThat(closed)
        .containsExactly("a-00001.jsonl", "a-00002.jsonl", "a-00001.jsonl", "a-00001.jsonl");
  }

  private final class Watched implements ChunkStore {
    private final ChunkStore store = ChunkStore.folder(folder);
    private final List<String> opened;
    private final List<String> closed;

    Watched(List<String> opened, List<String> closed) {
      this.opened = opened;
      this.closed = closed;
    }

    @Override
    public Map<String, Long> sizes() throws IOException {
      return store.sizes();
    }

    @Override
    public OptionalLong size(String name) throws IOException {
      return store.size(name);
    }

    @Override
    public InputStream open(String name, long offset) throws IOException {
      opened.add(name + " at " + offset);
      return new FilterInputStream(store.open(name, offset)) {
        @Override
        public void close() throws IOException {
          closed.add(name);
          super.close();
        }
      };
    }
  }

  @Test
  void hasNothingOfWhatWasLeftOut() throws IOException {
    Path file = Files.writeString(folder.resolve("a.jsonl"), "1\n2\n3\n4\n");
    Manifest manifest = split(file, Set.of(2L, 4L), 9);

    try (ChunkReader reader = ChunkSource.folder(folder).open(manifest)) {
      assertThat(reader.read(2, 1).readAllBytes()).isEmpty();
      assertThat(reader.read(6, 1).readAllBytes()).isEmpty();
      assertThat(reader.read(4, 1).readAllBytes()).asString(UTF_8).isEqualTo("3");
      assertThat(reader.read(0, 6).readAllBytes()).asString(UTF_8).isEqualTo("1\n");
      assertThat(reader.read(1, 5).readAllBytes()).asString(UTF_8).isEqualTo("\n");
    }
  }

  @Test
  @DisplayName("fault 16: a chunk file that is gone or has another size is named, with both sizes")
  void namesWhatHasChanged() throws IOException {
    Path file = Files.writeString(folder.resolve("a.jsonl"), "1\n2\n3\n");
    Manifest manifest = split(file, Set.of(), 1);
    ChunkSource source = ChunkSource.folder(folder);
    Files.delete(file);
    source.requireUnchanged(manifest);

    Files.writeString(folder.resolve("a-00002.jsonl"), "22\n");
    assertChanged(source, manifest, 2, "a-00002.jsonl in " + folder, "it had 2 bytes and has 3");

    Files.delete(folder.resolve("a-00002.jsonl"));
    assertChanged(source, manifest, 2, "a-00002.jsonl in " + folder, "it is not there");
    try (ChunkReader reader = source.open(manifest)) {
      InputStream in = reader.read(manifest.chunks().get(1));
      assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(in::read);
    }
    source.requireUnchanged(manifest, manifest.chunks().get(0));
  }

  private static void assertChanged(
      ChunkSource source, Manifest manifest, int chunk, String... words) {
    assertThatExceptionOfType(PreflightException.class)
        .isThrownBy(() -> source.requireUnchanged(manifest))
        .withMessageContainingAll(words)
        .extracting(PreflightException::code)
        .isEqualTo(ErrorCode.SOURCE_CHANGED);
    assertThatExceptionOfType(PreflightException.class)
        .isThrownBy(() -> source.requireUnchanged(manifest, manifest.chunks().get(chunk - 1)))
        .withMessageContainingAll(words);
  }

  @Test
  void givesFewerBytesWhereAFileWasCutShort() throws IOException {
    Path file = Files.writeString(folder.resolve("a.jsonl"), "1\n2\n3\n");
    Manifest manifest = split(file, Set.of(2L), 9);
    Files.writeString(folder.resolve("a-00001.jsonl"), "1\n");

    try (ChunkReader reader = ChunkSource.folder(folder).open(manifest)) {
      assertThat(reader.read(manifest.chunks().get(0)).readAllBytes())
          .asString(UTF_8)
          .isEqualTo("1\n");
    }
  }
}
