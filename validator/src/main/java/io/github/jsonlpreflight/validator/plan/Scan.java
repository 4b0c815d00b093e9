package io.github.jsonlpreflight.validator.plan;

import static io.github.jsonlpreflight.validator.plan.EightBytes.HIGH_BITS;
import static io.github.jsonlpreflight.validator.plan.EightBytes.INTS;
import static io.github.jsonlpreflight.validator.plan.EightBytes.LONGS;
import static io.github.jsonlpreflight.validator.plan.EightBytes.ONES;

import io.github.jsonlpreflight.jsonl.RecordBlock;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

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
  /**
   * So many bytes of the array must stand behind a record: what is read eight bytes at a time, or
   * compared with what stood there last time, is not to be cut short at the record's end.
   */
  static final int READ_AHEAD = RecordBlock.READ_AHEAD;

  /** What {@link #next()} finds at the record's end. */
  static final int END = 0;

  private static final long BACKSLASHES = ONES * '\\';

  /** Turns a quote into a space, and leaves control characters below the space. */
  private static final long QUOTE_TO_SPACE = ONES * ('"' ^ ' ');

  private static final long UP_TO_SPACE = ONES * (' ' + 1);

  private static final int TRUE = 'e' << 24 | 'u' << 16 | 'r' << 8 | 't';
  private static final int ALSE = 'e' << 24 | 's' << 16 | 'l' << 8 | 'a';
  private static final int NULL = 'l' << 24 | 'l' << 16 | 'u' << 8 | 'n';

  private static final Ascii SIMPLE_ESCAPES = Ascii.of("\"\\/bfnrt");

  /** What a byte is as a hexadecimal digit, or -1. */
  private static final int[] HEX = hexDigits();

  /** Longer numbers and names are near the limits of the authority's parser: it shall decide. */
  private static final int MAX_NUMBER_LENGTH = 500;

  private static final int MAX_NAME_LENGTH = 10_000;

  /** Exponents that are longer may be past what the authority can compare. */
  private static final int MAX_EXPONENT_DIGITS = 4;

  /** So many decimal digits always fit into a long. */
  static final int MAX_LONG_DIGITS = 18;

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

  private final int maxDepth;

  byte[] bytes = new byte[0];
  int at;

  /** Holds a record that does not stand where it can be read ahead. */
  private byte[] guarded = new byte[0];

  private int depth;
  private int deepest;
  private int references;
  private int followed;
  private int[] nameStarts = new int[64];
  private int[] nameEnds = new int[64];
  private int names;
  private long[] seen = new long[16];
  private int seenTop;
  private @Nullable Layout[] layouts = new Layout[4];

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

  /**
   * Begins with the record in {@code [from, to)}. If no newline stands behind it, and an array that
   * goes on for {@link #READ_AHEAD} bytes more, it is copied.
   */
  void begin(byte[] bytes, int from, int to) {
    if (to <= bytes.length - READ_AHEAD && bytes[to] == '\n') {
      begin(bytes, from);
      return;
    }
    int length = to - from;
    if (guarded.length < length + READ_AHEAD) {
      guarded = new byte[length + READ_AHEAD];
    }
    System.arraycopy(bytes, from, guarded, 0, length);
    guarded[length] = '\n';
    begin(guarded, 0);
  }

  /**
   * Begins with the record at {@code from}, which a newline ends, if nothing in it does before:
   * none may stand in a string, and between values it is taken for the end too. The array goes on
   * for {@link #READ_AHEAD} bytes more behind it.
   */
  void begin(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = from;
    this.depth = 0;
    this.deepest = 0;
    this.references = 0;
    this.followed = 0;
    this.names = 0;
    this.seenTop = 0;
  }

  /** Returns how many levels the record has as far as it was read. */
  int deepest() {
    return deepest;
  }

  /** Moves past white space; returns the byte there, or {@link #END}. */
  int next() {
    byte b = bytes[at];
    return b > ' ' ? b : nextBehindSpace();
  }

  private int nextBehindSpace() {
    while (true) {
      byte b = bytes[at];
      if (b == '\n') {
        return END;
      }
      if (b != ' ' && b != '\t' && b != '\r') {
        return b;
      }
      at++;
    }
  }

  // Nesting, and the names of the objects that are open.

  /** Enters an object or array; returns false if it is one too deep. */
  boolean enter() {
    at++;
    depth++;
    deepest = Math.max(deepest, depth);
    return depth <= maxDepth;
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
    return (long) depth << 48 | (long) seenTop << 24 | names;
  }

  void back(int position, long mark) {
    at = position;
    depth = (int) (mark >>> 48);
    seenTop = (int) (mark >>> 24) & 0xFF_FFFF;
    names = (int) mark & 0xFF_FFFF;
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

  /** Reads any name. */
  boolean name() {
    return bytes[at] == '"' && string() && textEnd - textStart <= MAX_NAME_LENGTH;
  }

  /** Moves past the colon behind a name, to the value. */
  boolean colon() {
    if (next() != ':') {
      return false;
    }
    at++;
    return next() != END;
  }

  // Which properties of the objects that are open have been there.

  /** Returns what this scan remembers of the objects that a rule judges. */
  Layout layout(ObjectRule rule) {
    if (rule.id() < layouts.length) {
      Layout known = layouts[rule.id()];
      if (known != null) {
        return known;
      }
    }
    return newLayout(rule);
  }

  private Layout newLayout(ObjectRule rule) {
    if (rule.id() >= layouts.length) {
      layouts = Arrays.copyOf(layouts, Math.max(rule.id() + 1, 2 * layouts.length));
    }
    Layout layout = new Layout(rule);
    layouts[rule.id()] = layout;
    return layout;
  }

  /** Opens a set of so many times 64 properties, and returns its key; it is empty. */
  int openSeen(int words) {
    int key = seenTop;
    seenTop += words;
    if (seenTop > seen.length) {
      seen = Arrays.copyOf(seen, Math.max(seenTop, 2 * seen.length));
    }
    for (int i = key; i < seenTop; i++) {
      seen[i] = 0;
    }
    return key;
  }

  /** Puts a property into a set; returns false if it is there already. */
  boolean see(int key, int property) {
    long bit = 1L << property;
    int word = key + (property >>> 6);
    long before = seen[word];
    seen[word] = before | bit;
    return (before & bit) == 0;
  }

  /** Closes the set that was opened last; tells whether all these properties are in it. */
  boolean closeSeen(int key, long[] required) {
    seenTop = key;
    for (int i = 0; i < required.length; i++) {
      if ((seen[key + i] & required[i]) != required[i]) {
        return false;
      }
    }
    return true;
  }

  // Values.

  /** Reads any value to its end. */
  boolean value() {
    return switch (bytes[at]) {
      case '"' -> string();
      case '{' -> object();
      case '[' -> array();
      case 't', 'f', 'n' -> literal();
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
    while (value()) {
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

  /** Reads {@code true}, {@code false} or {@code null}. */
  boolean literal() {
    int word = (int) INTS.get(bytes, at);
    if (word == TRUE || word == NULL) {
      at += 4;
      return true;
    }
    if (bytes[at] == 'f' && (int) INTS.get(bytes, at + 1) == ALSE) {
      at += 5;
      return true;
    }
    return false;
  }

  // Strings.

  /** Reads a string, from its opening quote on. */
  boolean string() {
    byte[] b = bytes;
    int from = at + 1;
    int i = skipPlain(b, from);
    textStart = from;
    if (b[i] != '"') {
      return mixedString(b, i);
    }
    textEnd = i;
    textUncounted = 0;
    textHasEscapes = false;
    at = i + 1;
    return true;
  }

  /** Reads on where something that is not plain stands: other scripts word by word, and escapes. */
  private boolean mixedString(byte[] b, int from) {
    int i = from;
    int uncounted = 0;
    boolean escapes = false;
    long awaited = 0; // the continuation bytes that the next word must begin with
    boolean wrong = false;
    while (true) {
      long word = (long) LONGS.get(b, i);
      // As in skipPlain(), but bytes beyond ASCII are no reason to stop.
      long stop =
          (((word ^ QUOTE_TO_SPACE) - UP_TO_SPACE) | ((word ^ BACKSLASHES) - ONES))
              & ~word
              & HIGH_BITS;
      int bits = stop == 0 ? Long.SIZE : Long.numberOfTrailingZeros(stop) & -Byte.SIZE;
      int start = i;
      i += bits >>> 3;
      if (stop != 0) {
        word &= (1L << bits) - 1;
      }
      if (((word & HIGH_BITS) | awaited) != 0) {
        if (Utf8.hasIntricateLead(word)) {
          i = Utf8.endOfSequences(b, start, i, awaited);
          if (i < 0) {
            return false;
          }
          uncounted += Utf8.continuations(b, start, i);
          awaited = 0;
        } else {
          long continuations = Utf8.continuations(word);
          wrong |= continuations != (awaited | Utf8.awaitedWithin(word));
          uncounted += Long.bitCount(continuations);
          awaited = Utf8.awaitedBehind(word);
        }
      }
      if (stop != 0) {
        while (b[i] == '\\') {
          int length = escapeLength(b, i);
          if (length == 0) {
            return false;
          }
          escapes = true;
          uncounted += length - 1;
          i += length;
        }
        byte c = b[i];
        if (c == '"') {
          textEnd = i;
          textUncounted = uncounted;
          textHasEscapes = escapes;
          at = i + 1;
          return !wrong;
        }
        if (c >= 0 && c < ' ') {
          return false; // a control character, or the end
        }
      }
    }
  }

  /** Returns the next place where something but printable ASCII stands, or a quote or an escape. */
  private static int skipPlain(byte[] b, int from) {
    int i = from;
    while (true) {
      long word = (long) LONGS.get(b, i);
      // Each difference borrows into the high bit of an ASCII byte that is below, and then maybe
      // from the next one: the lowest is exact. Bytes beyond ASCII have the bit already.
      long found =
          (word | ((word ^ QUOTE_TO_SPACE) - UP_TO_SPACE) | ((word ^ BACKSLASHES) - ONES))
              & HIGH_BITS;
      if (found != 0) {
        return i + (Long.numberOfTrailingZeros(found) >>> 3);
      }
      i += Long.BYTES;
    }
  }

  /** Returns how many bytes an escape takes that stands for one code point, or 0. */
  private static int escapeLength(byte[] b, int i) {
    byte kind = b[i + 1];
    if (kind != 'u') {
      return SIMPLE_ESCAPES.has(kind) ? 2 : 0;
    }
    int unit = hex4(b, i + 2);
    if (unit < 0xD800) {
      return unit < 0 ? 0 : 6;
    }
    if (unit > 0xDFFF) {
      return 6;
    }
    if (unit > 0xDBFF || b[i + 6] != '\\' || b[i + 7] != 'u') {
      return 0;
    }
    int low = hex4(b, i + 8);
    return low >= 0xDC00 && low <= 0xDFFF ? 12 : 0;
  }

  /** Returns the number that four hexadecimal digits are, or a negative one. */
  static int hex4(byte[] b, int i) {
    return HEX[b[i] & 0xFF] << 12
        | HEX[b[i + 1] & 0xFF] << 8
        | HEX[b[i + 2] & 0xFF] << 4
        | HEX[b[i + 3] & 0xFF];
  }

  private static int[] hexDigits() {
    int[] digits = new int[0x100];
    for (int i = 0; i < digits.length; i++) {
      digits[i] = i < 0x80 ? Character.digit(i, 16) : -1;
    }
    return digits;
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
    boolean negative = b[i] == '-';
    if (negative) {
      i++;
    }
    long unscaled = 0;
    int from = i;
    while (b[i] >= '0' && b[i] <= '9') {
      unscaled = unscaled * 10 + (b[i++] - '0');
    }
    int digits = i - from;
    if (digits == 0 || (digits > 1 && b[from] == '0')) {
      return false;
    }
    int scale = 0;
    if (b[i] == '.') {
      from = ++i;
      while (b[i] >= '0' && b[i] <= '9') {
        unscaled = unscaled * 10 + (b[i++] - '0');
      }
      scale = i - from;
      if (scale == 0) {
        return false;
      }
    }
    numberHasExponent = b[i] == 'e' || b[i] == 'E';
    int exponent = 0;
    if (numberHasExponent) {
      i++;
      boolean small = b[i] == '-';
      if (small || b[i] == '+') {
        i++;
      }
      from = i;
      while (b[i] >= '0' && b[i] <= '9') {
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
    return next() == END && bytes[at] == '\n';
  }
}
