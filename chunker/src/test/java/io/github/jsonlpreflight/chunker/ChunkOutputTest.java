package io.github.jsonlpreflight.chunker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The digests, where there are no files; those are held by the tests of {@code split}. */
class ChunkOutputTest {
  static LongStream seeds() {
    return Seeds.from1To(200);
  }

  /** What is open stays, goes, or begins the next chunk. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void digestsWhatEachChunkHasInTheEnd(long seed) throws IOException {
    Random random = new Random(seed);
    List<String> expected = new ArrayList<>();
    List<CompletableFuture<String>> digests = new ArrayList<>();
    StringBuilder chunk = new StringBuilder();
    StringBuilder open = new StringBuilder();
    try (ChunkOutput output = new ChunkOutput(/* files= */ null)) {
      for (int step = 0; step < 40; step++) {
        String text = "step " + step;
        byte[] block = (" " + text + " ").getBytes(UTF_8);
        switch (random.nextInt(5)) {
          case 0 -> {
            if (!output.isOpen()) {
              output.write(block, 1, block.length - 1);
              chunk.append(text);
            }
          }
          case 1 -> {
            output.writeOpen(block, 1, block.length - 1);
            open.append(text);
          }
          case 2 -> {
            if (output.isOpen()) {
              output.keepOpen();
              chunk.append(open);
              open.setLength(0);
            }
          }
          case 3 -> {
            if (output.isOpen()) {
              output.takeBackOpen();
              open.setLength(0);
            }
          }
          default -> {
            digests.add(output.endChunk(chunk.length()));
            expected.add(Sha256.of(chunk.toString()));
            chunk = open;
            open = new StringBuilder();
          }
        }
        assertThat(output.isOpen()).isEqualTo(!open.isEmpty());
      }
      assertThat(digests.stream().map(CompletableFuture::join)).isEqualTo(expected);
    }
  }

  @Test
  void lendsAFewBlocksAndThenThoseThatCameBack() throws IOException {
    try (ChunkOutput output = new ChunkOutput(/* files= */ null)) {
      List<byte[]> lent = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        lent.add(output.lend(100));
      }
      output.giveBack(lent.get(2));
      assertThat(output.lend(100)).isSameAs(lent.get(2));
    }
  }

  @Test
  void hearsOfAnInterruptWhileItWaitsForABlock() throws IOException {
    try (ChunkOutput output = new ChunkOutput(/* files= */ null)) {
      for (int i = 0; i < 4; i++) {
        assertThat(output.lend(100)).hasSize(100);
      }
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(() -> output.lend(100));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
