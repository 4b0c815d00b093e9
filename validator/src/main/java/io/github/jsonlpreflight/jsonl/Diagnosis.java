package io.github.jsonlpreflight.jsonl;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a source's first bytes for a file that is no JSON Lines at all. One sentence about the
 * whole file helps where a million errors about its lines would not.
 *
 * <p>It speaks only when every line it sees points the same way: a file in which some lines are
 * good is judged line by line.
 */
final class Diagnosis {
  /** As much as is looked at; enough for dozens of usual records. */
  static final int SAMPLE_BYTES = 64 << 10;

  private static final int SAMPLE_LINES = 20;

  /** A text with more control characters than one in ten is none. */
  private static final int BINARY_SHARE = 10;

  /** Fewer stray bytes than these may be single faults in a UTF-8 file. */
  private static final int LATIN_1_MIN_BYTES = 3;

  /** The euro sign, ellipsis, quotation marks, bullet, dashes and trade mark sign. */
  private static final String WINDOWS_1252_PUNCTUATION =
      "\u0080\u0085\u0091\u0092\u0093\u0094\u0095\u0096\u0097\u0099";

  private final String name;
  private final byte[] sample;
  private final boolean whole;

  private Diagnosis(String name, byte[] sample) {
    this.name = Messages.printable(name);
    this.sample = sample;
    this.whole = sample.length < SAMPLE_BYTES;
  }

  /**
   * Looks at the first {@value #SAMPLE_BYTES} bytes of a source, fewer only if it has no more.
   *
   * @throws PreflightException if the source is no JSON Lines
   */
  static void check(String name, byte[] sample) {
    Diagnosis diagnosis = new Diagnosis(name, sample);
    diagnosis.checkBinaryFormat();
    diagnosis.checkCompression();
    diagnosis.checkEncoding();
    diagnosis.checkFraming();
  }

  private void checkBinaryFormat() {
    BinaryFormat.of(sample)
        .ifPresent(
            format -> {
              throw fatal(ErrorCode.BINARY, format.advice());
            });
  }

  private void checkCompression() {
    // What is compressed once has been decompressed before it comes here.
    Compression second = Compression.of(sample);
    if (second != Compression.NONE) {
      throw fatal(
          ErrorCode.COMPRESSED,
          "is compressed twice: there is "
              + second.id()
              + " data inside, and one layer is read; decompress it once first");
    }
    String format = null;
    if (startsWith('B', 'Z', 'h')) {
      format = "bzip2";
    } else if (startsWith(0xFD, '7', 'z', 'X', 'Z', 0)) {
      format = "xz";
    } else if (startsWith('P', 'K', 3, 4)) {
      format = "zip";
    }
    if (format != null) {
      throw fatal(
          ErrorCode.COMPRESSED,
          "is compressed with " + format + ", which is not read; decompress it first");
    }
  }

  private void checkEncoding() {
    String utf = detectWideUtf();
    if (utf != null) {
      throw fatal(
          ErrorCode.UTF_16_OR_32,
          "is " + utf + "; JSON Lines is UTF-8. Convert it: iconv -f " + utf + " -t UTF-8");
    }
    int controls = 0;
    for (byte b : sample) {
      if (BinaryFormat.isControl(b)) {
        controls++;
      }
    }
    if (controls * BINARY_SHARE > sample.length && sample[0] != '{') {
      throw fatal(ErrorCode.BINARY, "is no text: it looks like a binary file");
    }
    if (looksLikeLatin1()) {
      throw fatal(
          ErrorCode.LATIN_1,
          "is Latin-1 (or Windows-1252); JSON Lines is UTF-8."
              + " Convert it: iconv -f WINDOWS-1252 -t UTF-8");
    }
  }

  /** Finds UTF-16 and UTF-32 by their mark, or by the zeros that ASCII has in them. */
  private @Nullable String detectWideUtf() {
    if (startsWith(0xFF, 0xFE, 0, 0)) {
      return "UTF-32LE";
    }
    if (startsWith(0, 0, 0xFE, 0xFF)) {
      return "UTF-32BE";
    }
    if (startsWith(0xFF, 0xFE)) {
      return "UTF-16LE";
    }
    if (startsWith(0xFE, 0xFF)) {
      return "UTF-16BE";
    }
    int units = Math.min(sample.length, 1024) / 4;
    int[] zeros = new int[4];
    for (int i = 0; i < units * 4; i++) {
      if (sample[i] == 0) {
        zeros[i % 4]++;
      }
    }
    // Text of any script has ASCII punctuation enough for half of a column to be zero.
    StringBuilder columns = new StringBuilder();
    for (int count : zeros) {
      columns.append(count * 2 > units ? '0' : 'x');
    }
    return switch (columns.toString()) {
      case "x000" -> hasZeroUnit(4) ? null : "UTF-32LE";
      case "000x" -> hasZeroUnit(4) ? null : "UTF-32BE";
      case "x0x0" -> hasZeroUnit(2) ? null : "UTF-16LE";
      case "0x0x" -> hasZeroUnit(2) ? null : "UTF-16BE";
      default -> null;
    };
  }

  /**
   * Tells whether there is a NUL of so many bytes: binary files are full of them, text has none.
   */
  private boolean hasZeroUnit(int length) {
    for (int i = 0; i + length <= sample.length; i += length) {
      int or = 0;
      for (int j = i; j < i + length; j++) {
        or |= sample[j];
      }
      if (or == 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Latin-1 letters, and the punctuation of Windows-1252, stand alone among ASCII; in UTF-8 no byte
   * over 0x7F ever does.
   */
  private boolean looksLikeLatin1() {
    int lonely = 0;
    int others = 0;
    for (int i = 0; i < sample.length; i++) {
      if (sample[i] >= 0) {
        continue;
      }
      int code = sample[i] & 0xFF;
      boolean letter = code >= 0xA0 || WINDOWS_1252_PUNCTUATION.indexOf(code) >= 0;
      boolean alone = (i == 0 || sample[i - 1] >= 0) && i + 1 < sample.length && sample[i + 1] >= 0;
      if (letter && alone) {
        lonely++;
      } else {
        others++;
      }
    }
    return lonely >= LATIN_1_MIN_BYTES && others * 10 <= lonely;
  }

  private void checkFraming() {
    List<LineShape> shapes = shapesOfFirstLines();
    if (allAre(shapes, LineShape.BROKEN)) {
      TextFormat.of(text(), whole)
          .ifPresent(
              format -> {
                throw fatal(format.code(), format.advice());
              });
    }
    if (shapes.isEmpty()) {
      checkUnendingFirstLine();
      return;
    }
    if (shapes.get(0) == LineShape.ONE_ARRAY_OF_OBJECTS && shapes.size() == 1 && whole) {
      throw jsonArray();
    }
    if (shapes.get(0) == LineShape.BROKEN && LineShape.spansLines(sample, whole)) {
      checkSpanningValue(shapes);
    }
    checkJson5(shapes);
    if (allAre(shapes, LineShape.SEVERAL_VALUES)) {
      throw fatal(
          ErrorCode.SEVERAL_VALUES_ON_A_LINE,
          "has several JSON values on a line; put each on its own: jq -c .");
    }
    if (allAre(shapes, LineShape.VALUE_AND_COMMA)) {
      throw fatal(
          ErrorCode.TRAILING_COMMA,
          "has a comma after the value of each line, like the inside of an array;"
              + " JSON Lines has none: sed 's/,[[:space:]]*$//'");
    }
  }

  private void checkSpanningValue(List<LineShape> shapes) {
    if (beginsWithBracket()) {
      throw jsonArray();
    }
    // One record that was broken in two is no reason to give up on the lines behind it.
    long broken = shapes.stream().filter(LineShape.BROKEN::equals).count();
    if (broken * 2 > shapes.size()) {
      throw fatal(
          ErrorCode.PRETTY_PRINTED,
          "is pretty-printed: its first value spans several lines; put each on one: jq -c .");
    }
  }

  private void checkJson5(List<LineShape> shapes) {
    if (!allAre(shapes, LineShape.BROKEN)) {
      return;
    }
    if (everyLineIsJson5() || LineShape.spansLinesAsJson5(sample, whole)) {
      throw fatal(
          ErrorCode.JSON5,
          "is JSON5 or has comments, which JSON has not; write it with a JSON library, or convert"
              + " it with one that reads JSON5");
    }
  }

  private void checkUnendingFirstLine() {
    if (!whole && beginsWithBracket() && LineShape.beginsWithArrayOfObjects(sample)) {
      throw jsonArray();
    }
  }

  private boolean everyLineIsJson5() {
    List<Boolean> lines = firstLines((from, to) -> LineShape.isJson5Object(sample, from, to));
    return !lines.isEmpty() && !lines.contains(false);
  }

  private List<LineShape> shapesOfFirstLines() {
    return firstLines((from, to) -> LineShape.of(sample, from, to));
  }

  private interface LineReader<T> {
    T read(int from, int to);
  }

  private <T> List<T> firstLines(LineReader<T> reader) {
    List<T> read = new ArrayList<>();
    int at = start();
    while (at < sample.length && read.size() < SAMPLE_LINES) {
      int newline = ByteScan.indexOfNewline(sample, at, sample.length);
      if (newline < 0 && !whole) {
        break; // the last line of the sample may go on
      }
      int end = newline < 0 ? sample.length : newline;
      if (!ByteScan.isBlank(sample, at, end)) {
        read.add(reader.read(at, end));
      }
      at = end + 1;
    }
    return read;
  }

  private int start() {
    return ByteScan.startsWithByteOrderMark(sample, 0, sample.length)
        ? RecordBlock.BYTE_ORDER_MARK_LENGTH
        : 0;
  }

  private String text() {
    return new String(sample, start(), sample.length - start(), StandardCharsets.UTF_8);
  }

  private static boolean allAre(List<LineShape> shapes, LineShape shape) {
    return shapes.stream().allMatch(shape::equals);
  }

  private boolean beginsWithBracket() {
    return text().stripLeading().startsWith("[");
  }

  private boolean startsWith(int... magic) {
    if (sample.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((sample[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private PreflightException jsonArray() {
    return fatal(
        ErrorCode.JSON_ARRAY,
        "is one JSON array; JSON Lines has one value a line and no brackets around: jq -c '.[]'");
  }

  private PreflightException fatal(ErrorCode code, String what) {
    return new PreflightException(code, name + " " + what, 1, 0);
  }
}
