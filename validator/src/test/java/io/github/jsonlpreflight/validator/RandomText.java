package io.github.jsonlpreflight.validator;

import io.github.jsonlpreflight.testkit.Seeded;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** Spells JSON values in all the ways that RFC 8259 allows. */
final class RandomText {
  private static final List<String> SPACES =
      List.of("", "", "", "", "", "", " ", "  ", "\t", "\r", " \r ", "     ");

  /** Pieces of strings: boundaries of every length of UTF-8, marks, escapes, letters. */
  private static final List<String> PIECES =
      List.of(
          "a",
          "b",
          "ab",
          "0",
          "9",
          "Z",
          " ",
          "/",
          "\"",
          "\\",
          "\b",
          "\f",
          "\n",
          "\r",
          "\t",
          "\u0000",
          "\u001f",
          "\u007f",
          "\u0080",
          "é",
          "ß",
          "\u07ff",
          "\u0800",
          "\u2028",
          "\ud7ff",
          "\ue000",
          "\ufeff",
          "\uffff",
          "😀",
          "\ud800\udc00",
          "\udbff\udfff",
          "-",
          ".",
          "@",
          ":");

  private final Seeded random;
  private final boolean spaced;
  private final String usualSpace;
  private final int escaping;

  /** Makes a speller; a record's habits hold for all of it. */
  RandomText(Seeded random) {
    this.random = random;
    this.spaced = random.onceIn(4);
    this.usualSpace = random.oneOf(List.of("", "", "", " "));
    this.escaping = random.between(0, 5);
  }

  /** Returns white space, mostly none. */
  String space() {
    return spaced ? random.oneOf(SPACES) : random.onceIn(200) ? "\n" : usualSpace;
  }

  /** Returns a text of so many code points. */
  String text(int codePoints) {
    StringBuilder text = new StringBuilder();
    int left = codePoints;
    while (left > 0) {
      String piece =
          escaping == 0 ? random.oneOf(List.of("a", "b", "c", "7")) : random.oneOf(PIECES);
      int length = piece.codePointCount(0, piece.length());
      if (length <= left) {
        text.append(piece);
        left -= length;
      }
    }
    return text.toString();
  }

  /** Returns a text in quotes. */
  String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean half = isHalf(text, i);
      if (c < ' ' || c == '"' || c == '\\' || half) {
        out.append(escape(c));
      } else if (c == '/' && random.onceIn(4)) {
        out.append("\\/");
      } else if (!Character.isSurrogate(c)
          && ((escaping == 4 && random.onceIn(6)) || (escaping == 5 && c > '~'))) {
        out.append(unit(c));
      } else if (Character.isHighSurrogate(c) && escaping >= 4) {
        out.append(unit(c)).append(unit(text.charAt(++i)));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  private static boolean isHalf(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }

  private String escape(char c) {
    int index = "\"\\\b\f\n\r\t".indexOf(c);
    return index < 0 || random.onceIn(3) ? unit(c) : "\\" + "\"\\bfnrt".charAt(index);
  }

  private String unit(char c) {
    String digits = String.format(Locale.ROOT, "%04x", (int) c);
    return "\\u" + (random.onceIn(2) ? digits : digits.toUpperCase(Locale.ROOT));
  }

  /** Returns a number, mostly as a plain one. */
  String number(BigDecimal value) {
    String plain = value.toPlainString();
    boolean isInteger = plain.indexOf('.') < 0;
    return switch (random.between(0, 15)) {
      case 0 -> plain + (isInteger ? ".0" : "0");
      case 1 -> plain + (isInteger ? "e0" : "E+0");
      case 2 -> value.movePointLeft(2).toPlainString() + "e2";
      case 3 -> value.movePointRight(1).toPlainString() + "E-1";
      case 4 -> value.signum() == 0 ? "-0" : plain;
      case 5 -> "0".repeat(random.between(0, 1)) + plain;
      default -> plain;
    };
  }

  /** Returns a number near the limits of one kind of number or another. */
  String strangeNumber() {
    return random.oneOf(
        List.of(
            "-0",
            "-0.0",
            "0e0",
            "1.0",
            "1e2",
            "1E+2",
            "100e-2",
            "0.1",
            "1.10",
            "9007199254740993",
            "999999999999999999",
            "1000000000000000000",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "18446744073709551616",
            "12345678901234567890",
            "0.1234567890123456789",
            "123456789.123456789",
            "1234567890.1234567891",
            "1e400",
            "1e-400",
            "1e9999",
            "1e10000",
            "1e99999999999",
            "7".repeat(400),
            "7".repeat(1001),
            "0." + "0".repeat(399) + "1",
            "01",
            "-",
            "1.",
            ".5",
            "1e",
            "1e+",
            "+1",
            "0x1",
            "NaN",
            "-Infinity",
            "1_0",
            "--1",
            "1.2.3"));
  }
}
