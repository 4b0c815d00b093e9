package io.github.jsonlpreflight.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.jsonl.MarkedCases.MarkedCase;
import io.github.jsonlpreflight.testkit.DribblingStream;
import io.github.jsonlpreflight.testkit.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case of {@code reading-cases.txt}, with every boundary everywhere. */
class ReadingCasesTest {
  static Stream<MarkedCase> cases() {
    return MarkedCases.all();
  }

  @Test
  void findsTheCases() {
    assertThat(cases()).hasSizeGreaterThan(40);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void readsWithTheDefaults(MarkedCase expected) throws IOException {
    ReadOptions options = ReadOptions.defaults();
    check(expected, Reading.inline(new ByteArrayInputStream(expected.bytes()), options));
    check(expected, Reading.threaded(new ByteArrayInputStream(expected.bytes()), options));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void readsInBlocksOfEverySize(MarkedCase expected) throws IOException {
    for (int blockBytes = 1; blockBytes <= 64; blockBytes++) {
      ReadOptions options = ReadOptions.builder().blockBytes(blockBytes).build();
      check(expected, Reading.inline(new ByteArrayInputStream(expected.bytes()), options));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void readsFromSourcesThatDribble(MarkedCase expected) throws IOException {
    for (int atMost = 1; atMost <= 7; atMost++) {
      for (int blockBytes : new int[] {1, 2, 3, 5, 8, 13, 64, ReadOptions.DEFAULT_BLOCK_BYTES}) {
        ReadOptions options = ReadOptions.builder().blockBytes(blockBytes).build();
        check(expected, Reading.inline(new DribblingStream(expected.bytes(), atMost), options));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void readsOnEveryNumberOfThreads(MarkedCase expected) throws IOException {
    for (int threads = 1; threads <= 3; threads++) {
      for (int blockBytes : new int[] {1, 4, 7, 16, 64}) {
        ReadOptions options = ReadOptions.builder().threads(threads).blockBytes(blockBytes).build();
        check(expected, Reading.threaded(new DribblingStream(expected.bytes(), 3), options));
      }
    }
  }

  private static void check(MarkedCase expected, Reading reading) {
    assertThat(reading.records()).isEqualTo(expected.records());
    assertThat(reading.totals()).isEqualTo(expected.totals());
  }
}
