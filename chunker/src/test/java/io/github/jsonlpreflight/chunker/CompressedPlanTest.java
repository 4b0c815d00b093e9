package io.github.jsonlpreflight.chunker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.jsonl.Compression;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A compressed source is cut as what it decompresses to. */
class CompressedPlanTest {
  private static final String TEXT =
      "\uFEFF"
          + IntStream.range(0, 200)
              .mapToObj(i -> "{\"n\":" + i + "}")
              .collect(Collectors.joining("\n\n"));

  @TempDir Path folder;
  private Path plain;
  private Path gzip;

  @BeforeEach
  void writeBoth() throws IOException {
    plain = Files.writeString(folder.resolve("source.jsonl"), TEXT);
    byte[] members = Packing.GZIP.pack(TEXT.getBytes(UTF_8), 3, new Random(1));
    gzip = Files.write(folder.resolve("source.jsonl.gz"), members);
  }

  @Test
  void hasThePlanOfThePlainSource() throws IOException {
    Manifest ofPlain = Plans.planWithout(plain, Plans.maxRecords(17), Set.of(3L, 5L, 399L));
    Manifest ofGzip = Plans.planWithout(gzip, Plans.maxRecords(17), Set.of(3L, 5L, 399L));

    assertThat(ofGzip.chunks()).isEqualTo(ofPlain.chunks());
    assertThat(ofGzip.totals()).isEqualTo(ofPlain.totals());
    assertThat(ofGzip.digest()).isEqualTo(ofPlain.digest());
    assertThat(ofGzip.source().compression()).isEqualTo(Compression.GZIP);
    assertThat(ofGzip.source().bytes()).isEqualTo(Files.size(gzip));
    assertThat(ofPlain.source().compression()).isEqualTo(Compression.NONE);
  }

  @Test
  void readsItsChunksInAnyOrder() throws IOException {
    List<Chunk> chunks = Plans.plan(gzip, Plans.maxRecords(17)).chunks();
    List<Chunk> backAndForth = new ArrayList<>(chunks);
    for (int i = chunks.size() - 1; i >= 0; i -= 2) {
      backAndForth.add(chunks.get(i));
    }

    try (ChunkReader ofGzip = ChunkReader.open(gzip);
        ChunkReader ofPlain = ChunkReader.open(plain)) {
      for (Chunk chunk : backAndForth) {
        assertThat(ofGzip.read(chunk).readAllBytes())
            .asString(UTF_8)
            .isEqualTo(new String(ofPlain.read(chunk).readAllBytes(), UTF_8));
      }
      assertThat(ofGzip.read(TEXT.length() + 1_000, 1).readAllBytes()).isEmpty();
      assertThat(ofGzip.read(3, 8).readAllBytes()).asString(UTF_8).isEqualTo("{\"n\":0}\n");
    }
  }

  @Test
  void readsSeveralChunksInTurns() throws IOException {
    List<Chunk> chunks = Plans.plan(gzip, Plans.maxRecords(100)).chunks();

    try (ChunkReader reader = ChunkReader.open(gzip)) {
      InputStream first = reader.read(chunks.get(0));
      InputStream second = reader.read(chunks.get(1));
      assertThat(first.readNBytes(8)).asString(UTF_8).isEqualTo("{\"n\":0}\n");
      assertThat(second.readNBytes(10)).asString(UTF_8).isEqualTo("{\"n\":100}\n");
      assertThat(first.readNBytes(8)).asString(UTF_8).isEqualTo("{\"n\":1}\n");
      assertThat(second.readNBytes(10)).asString(UTF_8).isEqualTo("{\"n\":101}\n");
    }
  }

  @Test
  void writesTheChunkFilesOfThePlainSource() throws IOException {
    Path ofPlain = Files.createDirectory(folder.resolve("of-plain"));
    Path ofGzip = Files.createDirectory(folder.resolve("of-gzip"));
    Plans.splitWithout(ofPlain, plain, Plans.maxRecords(70), Set.of());
    Plans.splitWithout(ofGzip, gzip, Plans.maxRecords(70), Set.of());

    for (String name : List.of("source-00001.jsonl", "source-00002.jsonl", "source-00003.jsonl")) {
      assertThat(ofGzip.resolve(name)).hasSameBinaryContentAs(ofPlain.resolve(name));
    }
  }
}
