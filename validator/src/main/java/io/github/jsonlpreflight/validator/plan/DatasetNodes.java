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
                && (mayBeBlank || beginsVisibly(scan));
        return fits ? Verdict.VALID : Verdict.UNKNOWN;
      }
    };
  }

  /** Most texts begin with a letter; whether others are blank is asked of the authority. */
  private static boolean beginsVisibly(Scan scan) {
    return scan.textStart < scan.textEnd
        && scan.bytes[scan.textStart] > ' '
        && scan.bytes[scan.textStart] != '\\';
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
