package io.github.jsonlpreflight.validator.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.testkit.Seeded;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScanTest {
  /** As in the tests of UTF-8 itself, but for NUL, which no string holds. */
  private static final List<String> PIECES =
      Utf8Test.PIECES.stream().filter(piece -> !piece.equals("00")).toList();

  private static Scan at(String json) {
    return at(json.getBytes(UTF_8));
  }

  private static Scan at(byte[] json) {
    // What stands behind the end must never be looked at.
    byte[] bytes = new byte[json.length + 16];
    System.arraycopy(json, 0, bytes, 8, json.length);
    for (int i = 0; i < 8; i++) {
      bytes[i] = '"';
      bytes[json.length + 8 + i] = i % 2 == 0 ? (byte) '"' : (byte) 0x80;
    }
    Scan scan = new Scan(3);
    scan.begin(bytes, 8, 8 + json.length);
    return scan;
  }

  private static boolean isValue(String json) {
    return isValue(at(json));
  }

  private static boolean isValue(Scan scan) {
    return scan.next() != 0 && scan.value() && scan.isAtEnd();
  }

  static Stream<Seeded> seeds() {
    return Seeded.seeds(300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void takesForUtf8WhatTheJdkTakesForIt(Seeded random) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = random.between(1, 9); i > 0; i--) {
      out.write(HexFormat.of().parseHex(random.oneOf(PIECES)));
    }
    check(out.toByteArray());
  }

  @Test
  void takesForUtf8WhatTheJdkTakesForItInEveryPairAndTriple() throws Exception {
    for (int first = 0x80; first < 0x100; first++) {
      for (int second = 0x7F; second < 0x101; second++) {
        check(new byte[] {(byte) first, (byte) second});
        check(new byte[] {(byte) first, (byte) second, (byte) 0x80});
        check(new byte[] {(byte) first, (byte) second, (byte) 0xBF, (byte) 0x80});
        check(new byte[] {(byte) first, (byte) second, 'a', 'a'});
      }
    }
  }

  private static void check(byte[] content) throws Exception {
    byte[] quoted = new byte[content.length + 2];
    quoted[0] = '"';
    quoted[content.length + 1] = '"';
    System.arraycopy(content, 0, quoted, 1, content.length);
    Scan scan = at(quoted);
    boolean read = scan.value() && scan.isAtEnd();
    String text = decoded(content);
    assertThat(read).as(HexFormat.of().formatHex(content)).isEqualTo(isText(text));
    if (read) {
      assertThat(scan.text()).isEqualTo(text);
      assertThat(scan.textCodePoints()).isEqualTo(text.codePointCount(0, text.length()));
      assertThat(scan.textHasNoEscapes()).isTrue();
    }
  }

  private static boolean isText(String text) {
    return !text.equals("\0") && text.chars().noneMatch(c -> c < ' ' || c == '"' || c == '\\');
  }

  private static String decoded(byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return "\0";
    }
  }

  @Test
  void findsTheEndOfAStringWhereverItAndItsEscapesStand() {
    for (int length = 0; length < 40; length++) {
      for (int place = 0; place <= length; place++) {
        String before = "x".repeat(place);
        String after = "y".repeat(length - place);
        for (String special : List.of("", "\\\"", "\\\\", "\\u00e9", "é", "\\ud83d\\ude00", "😀")) {
          Scan scan = at("\"" + before + special + after + "\"");
          assertThat(isValue(scan)).isTrue();
          assertThat(scan.textCodePoints()).isEqualTo(length + (special.isEmpty() ? 0 : 1));
          assertThat(scan.text()).startsWith(before).endsWith(after);
        }
        for (String bad : List.of("\"", "\u001f", "\t", "\n", "\0", "\\")) {
          assertThat(isValue("\"" + before + bad + after + "\"")).isFalse();
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "\\\", 22",
    "\\\\, 5c",
    "\\/, 2f",
    "\\b, 08",
    "\\f, 0c",
    "\\n, 0a",
    "\\r, 0d",
    "\\t, 09",
    "\\u0041, 41",
    "\\u00E9, c3a9",
    "\\u00e9, c3a9",
    "\\uFFFF, efbfbf",
    "\\u0000, 00",
    "\\ud83d\\ude00, f09f9880",
    "\\uD800\\uDC00, f0908080",
    "\\udbff\\uDFFF, f48fbfbf"
  })
  void readsEscapes(String escape, String bytes) {
    Scan scan = at("\"" + escape + "\"");
    assertThat(isValue(scan)).isTrue();
    assertThat(scan.textHasNoEscapes()).isFalse();
    assertThat(scan.textCodePoints()).isEqualTo(1);
    assertThat(HexFormat.of().formatHex(scan.text().getBytes(UTF_8))).isEqualTo(bytes);
    assertThat(scan.fits((b, from, to) -> to - from == bytes.length() / 2)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\a",
        "\\'",
        "\\0",
        "\\x41",
        "\\u",
        "\\u004",
        "\\u004g",
        "\\u00 1",
        "\\U0041",
        "\\ud800",
        "\\udc00",
        "\\ud800a",
        "\\ud800\\n",
        "\\ud800\\u0041",
        "\\ud800\\ud800",
        "\\udc00\\ud800",
        "\\ud800\\udbff",
        "\\ud800\\ue000"
      })
  void refusesOtherEscapes(String escape) {
    assertThat(isValue("\"" + escape + "\"")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "12",
        "-12.50",
        "0.0",
        "1e2",
        "1E+2",
        "1e-2",
        "999999999999999999",
        "0.1",
        "123456789012345678901234567890"
      })
  void readsNumbers(String number) {
    Scan scan = at(number);
    assertThat(isValue(scan)).isTrue();
    BigDecimal value = new BigDecimal(number);
    boolean isShort = number.length() < 20;
    assertThat(scan.numberIsInteger()).isEqualTo(number.matches("-?[0-9]+"));
    assertThat(scan.numberIsSmall()).isEqualTo(isShort && !number.matches(".*[eE].*"));
    if (scan.numberIsSmall()) {
      assertThat(scan.numberValue()).isEqualByComparingTo(value);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "01",
        "00",
        "-01",
        ".5",
        "1.",
        "1.e2",
        "1e",
        "1e+",
        "+1",
        "1e99999",
        "0x1",
        "NaN",
        "Infinity",
        "--1",
        "1.2.3",
        "1e2.5",
        "1e400",
        "12345678901234567890.5"
      })
  void refusesOtherNumbersAndThoseThatAreTooLarge(String number) {
    assertThat(isValue(number)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " \t\r[ \r1\t, 2 ]\r ",
        "{ \"a\" : [ ] , \"b\" : { } }",
        "true",
        "false",
        "null",
        "[true,false,null]",
        "{\"a\":{\"a\":{\"a\":1}}}",
        "[[[]]]",
        "{\"a\":[{}]}",
        "{\"a\":1,\"b\":2}"
      })
  void readsValues(String json) {
    assertThat(isValue(json)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tru",
        "True",
        "nul",
        "truefalse",
        "1 2",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1",
        "[",
        "{",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{\"a\":1 \"b\":2}",
        "{a:1}",
        "{1:1}",
        "{\"a\":1",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}",
        "[[[[]]]]",
        "{\"a\":[{\"a\":[]}]}",
        "[1]]",
        "]",
        "\u00a01",
        "\ufeff1",
        "\f1",
        "[1}",
        "{\"a\":1]",
        "'a'",
        "1,",
        // A newline ends a record, wherever it stands.
        "\n1",
        "[1,\n2]",
        "{\"a\"\n:1}"
      })
  void refusesOtherValues(String json) {
    assertThat(isValue(json)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[1, {\"a\": \"b\\n\", \"c\": [true, null, -1.5e3]}]", "{\"é\\u00e9\":\"😀\"}"})
  void refusesEveryTruncationAndEveryOtherEnd(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    for (int length = 0; length < bytes.length; length++) {
      Scan scan = new Scan(9);
      scan.begin(bytes, 0, length); // the rest of the value is there, behind the end
      assertThat(isValue(scan)).isFalse();
    }
    assertThat(isValue(json + "x")).isFalse();
  }

  @Test
  void knowsNamesThatStandTwiceInOneObjectOnly() {
    StringBuilder object = new StringBuilder("{\"n\":{\"n0\":1}");
    for (int i = 0; i < 127; i++) {
      object.append(",\"n").append(i).append("\":[{\"n\":1},{\"n\":2}]");
    }
    assertThat(isValue(object + "}")).isTrue();
    assertThat(isValue(object + ",\"n77\":1}")).isFalse();
    assertThat(isValue(object + ",\"n\":1}")).isFalse();
    assertThat(isValue(object + ",\"one more than it compares\":1}")).isFalse();
  }
}
