package io.github.jsonlpreflight.validator.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.testkit.Seeded;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
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

  /**
   * From the first byte beyond ASCII on, eight are read at a time: here a sequence begins in one
   * word, and the next holds one of four bytes.
   */
  @Test
  void takesForUtf8WhatTheJdkTakesForItBetweenTwoWords() throws Exception {
    for (String sequence : List.of("C3A9", "C3", "E282AC", "E282", "E2", "E2C3A9", "C3A9A9")) {
      for (int before = 0; before < 16; before++) {
        for (int between = 0; between < 8; between++) {
          String hex = "C3A9" + "78".repeat(before) + sequence + "78".repeat(between) + "F09F9880";
          check(HexFormat.of().parseHex(hex));
        }
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
    "é\\né, 3",
    "日\\t 日x, 5",
    "é\\u00e9\\\\日, 4",
    "\\n😀\\n, 3",
    "日😀é, 3",
    "éé日😀日😀éé, 8"
  })
  void readsOtherScriptsAndEscapesInOneWordWhereverTheyStand(String mixed, int codePoints) {
    for (int length = 0; length < 20; length++) {
      String before = "\"" + "x".repeat(length) + mixed;
      Scan scan = at(before + "y\"");
      assertThat(isValue(scan)).isTrue();
      assertThat(scan.textCodePoints()).isEqualTo(length + codePoints + 1);
      for (String bad : List.of("\0", "\u001f", "\\", "\n", "\\u001")) {
        assertThat(isValue(before + bad + "y\"")).isFalse();
      }
      byte[] cut = (before + "y\"").getBytes(UTF_8);
      int last = cut.length - 3;
      while (last > length && cut[last] >= 0) {
        last--;
      }
      cut[last] = 'x'; // where another byte of the character was
      assertThat(isValue(at(cut))).isFalse();
    }
  }

  @Test
  void showsTextsToTestsWithoutTheirEscapes() {
    for (String json : List.of("\"ab\"", "\"a\\u0062\"")) {
      Scan scan = at(json);
      assertThat(isValue(scan)).isTrue();
      assertThat(scan.fits((b, from, to) -> to - from == 2 && b[from + 1] == 'b')).isTrue();
      assertThat(scan.fits((b, from, to) -> to - from == 2 && b[from + 1] == 'c')).isFalse();
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
        "\\udfff",
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
        "1e9",
        "1e0",
        "1e17",
        "1e-9999",
        "12.5e16",
        "1.123456789012345678",
        "999999999999999999",
        "0.1",
        "123456789012345678901234567890"
      })
  void readsNumbers(String number) {
    Scan scan = at(number);
    assertThat(isValue(scan)).isTrue();
    BigDecimal value = new BigDecimal(number);
    boolean hasExponent = number.matches(".*[eE].*");
    int digits = number.replaceAll("[eE].*|[-.]", "").length();
    assertThat(scan.numberIsInteger()).isEqualTo(number.matches("-?[0-9]+"));
    assertThat(scan.numberHasExponent()).isEqualTo(hasExponent);
    assertThat(scan.numberDigits()).isEqualTo(digits);
    assertThat(scan.numberIsSmall()).isEqualTo(digits <= 18 && !hasExponent);
    assertThat(scan.numberValue()).isEqualByComparingTo(value);
    assertThat(scan.numberIsWholeFraction()).isEqualTo(number.equals("0.0"));
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
        "1e-99999",
        "1e18",
        "12.5e17",
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
        "{\"a\" 1}",
        "[{\"a\":1,]",
        "{\"a\":{\"a\":{\"a\":{}}}}",
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

  @Test
  void readsARecordWhereItStandsIfItCanBeReadAheadThere() {
    byte[] bytes = new byte[7 + 1 + Scan.READ_AHEAD];
    System.arraycopy("[1, 2]\n".getBytes(UTF_8), 0, bytes, 1, 7);
    Scan scan = new Scan(3);
    scan.begin(bytes, 1, 7);
    assertThat(isValue(scan)).isTrue();
    assertThat(scan.bytes).isSameAs(bytes);

    byte[] shorter = Arrays.copyOf(bytes, bytes.length - 2);
    scan.begin(shorter, 1, 7);
    assertThat(isValue(scan)).isTrue();
    assertThat(scan.bytes).isNotSameAs(shorter);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"1, 0", "[], 1", "`[[1], 2]`, 2", "`{\"a\":{}, \"b\":[[1]]}`, 3"})
  void knowsHowDeepARecordIs(String json, int levels) {
    Scan scan = at(json);
    assertThat(isValue(scan)).isTrue();
    assertThat(scan.deepest()).isEqualTo(levels);
  }

  /** What was read since is forgotten; what was there is still known. */
  @Test
  void comesBackToAPlaceAsItWasThere() {
    Scan scan = at("[[\"a\",\"b\"]]");
    assertThat(scan.enter()).isTrue();
    int outer = scan.openSeen(1);
    assertThat(scan.see(outer, 7)).isTrue();
    assertThat(scan.isNewPart(0, 8, 9)).isTrue();
    int place = scan.at;
    long mark = scan.mark();

    assertThat(scan.enter()).isTrue();
    int inner = scan.openSeen(2);
    assertThat(scan.see(inner, 7)).isTrue();
    assertThat(scan.see(inner, 65)).isTrue();
    assertThat(scan.isNewPart(0, 9, 12)).isTrue();
    assertThat(scan.names()).isEqualTo(2);
    assertThat(scan.enter()).isTrue();
    scan.back(place, mark);

    assertThat(scan.at).isEqualTo(place);
    assertThat(scan.names()).isEqualTo(1);
    assertThat(scan.openSeen(2)).isEqualTo(inner);
    assertThat(scan.see(inner, 65)).as("it is empty").isTrue();
    assertThat(scan.closeSeen(inner, new long[] {0, 2})).isTrue();
    assertThat(scan.closeSeen(outer, new long[] {1 << 7})).isTrue();
    assertThat(scan.closeSeen(outer, new long[] {1 << 7 | 1})).isFalse();
    assertThat(scan.enter()).isTrue();
    assertThat(scan.enter()).isTrue();
    assertThat(scan.enter()).as("four levels").isFalse();
  }

  /** Two circles side by side would take for ever. */
  @Test
  void followsNoReferenceAnyMoreOnceTooManyWereOpen() {
    Scan scan = at("1");
    for (int i = 0; i < 1000; i++) {
      assertThat(scan.follow()).isTrue();
    }
    assertThat(scan.follow()).isFalse();
    scan.returnFrom();
    assertThat(scan.follow()).isFalse();
    scan.begin(scan.bytes, 0);
    assertThat(scan.follow()).isTrue();
  }

  @Test
  void followsAMillionReferencesOneBehindTheOther() {
    Scan scan = at("1");
    for (int i = 0; i < 1_000_000; i++) {
      assertThat(scan.follow()).isTrue();
      scan.returnFrom();
    }
    assertThat(scan.follow()).isFalse();
  }

  @Test
  void leavesVeryLongNamesAndNumbersToTheAuthority() {
    assertThat(isValue("{\"" + "n".repeat(10_000) + "\":1}")).isTrue();
    assertThat(isValue("{\"" + "n".repeat(10_001) + "\":1}")).isFalse();
    assertThat(isValue("1".repeat(500))).isTrue();
    assertThat(isValue("1".repeat(501))).isFalse();
    assertThat(isValue("-" + "1".repeat(500))).isFalse();
  }
}
