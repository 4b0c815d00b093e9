package io.github.jsonlpreflight.validator.plan;

import java.util.List;

/** The fields of a dataset's schema, with the policies for what the service leaves open. */
final class DatasetNodes {
  private DatasetNodes() {}

  /** A field that holds text: a string that no policy objects to. */
  static Node text(boolean mayBeBlank, int maxLength) {
    return new Node() {
      @Override
      int judge(Scan scan) {
        boolean fits =
            scan.bytes[scan.at] == '"'
                && scan.string()
                && scan.textCodePoints() <= maxLength
                && (mayBeBlank || hasVisible(scan));
        return fits ? Verdict.VALID : Verdict.UNKNOWN;
      }
    };
  }

  /** Tells whether a text has a character that is no white space; nearly always it is the first. */
  private static boolean hasVisible(Scan scan) {
    byte[] b = scan.bytes;
    int i = scan.textStart;
    while (i < scan.textEnd) {
      if (b[i] == '\\') {
        byte kind = b[i + 1];
        if (kind == '"' || kind == '\\' || kind == '/') {
          return true;
        }
        if (kind == 'u' && isVisible(Scan.hex4(b, i + 2))) {
          return true;
        }
        i += kind == 'u' ? 6 : 2;
      } else if (b[i] > ' ' || (b[i] < 0 && beginsVisible(b[i] & 0xFF, b[i + 1] & 0xFF))) {
        return true;
      } else {
        i++;
      }
    }
    return false;
  }

  /**
   * Only these code points, and U+0085, are white space beyond ASCII, now and since Unicode 6.3.
   */
  private static boolean isVisible(int unit) {
    return unit > ' '
        && unit != 0x85
        && unit != 0xA0
        && unit != 0x1680
        && (unit < 0x2000 || unit > 0x205F)
        && unit != 0x3000;
  }

  /**
   * Tells the same of two bytes that white space may begin with; continuation bytes are skipped.
   */
  private static boolean beginsVisible(int first, int second) {
    return switch (first) {
      case 0xC2 -> second != 0x85 && second != 0xA0;
      case 0xE1 -> second != 0x9A;
      case 0xE2 -> second != 0x80 && second != 0x81;
      case 0xE3 -> second != 0x80;
      default -> first >= 0xC2;
    };
  }

  /**
   * A field that holds an address.
   *
   * @param endings what its path may end in; empty for anything
   */
  static Node address(List<String> endings, int maxLength) {
    TextTest test =
        (bytes, from, to) ->
            Formats.isHttpUri(bytes, from, to) && hasEnding(bytes, from, to, endings);
    return new Node() {
      @Override
      int judge(Scan scan) {
        boolean fits =
            scan.bytes[scan.at] == '"'
                && scan.string()
                && scan.textCodePoints() <= maxLength
                && scan.fits(test);
        return fits ? Verdict.VALID : Verdict.UNKNOWN;
      }
    };
  }

  private static boolean hasEnding(byte[] bytes, int from, int to, List<String> endings) {
    if (endings.isEmpty()) {
      return true;
    }
    int pathEnd = from;
    while (pathEnd < to && bytes[pathEnd] != '?' && bytes[pathEnd] != '#') {
      pathEnd++;
    }
    int path = Formats.afterHttpScheme(bytes, from, to);
    while (path < pathEnd && bytes[path] != '/') {
      path++;
    }
    for (String ending : endings) {
      if (pathEnd - path >= ending.length() && endsWith(bytes, pathEnd, ending)) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsWith(byte[] bytes, int end, String lowerCaseEnding) {
    for (int i = 0; i < lowerCaseEnding.length(); i++) {
      int b = bytes[end - lowerCaseEnding.length() + i];
      boolean upperCase = b >= 'A' && b <= 'Z';
      if ((upperCase ? b + 32 : b) != lowerCaseEnding.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
