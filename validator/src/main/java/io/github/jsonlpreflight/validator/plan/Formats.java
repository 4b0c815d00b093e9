package io.github.jsonlpreflight.validator.plan;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The usual forms of the formats that JSON Schema asserts, told by their bytes. Unusual ones, valid
 * or not, do not pass here: the authority's own test is asked about them.
 */
public final class Formats {
  private static final Ascii HOST = Ascii.LETTERS_AND_DIGITS.or(Ascii.of("-."));

  /** What may stand in a URI behind its host as it is (RFC 3986 §3.3 to §3.5), but for brackets. */
  private static final Ascii BEHIND_HOST =
      Ascii.LETTERS_AND_DIGITS.or(Ascii.of("-._~!$&'()*+,;=:@/?"));

  private static final Ascii MAILBOX = Ascii.LETTERS_AND_DIGITS.or(Ascii.of("_-+."));

  /**
   * The authority has a list of all top-level domains; mail to one that is not there is invalid.
   */
  private static final Set<String> COMMON_DOMAINS =
      Set.of(
          "com", "net", "org", "edu", "gov", "info", "biz", "io", "eu", "ar", "at", "au", "be",
          "br", "ca", "ch", "cl", "cn", "cz", "de", "dk", "es", "fi", "fr", "gr", "hu", "ie", "il",
          "in", "it", "jp", "kr", "mx", "nl", "no", "nz", "pl", "pt", "ro", "ru", "se", "sg", "tr",
          "tw", "ua", "uk", "us", "za");

  private static final int MAX_COMMON_DOMAIN = 4;

  private Formats() {}

  /**
   * Returns a test of texts that only those pass which the format's own test lets pass too, or null
   * if there is none.
   */
  public static @Nullable Predicate<String> usualForm(String name) {
    TextTest test = byName(name);
    if (test == null) {
      return null;
    }
    return text -> {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      // What is not ASCII is not usual; half a surrogate pair would have become a question mark.
      return isAscii(text) && test.fits(bytes, 0, bytes.length);
    };
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Returns the test for the usual form of a format, or null if there is none. */
  static @Nullable TextTest byName(String name) {
    return switch (name) {
      case "date-time" -> Formats::isDateTime;
      case "date" -> (b, from, to) -> to - from == 10 && isDate(b, from);
      case "time" -> Formats::isTime;
      case "uri" -> Formats::isHttpUri;
      case "email" -> Formats::isEmail;
      case "uuid" -> Formats::isUuid;
      case "ipv4" -> Formats::isIpv4;
      default -> null;
    };
  }

  private static boolean isDate(byte[] b, int from) {
    if (b[from + 4] != '-' || b[from + 7] != '-') {
      return false;
    }
    int year = number(b, from, 4);
    int month = number(b, from + 5, 2);
    int day = number(b, from + 8, 2);
    // Days past the 28th depend on the month; the authority has a calendar.
    return year >= 1 && month >= 1 && month <= 12 && day >= 1 && (day <= 28 || isIn(day, month));
  }

  private static boolean isIn(int day, int month) {
    return month != 2 && (day <= 30 || (day == 31 && isLong(month)));
  }

  private static boolean isLong(int month) {
    return month == 1
        || month == 3
        || month == 5
        || month == 7
        || month == 8
        || month == 10
        || month == 12;
  }

  /** {@code 2026-11-24T13:12:20Z}, with a fraction and an offset if need be (RFC 3339 §5.6). */
  private static boolean isDateTime(byte[] b, int from, int to) {
    return to - from >= 20 && isDate(b, from) && b[from + 10] == 'T' && isTime(b, from + 11, to);
  }

  private static boolean isTime(byte[] b, int from, int to) {
    boolean hasSeconds =
        to - from >= 9
            && b[from + 2] == ':'
            && b[from + 5] == ':'
            && isUpTo(b, from, 23)
            && isUpTo(b, from + 3, 59)
            && isUpTo(b, from + 6, 59);
    if (!hasSeconds) {
      return false;
    }
    int at = from + 8;
    if (b[at] == '.') {
      int end = Ascii.DIGITS.skip(b, at + 1, to);
      if (end == at + 1 || end - at > 10) {
        return false;
      }
      at = end;
    }
    if (to - at == 1) {
      return b[at] == 'Z';
    }
    return to - at == 6
        && (b[at] == '+' || b[at] == '-')
        && b[at + 3] == ':'
        && isUpTo(b, at + 1, 17)
        && isUpTo(b, at + 4, 59);
  }

  private static boolean isUpTo(byte[] b, int from, int greatest) {
    int value = number(b, from, 2);
    return value >= 0 && value <= greatest;
  }

  private static int number(byte[] b, int from, int digits) {
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      if (!Ascii.DIGITS.has(b[i])) {
        return -1;
      }
      value = value * 10 + (b[i] - '0');
    }
    return value;
  }

  /** {@code http://host} or {@code https://host}, with a port, and a path, query and fragment. */
  static boolean isHttpUri(byte[] b, int from, int to) {
    int host = afterHttpScheme(b, from, to);
    if (host < 0) {
      return false;
    }
    int at = HOST.skip(b, host, to);
    if (at == host || !areLabels(b, host, at)) {
      return false;
    }
    if (at < to && b[at] == ':') {
      int port = at + 1;
      at = Ascii.DIGITS.skip(b, port, to);
      if (at == port || at - port > 4) {
        return false;
      }
    }
    if (at < to && b[at] != '/' && b[at] != '?' && b[at] != '#') {
      return false;
    }
    return isBehindHost(b, at, to);
  }

  private static boolean isBehindHost(byte[] b, int from, int to) {
    boolean fragment = false;
    for (int i = from; i < to; i++) {
      if (b[i] == '%') {
        if (i + 2 >= to || !Ascii.HEX_DIGITS.has(b[i + 1]) || !Ascii.HEX_DIGITS.has(b[i + 2])) {
          return false;
        }
        i += 2;
      } else if (b[i] == '#' && !fragment) {
        fragment = true;
      } else if (!BEHIND_HOST.has(b[i])) {
        return false;
      }
    }
    return true;
  }

  /** Returns where the host of an {@code http} or {@code https} address begins, or -1. */
  static int afterHttpScheme(byte[] b, int from, int to) {
    if (to - from < 8
        || b[from] != 'h'
        || b[from + 1] != 't'
        || b[from + 2] != 't'
        || b[from + 3] != 'p') {
      return -1;
    }
    int at = b[from + 4] == 's' ? from + 5 : from + 4;
    return b[at] == ':' && b[at + 1] == '/' && b[at + 2] == '/' ? at + 3 : -1;
  }

  private static boolean isEmail(byte[] b, int from, int to) {
    int at = MAILBOX.skip(b, from, to);
    if (at == from || at - from > 60 || at >= to || b[at] != '@' || !areLabels(b, from, at)) {
      return false;
    }
    int host = at + 1;
    return HOST.skip(b, host, to) == to
        && to - host <= 60
        && areLabels(b, host, to)
        && endsInCommonDomain(b, host, to);
  }

  /** Tells whether dots stand between other characters only, and hyphens inside of labels. */
  private static boolean areLabels(byte[] b, int from, int to) {
    boolean boundary = true;
    for (int i = from; i < to; i++) {
      boolean mark = b[i] == '.' || b[i] == '-';
      if (mark && boundary) {
        return false;
      }
      boundary = mark;
    }
    return !boundary;
  }

  private static boolean endsInCommonDomain(byte[] b, int from, int to) {
    int dot = to - 1;
    while (dot > from && b[dot] != '.') {
      dot--;
    }
    int length = to - dot - 1;
    return dot > from
        && length <= MAX_COMMON_DOMAIN
        && COMMON_DOMAINS.contains(new String(b, dot + 1, length, StandardCharsets.US_ASCII));
  }

  private static boolean isUuid(byte[] b, int from, int to) {
    if (to - from != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      if (hyphen ? b[from + i] != '-' : !Ascii.HEX_DIGITS.has(b[from + i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIpv4(byte[] b, int from, int to) {
    int at = from;
    for (int part = 0; part < 4; part++) {
      int end = Ascii.DIGITS.skip(b, at, to);
      int digits = end - at;
      if (digits < 1 || digits > 3 || (digits > 1 && b[at] == '0') || number(b, at, digits) > 255) {
        return false;
      }
      at = end;
      if (part < 3) {
        if (at >= to || b[at] != '.') {
          return false;
        }
        at++;
      }
    }
    return at == to;
  }
}
