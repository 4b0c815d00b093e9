package io.github.jsonlpreflight.validator.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.testkit.Seeded;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("fault 3: strict UTF-8")
class Utf8Test {
  /** Whole sequences, their first bytes, continuation bytes, and what no UTF-8 ever holds. */
  static final List<String> PIECES =
      List.of(
          "41",
          "41",
          "00",
          "7F",
          "C280",
          "DFBF",
          "E0A080",
          "ED9FBF",
          "EE8080",
          "EFBFBF",
          "F0908080",
          "F48FBFBF",
          "C2",
          "E0",
          "E2",
          "ED",
          "EF",
          "F0",
          "F4",
          "80",
          "8F",
          "90",
          "9F",
          "A0",
          "BF",
          "C0",
          "C1",
          "F5",
          "FF",
          "4142434445464748");

  static Stream<Seeded> seeds() {
    return Seeded.seeds(100);
  }

  @ParameterizedTest
  @CsvSource({
    "FF, a byte that UTF-8 never has",
    "FE, a byte that UTF-8 never has",
    "F5808080, a first byte past U+10FFFF",
    "80, a continuation byte alone",
    "BF, a continuation byte alone",
    "C0AF, an overlong slash in two bytes",
    "C1BF, an overlong form in two bytes",
    "E080AF, an overlong slash in three bytes",
    "E09FBF, the greatest overlong form in three bytes",
    "F08080AF, an overlong slash in four bytes",
    "F08FBFBF, the greatest overlong form in four bytes",
    "EDA080, the first surrogate",
    "EDBFBF, the last surrogate",
    "F4908080, the first code point past U+10FFFF",
    "C2, two bytes cut to one",
    "E282, three bytes cut to two",
    "F09F98, four bytes cut to three",
    "C241, two bytes broken off",
    "E28241, three bytes broken off",
    "F09F9841, four bytes broken off",
    "E2C2A9, a sequence inside another"
  })
  void findsEveryClassOfInvalidSequenceWhereverItStands(String hex, String what) {
    byte[] invalid = HexFormat.of().parseHex(hex);
    for (int before = 0; before < 20; before++) {
      for (String after : List.of("", "x", "xxxxxxxxxxxxxxxx")) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("x".repeat(before).getBytes(UTF_8));
        bytes.writeBytes(invalid);
        bytes.writeBytes(after.getBytes(UTF_8));
        assertThat(Utf8.firstInvalid(bytes.toByteArray(), 0, bytes.size()))
            .as(what)
            .isEqualTo(before);
      }
    }
  }

  @Test
  void agreesWithJavaOnEveryCodePoint() {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      boolean surrogate =
          codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
      if (!surrogate) {
        byte[] bytes = Character.toString(codePoint).getBytes(UTF_8);
        if (Utf8.firstInvalid(bytes, 0, bytes.length) != -1) {
          throw new AssertionError("U+" + Integer.toHexString(codePoint));
        }
      }
    }
  }

  @Test
  void agreesWithJavasDecoderOnEveryPairOfBytes() {
    byte[] bytes = new byte[2];
    for (int pair = 0; pair < 0x10000; pair++) {
      bytes[0] = (byte) (pair >> 8);
      bytes[1] = (byte) pair;
      check(bytes, 0, 2);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("seeds")
  void agreesWithJavasDecoderOnRandomSequences(Seeded seeded) {
    for (int round = 0; round < 300; round++) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int pieces = seeded.between(0, 12); pieces > 0; pieces--) {
        bytes.writeBytes(HexFormat.of().parseHex(seeded.oneOf(PIECES)));
      }
      check(bytes.toByteArray(), 0, bytes.size());
      byte[] random = seeded.bytes(seeded.between(1, 30));
      int from = seeded.between(0, random.length);
      check(random, from, seeded.between(from, random.length));
    }
  }

  private static void check(byte[] bytes, int from, int to) {
    CharsetDecoder decoder =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
    boolean valid = !decoder.decode(in, CharBuffer.allocate(to - from + 1), true).isError();
    int expected = valid ? -1 : in.position();
    if (Utf8.firstInvalid(bytes, from, to) != expected) {
      throw new AssertionError(
          "[%d, %d) of %s: expected %d"
              .formatted(from, to, HexFormat.of().formatHex(bytes), expected));
    }
  }
}
