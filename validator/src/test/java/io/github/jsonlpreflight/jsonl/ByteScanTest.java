package io.github.jsonlpreflight.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.testkit.Seeded;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteScanTest {
  /** Long enough for a word before, at and behind every alignment. */
  private static final int LENGTH = 40;

  static Stream<Seeded> seeds() {
    return Seeded.seeds(50);
  }

  @Test
  void findsTheOnlyNewlineWhereverItStands() {
    byte[] bytes = new byte[LENGTH];
    Arrays.fill(bytes, (byte) 'x');
    for (int at = 0; at < LENGTH; at++) {
      bytes[at] = '\n';
      checkEveryRange(bytes);
      bytes[at] = 'x';
    }
  }

  /** Bytes that differ from a newline by one bit, or make the subtraction borrow or carry. */
  @ParameterizedTest
  @ValueSource(
      bytes = {0x0B, 0x08, 0x0E, 0x02, 0x1A, 0x2A, 0x4A, (byte) 0x8A, 0x09, 0x00, -1, -128})
  void takesNoOtherByteForANewline(byte other) {
    byte[] bytes = new byte[LENGTH];
    Arrays.fill(bytes, other);
    checkEveryRange(bytes);
    for (int at = 0; at < LENGTH; at++) {
      bytes[at] = '\n';
      checkEveryRange(bytes);
      bytes[at] = other;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("seeds")
  void agreesWithANaiveLoop(Seeded seeded) {
    byte[] bytes = seeded.bytes(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      if (seeded.onceIn(6)) {
        bytes[i] = (byte) seeded.between(8, 14);
      }
    }
    checkEveryRange(bytes);
  }

  @ParameterizedTest
  @ValueSource(bytes = {' ', '\t', '\r', '\n'})
  void takesJsonsWhiteSpaceForBlank(byte white) {
    assertThat(ByteScan.isBlank(new byte[] {white}, 0, 1)).isTrue();
  }

  @Test
  void takesNothingElseForBlank() {
    for (int b = 0; b < 256; b++) {
      boolean white = b == ' ' || b == '\t' || b == '\r' || b == '\n';
      assertThat(ByteScan.isBlank(new byte[] {' ', (byte) b}, 0, 2))
          .as("byte %d", b)
          .isEqualTo(white);
    }
  }

  @Test
  void looksAtTheRangeOnly() {
    byte[] bytes = {'x', ' ', 'x'};
    assertThat(ByteScan.isBlank(bytes, 1, 2)).isTrue();
    assertThat(ByteScan.isBlank(bytes, 1, 1)).isTrue();
    assertThat(ByteScan.isBlank(bytes, 0, 2)).isFalse();
    assertThat(ByteScan.isBlank(bytes, 1, 3)).isFalse();
  }

  @Test
  void seesAByteOrderMarkOnlyWhole() {
    byte[] mark = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    assertThat(ByteScan.startsWithByteOrderMark(mark, 0, 3)).isTrue();
    assertThat(ByteScan.startsWithByteOrderMark(mark, 0, 2)).isFalse();
    assertThat(ByteScan.startsWithByteOrderMark(mark, 1, 3)).isFalse();
    for (int i = 0; i < 3; i++) {
      byte[] other = mark.clone();
      other[i]++;
      assertThat(ByteScan.startsWithByteOrderMark(other, 0, 3)).as("byte %d", i).isFalse();
    }
  }

  private static void checkEveryRange(byte[] bytes) {
    for (int from = 0; from <= bytes.length; from++) {
      for (int to = from; to <= bytes.length; to++) {
        int first = -1;
        int last = -1;
        for (int i = from; i < to; i++) {
          if (bytes[i] == '\n') {
            first = first < 0 ? i : first;
            last = i;
          }
        }
        if (ByteScan.indexOfNewline(bytes, from, to) != first
            || ByteScan.lastIndexOfNewline(bytes, from, to) != last) {
          throw new AssertionError("[" + from + ", " + to + ") of " + Arrays.toString(bytes));
        }
      }
    }
  }
}
