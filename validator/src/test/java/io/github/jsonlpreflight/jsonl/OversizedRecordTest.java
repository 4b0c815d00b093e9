package io.github.jsonlpreflight.jsonl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jsonlpreflight.testkit.DribblingStream;
import io.github.jsonlpreflight.testkit.Reading;
import io.github.jsonlpreflight.testkit.Reading.Seen;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("fault 12: records over the limit")
class OversizedRecordTest {
  private static final int LIMIT = 100;
  private static final String MARK = "\uFEFF";

  /** Under, at and over every sum of the limit, a byte-order mark and a newline. */
  static IntStream lengths() {
    return IntStream.rangeClosed(LIMIT - 5, LIMIT + 9);
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void tellsTheRecordOverTheLimitFromTheOneAtIt(int length) throws IOException {
    for (String start : List.of("", MARK)) {
      for (String end : List.of("", "\n", "\n{}\n", "\n\n")) {
        byte[] file = (start + "x".repeat(length) + end).getBytes(UTF_8);
        for (int blockBytes : new int[] {1, 7, 64, LIMIT, LIMIT + 4, 4096}) {
          ReadOptions options =
              ReadOptions.builder().maxRecordBytes(LIMIT).blockBytes(blockBytes).build();
          Reading reading = Reading.undiagnosed(new DribblingStream(file, 13), options);
          assertThat(reading).isEqualTo(ReferenceSplitter.read(file, LIMIT));
          assertThat(reading.records().get(0).bytes().equals(Reading.OVERSIZED))
              .isEqualTo(length > LIMIT);
        }
      }
    }
  }

  @Test
  void countsALongBlankLineAsBlank() throws IOException {
    ReadOptions options = ReadOptions.builder().maxRecordBytes(LIMIT).blockBytes(16).build();
    byte[] file = ("{}\n" + " ".repeat(10 * LIMIT) + "\n{}\n").getBytes(UTF_8);
    Reading reading = Reading.undiagnosed(new DribblingStream(file, 64), options);
    assertThat(reading.records()).extracting(Seen::lineNumber).containsExactly(1L, 3L);
    assertThat(reading.totals().blankLines()).isEqualTo(1);
  }

  @Test
  void findsALongRecordBehindMuchWhiteSpace() throws IOException {
    ReadOptions options = ReadOptions.builder().maxRecordBytes(LIMIT).blockBytes(16).build();
    byte[] file = (" ".repeat(10 * LIMIT) + "{}").getBytes(UTF_8);
    Reading reading = Reading.undiagnosed(new DribblingStream(file, 64), options);
    assertThat(reading.records()).extracting(Seen::length).containsExactly(10L * LIMIT + 2);
  }

  @Test
  void saysThatTheBytesAreNotHeld() throws IOException {
    ReadOptions options = ReadOptions.builder().maxRecordBytes(LIMIT).blockBytes(16).build();
    byte[] file = "x".repeat(2 * LIMIT).getBytes(UTF_8);
    List<Boolean> held = new ArrayList<>();
    RecordPass.run(
        JsonlSource.part("part", new DribblingStream(file, 64), 0, 1, 0),
        options,
        record -> {
          assertThatThrownBy(record::copyBytes)
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("Record of 200 bytes on line 1 is not held in memory");
          assertThatThrownBy(record::array).isInstanceOf(IllegalStateException.class);
          return held.add(record.isHeld());
        });
    assertThat(held).containsExactly(false);
  }

  /** 50 MB on one line pass through one buffer of a block's size. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void neverHoldsTheLine(boolean terminated) throws IOException {
    long length = 50_000_000;
    ReadOptions options = ReadOptions.builder().maxRecordBytes(1000).blockBytes(4096).build();
    OneLine line = new OneLine(length, terminated);
    Reading reading = Reading.undiagnosed(line, options);
    assertThat(reading.records())
        .containsExactly(new Seen(1, 0, 0, 0, length, terminated, Reading.OVERSIZED));
    assertThat(reading.totals().bytes()).isEqualTo(length + (terminated ? 1 : 0));
    assertThat(line.buffers)
        .hasSizeLessThanOrEqualTo(2)
        .allMatch(buffer -> buffer.length <= 4096 + RecordBlock.READ_AHEAD);
  }

  /** So many times one letter, none of it in memory, and the buffers that it was read into. */
  private static final class OneLine extends InputStream {
    private final Set<byte[]> buffers = Collections.newSetFromMap(new IdentityHashMap<>());
    private final boolean terminated;
    private long left;

    OneLine(long length, boolean terminated) {
      this.terminated = terminated;
      this.left = length + (terminated ? 1 : 0);
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("a byte at a time would take too long");
    }

    @Override
    public int read(byte[] buffer, int from, int length) {
      if (left == 0) {
        return -1;
      }
      buffers.add(buffer);
      int n = (int) Math.min(left, length);
      Arrays.fill(buffer, from, from + n, (byte) 'x');
      left -= n;
      if (left == 0 && terminated) {
        buffer[from + n - 1] = '\n';
      }
      return n;
    }
  }
}
