package io.github.jsonlpreflight.validator.plan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Reads JSON values from a record's bytes, strictly: RFC 8259, UTF-8 as of RFC 3629, no half
 * surrogate pair, no name twice in an object. Whatever it does not like it refuses without a
 * reason; the authority finds one. One scan serves one thread; it is used again for record after
 * record.
 *
 * <p>It is long on purpose: strings, numbers and names share one position, and nearly all the time
 * of a validation passes here.
 */
final class Scan {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = ONES << 7;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final long SPACES = ONES * ' ';

  private static final Ascii SIMPLE_ESCAPES = Ascii.of("\"\\/bfnrt");

  /** Longer numbers and names are near the limits of the authority's parser: it shall decide. */
  private static final int MAX_NUMBER_LENGTH = 500;

  private static final int MAX_NAME_LENGTH = 10_000;

  /** Exponents that are longer may be past what the authority can compare. */
  private static final int MAX_EXPONENT_DIGITS = 4;

  /** So many decimal digits always fit into a long. */
  private static final int MAX_LONG_DIGITS = 18;

  private static final long[] POWERS_OF_TEN =
      LongStream.iterate(1, power -> 10 * power).limit(MAX_LONG_DIGITS + 1).toArray();

  /** So many names of an object are compared with each other; with more, it is not known. */
  private static final int MAX_NAMES = 128;

  /** Records nested more deeply than this through references are left to the authority. */
  private static final int MAX_REFERENCES = 1_000;

  /** The authority gives up on a record after so much work, or more. */
  private static final int MAX_FOLLOWED = 1_000_000;

  /** Where {@link ArrayRule} tells elements apart. */
  final DistinctValues distinct = new DistinctValues();

  /** What is to be said of the fields of a record that is valid. */
  final List<Remark> remarks = new ArrayList<>();

  private int maxDepth;

  byte[] bytes = new byte[0];
  int at;
  private int end;

  private int depth;
  private int references;
  private int followed;
  private int[] nameStarts = new int[64];
  private int[] nameEnds = new int[64];
  private int names;

  // The string that was read last, without its quotes.
  int textStart;
  int textEnd;
  private boolean textHasEscapes;
  private int textUncounted;

  // The number that was read last.
  private int numberStart;
  private int numberDigits;
  private long numberUnscaled;
  private int numberScale;
  private boolean numberHasExponent;

  Scan(int maxDepth) {
    this.maxDepth = maxDepth;
  }

  void begin(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
    this.depth = 0;
    this.references = 0;
    this.followed = 0;
    this.names = 0;
  }

  void limitDepth(int maxDepth) {
    this.maxDepth = maxDepth;
  }

  /** Moves past white space; returns the byte there, or 0 at the end. */
  int next() {
    while (at < end) {
      byte b = bytes[at];
      if (b > ' ' || (b != ' ' && b != '\r' && b != '\t' && b != '\n')) {
        return b;
      }
      at++;
    }
    return 0;
  }

  // Nesting, and the names of the objects that are open.

  /** Enters an object or array; returns false if it is one too deep. */
  boolean enter() {
    at++;
    return ++depth <= maxDepth;
  }

  void leave() {
    at++;
    depth--;
  }

  /**
   * Follows a reference; returns false if too many are open: they may lead in a circle. It then
   * does so for the rest of the record, since two circles side by side would take for ever.
   */
  boolean follow() {
    if (references == MAX_REFERENCES || followed == MAX_FOLLOWED) {
      followed = MAX_FOLLOWED;
      return false;
    }
    references++;
    followed++;
    return true;
  }

  void returnFrom() {
    references--;
  }

  int names() {
    return names;
  }

  void forgetNames(int since) {
    names = since;
  }

  /** A place to come back to, in a value that was read to its end once. */
  long mark() {
    return (long) depth << 32 | names;
  }

  void back(int position, long mark) {
    at = position;
    depth = (int) (mark >>> 32);
    names = (int) mark;
  }

  /**
   * Remembers the name that was read last, which no property has; returns false if the object has
   * it already or if that is not known.
   */
  boolean isNewName(int since) {
    if (textHasEscapes || names - since >= MAX_NAMES) {
      return false;
    }
    return isNewPart(since, textStart, textEnd);
  }

  /** Remembers a part of the record; returns false if one with the same bytes is there already. */
  boolean isNewPart(int since, int from, int to) {
    for (int i = since; i < names; i++) {
      if (nameEnds[i] - nameStarts[i] == to - from
          && Arrays.equals(bytes, nameStarts[i], nameEnds[i], bytes, from, to)) {
        return false;
      }
    }
    if (names == nameStarts.length) {
      nameStarts = Arrays.copyOf(nameStarts, names * 2);
      nameEnds = Arrays.copyOf(nameEnds, names * 2);
    }
    nameStarts[names] = from;
    nameEnds[names] = to;
    names++;
    return true;
  }

  /** Reads a quoted name if it is this one, written without escapes. */
  boolean isName(byte[] quoted) {
    int length = quoted.length;
    if (length > end - at) {
      return false;
    }
    byte[] b = bytes;
    int from = at;
    int i = 0;
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      if ((long) LONGS.get(b, from + i) != (long) LONGS.get(quoted, i)) {
        return false;
      }
    }
    for (; i < length; i++) {
      if (b[from + i] != quoted[i]) {
        return false;
      }
    }
    at = from + length;
    return true;
  }

  /** Reads any name. */
  boolean name() {
    return at < end && bytes[at] == '"' && string() && textEnd - textStart <= MAX_NAME_LENGTH;
  }

  /** Moves past the colon behind a name, to the value. */
  boolean colon() {
    if (next() != ':') {
      return false;
    }
    at++;
    return next() != 0;
  }

  // Values.

  /** Reads any value to its end. */
  boolean value() {
    return switch (bytes[at]) {
      case '"' -> string();
      case '{' -> object();
      case '[' -> array();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> number();
    };
  }

  private boolean object() {
    if (!enter()) {
      return false;
    }
    int since = names;
    if (next() == '}') {
      leave();
      return true;
    }
    while (name() && isNewName(since) && colon() && value()) {
      int separator = next();
      if (separator == '}') {
        leave();
        forgetNames(since);
        return true;
      }
      if (separator != ',') {
        return false;
      }
      at++;
      if (next() != '"') {
        return false;
      }
    }
    return false;
  }

  private boolean array() {
    if (!enter()) {
      return false;
    }
    if (next() == ']') {
      leave();
      return true;
    }
    while (at < end && value()) {
      int separator = next();
      if (separator == ']') {
        leave();
        return true;
      }
      if (separator != ',') {
        return false;
      }
      at++;
      next();
    }
    return false;
  }

  boolean literal(String word) {
    int length = word.length();
    if (at + length > end) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[at + i] != word.charAt(i)) {
        return false;
      }
    }
    at += length;
    return true;
  }

  // Strings.

  /** Reads a string, from its opening quote on. */
  boolean string() {
    byte[] b = bytes;
    int i = at + 1;
    int uncounted = 0;
    boolean escapes = false;
    textStart = i;
    while (true) {
      i = skipPlain(b, i);
      if (i >= end) {
        return false;
      }
      byte c = b[i];
      if (c == '"') {
        textEnd = i;
        textUncounted = uncounted;
        textHasEscapes = escapes;
        at = i + 1;
        return true;
      }
      // What is not plain mostly comes in runs: a word in another script, an escaped line end.
      do {
        boolean isEscape = c == '\\';
        int length = isEscape ? escapeLength(b, i) : c < 0 ? Utf8.sequenceLength(b, i, end) : 0;
        if (length == 0) {
          return false; // a control character, for one
        }
        escapes |= isEscape;
        uncounted += length - 1;
        i += length;
        if (i >= end) {
          return false;
        }
        c = b[i];
      } while (c < 0 || c == '\\');
    }
  }

  /** Returns the next place where something but printable ASCII stands, or a quote or an escape. */
  private int skipPlain(byte[] b, int from) {
    int i = from;
    for (; i <= end - Long.BYTES; i += Long.BYTES) {
      long word = (long) LONGS.get(b, i);
      long quotes = word ^ QUOTES;
      long backslashes = word ^ BACKSLASHES;
      // Each difference borrows into the high bit of an ASCII byte that matches, and then maybe
      // from the next one: the lowest is exact. Bytes beyond ASCII have the bit already.
      long found = (word | (word - SPACES) | (quotes - ONES) | (backslashes - ONES)) & HIGH_BITS;
      if (found != 0) {
        return i + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (i < end && b[i] >= ' ' && b[i] != '"' && b[i] != '\\') {
      i++;
    }
    return i;
  }

  /** Returns how many bytes an escape takes that stands for one code point, or 0. */
  private int escapeLength(byte[] b, int i) {
    if (i + 1 >= end) {
      return 0;
    }
    if (SIMPLE_ESCAPES.has(b[i + 1])) {
      return 2;
    }
    int unit = b[i + 1] == 'u' ? hex4(b, i + 2) : -1;
    if (unit < 0 || (unit >= 0xDC00 && unit <= 0xDFFF)) {
      return 0;
    }
    if (unit < 0xD800 || unit > 0xDBFF) {
      return 6;
    }
    if (i + 7 >= end || b[i + 6] != '\\' || b[i + 7] != 'u') {
      return 0;
    }
    int low = hex4(b, i + 8);
    return low >= 0xDC00 && low <= 0xDFFF ? 12 : 0;
  }

  /** Returns the number that four hexadecimal digits are, or -1. */
  int hex4(byte[] b, int i) {
    if (i + 4 > end) {
      return -1;
    }
    int value = 0;
    for (int k = 0; k < 4; k++) {
      int digit = Character.digit(b[i + k], 16);
      if (digit < 0 || b[i + k] < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /** Returns how many code points the last string has. */
  int textCodePoints() {
    return textEnd - textStart - textUncounted;
  }

  /** Tells whether the last string's bytes are its characters: ASCII without escapes. */
  boolean textIsPlainAscii() {
    return textUncounted == 0;
  }

  /** Tells whether the last string stands here as it is in UTF-8. */
  boolean textHasNoEscapes() {
    return !textHasEscapes;
  }

  /** Returns the last string. */
  String text() {
    if (textIsPlainAscii()) {
      return new String(bytes, textStart, textEnd - textStart, StandardCharsets.ISO_8859_1);
    }
    if (!textHasEscapes) {
      return new String(bytes, textStart, textEnd - textStart, StandardCharsets.UTF_8);
    }
    return unescaped();
  }

  /** Tells whether the last string, in UTF-8 and without its escapes, passes a test. */
  boolean fits(TextTest test) {
    if (!textHasEscapes) {
      return test.fits(bytes, textStart, textEnd);
    }
    byte[] text = text().getBytes(StandardCharsets.UTF_8);
    return test.fits(text, 0, text.length);
  }

  private String unescaped() {
    StringBuilder text = new StringBuilder(textEnd - textStart);
    int i = textStart;
    while (i < textEnd) {
      int plainEnd = i;
      while (plainEnd < textEnd && bytes[plainEnd] != '\\') {
        plainEnd++;
      }
      text.append(new String(bytes, i, plainEnd - i, StandardCharsets.UTF_8));
      i = plainEnd;
      if (i < textEnd) {
        byte kind = bytes[i + 1];
        text.append(kind == 'u' ? (char) hex4(bytes, i + 2) : simpleEscape(kind));
        i += kind == 'u' ? 6 : 2;
      }
    }
    return text.toString();
  }

  static char simpleEscape(byte kind) {
    return switch (kind) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> (char) kind;
    };
  }

  // Numbers.

  /** Reads a number. */
  boolean number() {
    byte[] b = bytes;
    int i = at;
    numberStart = i;
    boolean negative = i < end && b[i] == '-';
    if (negative) {
      i++;
    }
    long unscaled = 0;
    int from = i;
    while (i < end && b[i] >= '0' && b[i] <= '9') {
      unscaled = unscaled * 10 + (b[i++] - '0');
    }
    int digits = i - from;
    if (digits == 0 || (digits > 1 && b[from] == '0')) {
      return false;
    }
    int scale = 0;
    if (i < end && b[i] == '.') {
      from = ++i;
      while (i < end && b[i] >= '0' && b[i] <= '9') {
        unscaled = unscaled * 10 + (b[i++] - '0');
      }
      scale = i - from;
      if (scale == 0) {
        return false;
      }
    }
    numberHasExponent = i < end && (b[i] == 'e' || b[i] == 'E');
    int exponent = 0;
    if (numberHasExponent) {
      i++;
      boolean small = i < end && b[i] == '-';
      if (small || (i < end && b[i] == '+')) {
        i++;
      }
      from = i;
      while (i < end && b[i] >= '0' && b[i] <= '9') {
        exponent = exponent * 10 + (b[i++] - '0');
      }
      if (i == from || i - from > MAX_EXPONENT_DIGITS) {
        return false;
      }
      exponent = small ? 0 : exponent;
    }
    boolean isInteger = scale == 0 && !numberHasExponent;
    if (!isInteger && digits + exponent > MAX_LONG_DIGITS) {
      return false; // the authority reads it as a long, and gives up on the record if it cannot
    }
    numberDigits = digits + scale;
    numberUnscaled = negative ? -unscaled : unscaled;
    numberScale = scale;
    at = i;
    return i - numberStart <= MAX_NUMBER_LENGTH;
  }

  /** Tells whether the last number is written as an integer. */
  boolean numberIsInteger() {
    return numberScale == 0 && !numberHasExponent;
  }

  /** Tells whether the last number is one like 1.0, without an exponent. */
  boolean numberIsWholeFraction() {
    return numberIsSmall() && numberScale > 0 && numberUnscaled % POWERS_OF_TEN[numberScale] == 0;
  }

  /** Tells whether {@link #numberUnscaled()} and {@link #numberScale()} are the last number. */
  boolean numberIsSmall() {
    return numberDigits <= MAX_LONG_DIGITS && !numberHasExponent;
  }

  int numberDigits() {
    return numberDigits;
  }

  boolean numberHasExponent() {
    return numberHasExponent;
  }

  long numberUnscaled() {
    return numberUnscaled;
  }

  int numberScale() {
    return numberScale;
  }

  /** Returns the last number, at which the scan must still stand. */
  BigDecimal numberValue() {
    return numberIsSmall()
        ? BigDecimal.valueOf(numberUnscaled, numberScale)
        : new BigDecimal(
            new String(bytes, numberStart, at - numberStart, StandardCharsets.US_ASCII));
  }

  /** Tells whether the record ends here but for white space. */
  boolean isAtEnd() {
    return next() == 0 && at == end;
  }
}
