package io.github.jsonlpreflight.jsonl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.jsonlpreflight.testkit.Seeded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiagnosisTest {
  private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
  private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  private static final String LINES = "{\"text\":\"one\"}\n{\"text\":\"two\"}\n";

  static Stream<Arguments> wideTexts() {
    return Stream.of(
        Arguments.of(UTF_16LE, LINES),
        Arguments.of(UTF_16BE, LINES),
        Arguments.of(UTF_32LE, LINES),
        Arguments.of(UTF_32BE, LINES),
        Arguments.of(UTF_16LE, "{\"review\":\"とても良い\",\"a\":\"b\"}\n"),
        Arguments.of(UTF_16BE, "{\"review\":\"очень хорошо\",\"rating\":\"5\"}\n"),
        Arguments.of(UTF_32BE, "{\"review\":\"😀😀\"}\n"),
        Arguments.of(UTF_16LE, "{}\n"));
  }

  @DisplayName("fault 2: UTF-16 and UTF-32")
  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("wideTexts")
  void namesUtf16AndUtf32WithAndWithoutTheirMark(Charset charset, String text) {
    for (String mark : List.of("\uFEFF", "")) {
      PreflightException fatal = fatal((mark + text).getBytes(charset));
      assertThat(fatal.code()).isEqualTo(ErrorCode.UTF_16_OR_32);
      assertThat(fatal)
          .hasMessage(
              "f.jsonl is %s; JSON Lines is UTF-8. Convert it: iconv -f %s -t UTF-8",
              charset.name(), charset.name());
    }
  }

  @DisplayName("fault 2: a file that holds nothing but its mark")
  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void namesAFileOfNothingButItsMark(String charset) {
    assertThat(fatal("\uFEFF".getBytes(Charset.forName(charset))))
        .hasMessageStartingWith("f.jsonl is " + charset);
  }

  @DisplayName("fault 2: Latin-1")
  @Test
  void namesLatin1() {
    PreflightException fatal =
        fatal("{\"a\":\"café\"}\n{\"a\":\"über\"}\n{\"a\":\"mañana\"}\n".getBytes(ISO_8859_1));
    assertThat(fatal.code()).isEqualTo(ErrorCode.LATIN_1);
    assertThat(fatal).hasMessageContaining("iconv -f WINDOWS-1252 -t UTF-8");
  }

  @DisplayName("fault 2: Windows-1252, where punctuation or a no-break space is its only sign")
  @ParameterizedTest
  @ValueSource(strings = {"“x” – ‘y’ … 5 €", "5 €", "10\u00A0000"})
  void namesWindows1252(String text) {
    PreflightException fatal =
        fatal("{\"a\":\"%s\"}\n".formatted(text).repeat(3).getBytes(WINDOWS_1252));
    assertThat(fatal.code()).isEqualTo(ErrorCode.LATIN_1);
  }

  @DisplayName("fault 2: one stray byte is one record's fault")
  @Test
  void keepsAFileWithAStrayLatin1Byte() {
    assertGoesOn((LINES + "{\"a\":\"café\"}\n" + LINES).getBytes(ISO_8859_1));
    assertGoesOn((LINES + "{\"a\":\"café à\"}\n" + LINES).getBytes(ISO_8859_1));
    assertGoesOn((LINES + "café").getBytes(ISO_8859_1));
  }

  @DisplayName("fault 2: lines of two encodings are judged line by line")
  @Test
  void keepsAFileOfTwoEncodings() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write("{\"a\":\"mañana, über, façade\"}\n".getBytes(ISO_8859_1));
    file.write("{\"a\":\"café, naïve, señor\"}\n".repeat(2).getBytes(UTF_8));
    assertGoesOn(file.toByteArray());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"日本語のとても長い文章です。全部漢字と仮名。\"}\n",
        "{\"a\":\"😀😃😄👍🏽👨‍👩‍👧‍👦🇫🇷\"}\n",
        "{\"a\":\"café über mañana naïve\"}\n",
        "{\"a\":\"Ελληνικά και русский и עברית\"}\n"
      })
  void keepsUtf8OfAnyScript(String line) {
    assertGoesOn(line.repeat(1));
    assertGoesOn(line.repeat(3));
    assertGoesOn("\uFEFF" + line);
  }

  @Test
  void keepsUtf8ThatIsCutByTheSamplesEnd() {
    for (int shift = 0; shift < 4; shift++) {
      String text = "x".repeat(shift) + "é€😀".repeat(10_000);
      assertGoesOn(Arrays.copyOf(text.getBytes(UTF_8), Diagnosis.SAMPLE_BYTES));
    }
  }

  @Test
  @DisplayName("fault 17: a second layer, and formats that are not read, are named with their tool")
  void namesCompression() throws IOException {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(gzip)) {
      out.write(LINES.getBytes(UTF_8));
    }
    assertCompressedTwice("gzip", gzip.toByteArray());
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("a.jsonl"));
      out.write(LINES.getBytes(UTF_8));
    }
    assertCompressed("zip", zip.toByteArray());
    assertCompressedTwice("zstd", bytes(0x28, 0xB5, 0x2F, 0xFD, 4, 0, 1));
    assertCompressed("bzip2", bytes('B', 'Z', 'h', '9', 0x31));
    assertCompressed("xz", bytes(0xFD, '7', 'z', 'X', 'Z', 0, 0, 4));
  }

  @Test
  void keepsTextThatBeginsAlmostLikeACompressedFile() {
    assertGoesOn("(a)\n");
    assertGoesOn("BZ\n" + LINES);
    assertGoesOn("PK\n" + LINES);
  }

  @DisplayName("fault 13: a binary file")
  @Test
  void namesABinaryFile() {
    byte[] png =
        bytes(0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 'I', 'H', 'D', 'R');
    assertThat(fatal(png).code()).isEqualTo(ErrorCode.BINARY);
    assertThat(fatal(new byte[100]).code()).isEqualTo(ErrorCode.BINARY);
    ByteBuffer program = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
    for (int number : new int[] {0x464c457f, 0x10102, 0, 0, 0x3e0003, 1, 0x1060, 0, 0x40}) {
      program.putInt(number); // an ELF header: most numbers are small, so most bytes are zero
    }
    assertThat(fatal(program.array()).code()).isEqualTo(ErrorCode.BINARY);
    for (int i = 0; program.hasRemaining(); i++) {
      program.putInt(i % 50 == 0 ? 0 : i); // a table of small numbers looks most like UTF-32
    }
    assertThat(fatal(program.array()).code()).isEqualTo(ErrorCode.BINARY);
  }

  static Stream<Arguments> binaryFormats() {
    return Stream.of(
        Arguments.of("a Parquet file", "PAR1\u0015\u0004\u0015\u00e0"),
        Arguments.of("an Avro file", "Obj\u0001\u0004\u0014avro.codec"),
        Arguments.of("an ORC file", "ORC\u0008\u0003\u0010"),
        Arguments.of("an Arrow file", "ARROW1\0\0rest of a schema"),
        Arguments.of("an SQLite database", "SQLite format 3\0\u0010\0\u0001"),
        Arguments.of("a PDF document", "%PDF-1.7\n%âãÏÓ\n1 0 obj"),
        Arguments.of(
            "an old Office document", "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1\0\0"),
        Arguments.of(
            "an Office document", "PK\u0003\u0004" + "\0".repeat(26) + "[Content_Types].xml"));
  }

  @ParameterizedTest(name = "fault 13: {0}")
  @MethodSource("binaryFormats")
  void namesBinaryFormats(String what, String start) {
    PreflightException fatal = fatal(start.getBytes(ISO_8859_1));
    assertThat(fatal.code()).isEqualTo(ErrorCode.BINARY);
    assertThat(fatal).hasMessageStartingWith("f.jsonl is " + what);
  }

  @Test
  void keepsTextThatBeginsAlmostLikeABinaryFormat() {
    assertGoesOn("PAR1\n" + LINES);
    assertGoesOn("PAR1");
    assertGoesOn("ORC\n" + LINES);
    assertGoesOn("ORC army\n");
    assertGoesOn("ORCS\n");
    assertGoesOn("Obj\n");
    assertGoesOn("PDF-1.7\n");
  }

  static Stream<Arguments> tables() {
    String python = "csv.DictReader(open(0,encoding=\"utf-8-sig\",newline=\"\")";
    return Stream.of(
        Arguments.of("a,b,c\n1,2,3\n", python + ")"),
        Arguments.of("id,text\r\n1,\"with, comma\"\r\n2,\"two\nlines\"\r\n", python + ")"),
        Arguments.of("\"id\",\"text\"\n\"1\",\"say \"\"hi\"\"\"", python + ")"),
        Arguments.of("\uFEFFName,E-Mail (private)\nJosé,a@b.example\n", python + ")"),
        Arguments.of("id,meta\n1,\"{\"\"a\"\":1}\"\n", python + ")"),
        Arguments.of("id\ttext\n1\tone, two\n", python + ",delimiter=\"\\t\")"),
        Arguments.of("id;text\n1;one, two\n", python + ",delimiter=\";\")"),
        Arguments.of("\nid,text\n\n1,one\n \n2,two\n\n", python + ")"),
        Arguments.of("id,text\n" + "1,some text\n".repeat(10_000), python + ")"),
        // the sample ends in a row: as it is, and in a quoted field
        Arguments.of("id,text\n" + ("1," + "x".repeat(9_000) + "\n").repeat(10), python + ")"),
        Arguments.of("id,text\n1,x\n2,\"" + "long\n".repeat(20_000), python + ")"),
        Arguments.of("id,text\n1,\"" + "long\n".repeat(20_000) + "\"\n2,x\n3,y\n", ""));
  }

  @DisplayName("fault 8: a table")
  @ParameterizedTest
  @MethodSource("tables")
  void namesCsvAndTsv(String text, String command) {
    if (command.isEmpty()) {
      assertGoesOn(text); // a single row is seen of it
      return;
    }
    assertThat(fatal(text).code()).isEqualTo(ErrorCode.CSV);
    assertThat(fatal(text))
        .hasMessageContaining(text.contains("\t") ? "looks like TSV" : "looks like CSV")
        .hasMessageContaining(command);
  }

  static Stream<Arguments> linesAlike() {
    return Stream.of(
        Arguments.of("{},\n", "{}\n"), // a comma behind each
        Arguments.of("1,2\n", "1,2,3\n")); // a table
  }

  @DisplayName("fault 8: the first twenty lines tell")
  @ParameterizedTest
  @MethodSource("linesAlike")
  void looksAtTwentyLines(String line, String other) {
    String header = line.startsWith("{") ? line : "a,b\n";
    assertThat(fatal(header + line.repeat(19) + other)).isNotNull();
    assertGoesOn(header + line.repeat(18) + other);
  }

  @DisplayName("fault 8: a web page in place of the file")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html>\n<html>\n<body>Sign in</body>\n</html>\n",
        "<!doctype HTML><html>",
        "<html>\n<p>a zero, \0, and enough text around it</p>\n",
        "\uFEFF\n  <html lang=\"en\">\n<p>404</p>",
        "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML\">\n<html/>"
      })
  void namesAnHtmlPage(String text) {
    assertThat(fatal(text).code()).isEqualTo(ErrorCode.HTML);
    assertThat(fatal(text + "<p>" + "x".repeat(100_000)).code()).isEqualTo(ErrorCode.HTML);
  }

  @DisplayName("fault 8: XML")
  @Test
  void namesXml() {
    assertThat(fatal("<?xml version=\"1.0\"?>\n<rows><row/></rows>\n").code())
        .isEqualTo(ErrorCode.XML);
    assertThat(fatal("<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>").code())
        .isEqualTo(ErrorCode.XML);
  }

  @DisplayName("fault 8: what Git keeps of a file that Git LFS holds")
  @Test
  void namesAGitLfsPointer() {
    String pointer =
        "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n";
    assertThat(fatal(pointer))
        .hasMessageContaining("git lfs pull")
        .extracting(PreflightException::code)
        .isEqualTo(ErrorCode.GIT_LFS_POINTER);
  }

  @DisplayName("fault 8: Python's own spelling of dictionaries")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'a': 1}\n",
        "{'a': 1}",
        "{'a': 'x', 'b': None, 'c': True}\n{'a': \"it's\", 'b': {'c': [1]}}\n",
        "\uFEFF{'a b': 1}\r\n\r\n{'a b': 2}"
      })
  void namesPythonsSpelling(String text) {
    assertThat(fatal(text).code()).isEqualTo(ErrorCode.PYTHON_VALUES);
    assertThat(fatal(text)).hasMessageContaining("ast.literal_eval");
    String longLine = "{'a': '" + "x".repeat(9_000) + "'}\n";
    assertThat(fatal(text + "\n" + longLine.repeat(10)).code())
        .as("the sample ends in a line")
        .isEqualTo(ErrorCode.PYTHON_VALUES);
  }

  @DisplayName("fault 8: JSON5 and comments")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{a: 1}\n{a: 2}\n",
        "{'a':1}\n",
        "{\"a\": 1} // one\n{\"a\": 2} // two\n",
        "// what this is\n{\n  \"a\": 1, // one\n  \"b\": 2,\n}\n",
        "/* what\n   this is */\n[\n  {a: 'x'},\n]\n"
      })
  void namesJson5(String text) {
    assertThat(fatal(text).code()).isEqualTo(ErrorCode.JSON5);
  }

  @DisplayName("fault 8: near misses of other formats")
  @ParameterizedTest
  @ValueSource(
      strings = {
        // tables, almost
        "a,b,c\n",
        "a,b,c\n1,2\n",
        "1,2,3\n4,5,6\n",
        "Dear all, this is\nno table, but prose\n",
        "a,b\n{\"a\":1},2\n",
        "\"a\":1,\"b\":2\n\"a\":3,\"b\":4\n",
        "a,b\n\"open,2\n",
        "a,b\n1,2\n\"open,2\n",
        "a,b\n\"x\"y,2\n",
        "a,b\nonly\n1,2\n",
        "word\nother\n",
        // records that are all broken in another way
        "{\"a\":1,}\n{\"a\":2,}\n",
        "{\"a\":NaN}\n{\"a\":NaN}\n",
        "{\"a\":None,\"b\":True}\n{\"a\":None,\"b\":True}\n",
        "{\"a\":\"x\n{\"a\":\"y\n",
        "{\"a\":1\n{\"a\":2\n",
        "\"a\":1}\n\"a\":2}\n",
        "<p>{\"a\":1}</p>\n",
        "'just'\n'quoted'\n",
        "{a: 1} {a: 2}\n",
        "{\"a\":1} {\"a\":\n{\"a\":2} {\"a\":\n",
        "[\n1e",
        "2026-01-01 12:00 INFO {\"a\":1}\n2026-01-01 12:00 INFO {\"a\":2}\n",
        // one line of another format, and a good one
        "<!DOCTYPE html>\n{\"a\":1}\n",
        "<?xml version=\"1.0\"?>\n{\"a\":1}\n",
        "{'a': 1}\n{\"a\":1}\n",
        "// comment\n{\"a\":1}\n",
        "# comment\n{\"a\":1}\n{\"a\":2}\n",
        "{\"a\":1}\na,b\n1,2\n"
      })
  void keepsWhatIsNotForCertainAnotherFormat(String text) {
    assertGoesOn(text);
    assertGoesOn(text.replace("\n", "\r\n"));
  }

  @DisplayName("fault 13: a few control characters are their records' fault")
  @Test
  void keepsTextWithAFewControlCharacters() {
    assertGoesOn("{\"a\":\"\u001b[31mred\u001b[0m, and enough text around it\"}\n");
    assertGoesOn("{\"a\":\"\0\0\0\"}\n");
    assertGoesOn("\0\n" + LINES);
    assertGoesOn(LINES + "}\0\n0\0\n");
  }

  static Stream<Arguments> arrays() {
    String element = "{\"text\":\"one\"}";
    String many = (element + ",\n").repeat(10_000);
    String manyOnALine = (element + ",").repeat(10_000);
    return Stream.of(
        Arguments.of("on one line", "[" + element + "," + element + "]"),
        Arguments.of("on one line, terminated", "[" + element + "," + element + "]\n"),
        Arguments.of("an element a line", "[\n" + element + ",\n" + element + "\n]\n"),
        Arguments.of("first element on the first line", "[" + element + ",\n" + element + "]\n"),
        Arguments.of("pretty-printed", "[\n  {\n    \"a\": 1\n  },\n  {\n    \"a\": 2\n  }\n]\n"),
        Arguments.of("behind white space", "\n\n  [\n" + element + "\n]\n"),
        Arguments.of("behind a byte-order mark", "\uFEFF[\n" + element + "\n]\n"),
        Arguments.of("huge, an element a line", "[\n" + many + element + "\n]\n"),
        Arguments.of("huge, on one line", "[" + manyOnALine + element + "]\n"),
        Arguments.of(
            "huge, on one line, behind a byte-order mark", "\uFEFF[" + manyOnALine + "{}]"));
  }

  @DisplayName("fault 8: a JSON array")
  @ParameterizedTest(name = "{0}")
  @MethodSource("arrays")
  void namesAJsonArray(String what, String text) {
    assertThat(fatal(text).code()).as(what).isEqualTo(ErrorCode.JSON_ARRAY);
    assertThat(fatal(text)).hasMessageContaining("jq -c '.[]'");
  }

  @DisplayName("fault 8: pretty-printed values")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\n  \"text\": \"one\"\n}\n{\n  \"text\": \"two\"\n}\n",
        "{\n  \"text\": \"one\"\n}",
        "{\n\"text\":\n\"one\"}\n",
        "\uFEFF{\r\n  \"text\": \"one\"\r\n}\r\n",
        "\n\n{\n\t\"text\": {\n\t\t\"a\": [\n1,\n2\n]\n}\n}\n"
      })
  void namesPrettyPrintedValues(String text) {
    assertThat(fatal(text).code()).isEqualTo(ErrorCode.PRETTY_PRINTED);
    assertThat(fatal(text)).hasMessageContaining("jq -c .");
  }

  /** The sample ends once at every place of a line, and what is cut there must not matter. */
  @Test
  void namesAPrettyPrintedValueLongerThanTheSample() {
    String commasBehind = "  \"text é\": [\"o\\u00e9\", 12.5e7, true],\n";
    String commasInFront = "\"a\": [\"o\\u00e9\", 12.5e7], \"b\": true\n,  ";
    for (String line : List.of(commasBehind, commasInFront)) {
      for (int shift = 0; shift < line.length() + 1; shift++) {
        String text = " ".repeat(shift) + "{\n" + line.repeat(3_000) + "  \"end\": 1\n}\n";
        assertThat(fatal(text).code())
            .as("%s shifted by %d", line, shift)
            .isEqualTo(ErrorCode.PRETTY_PRINTED);
      }
    }
  }

  @DisplayName("fault 8: several values on a line")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1}{\"a\":2}\n{\"a\":3}{\"a\":4}\n",
        "{\"a\":1} {\"a\":2}\n",
        "{\"a\":1}\t{\"a\":2}{\"a\":3}\r\n\n{}{}\r\n",
        "\uFEFF{}{}"
      })
  void namesSeveralValuesOnALine(String text) {
    assertThat(fatal(text).code()).isEqualTo(ErrorCode.SEVERAL_VALUES_ON_A_LINE);
  }

  /** As many as a sample takes: what recursed once a value would need more stack than there is. */
  @Test
  void namesThousandsOfValuesOnALine() {
    assertThat(fatal("[]".repeat(30_000) + "\n").code())
        .isEqualTo(ErrorCode.SEVERAL_VALUES_ON_A_LINE);
  }

  @DisplayName("fault 8: trailing commas")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1},\n{\"a\":2},\n",
        "{\"a\":1} , \r\n{\"a\":2},\r\n",
        "{\"a\":1},",
        "[],\n[],\n"
      })
  void namesTrailingCommas(String text) {
    assertThat(fatal(text).code()).isEqualTo(ErrorCode.TRAILING_COMMA);
    assertThat(fatal("\n" + "{\"a\":1},\n".repeat(10_000)).code())
        .as("many, behind an empty line")
        .isEqualTo(ErrorCode.TRAILING_COMMA);
  }

  static Stream<String> nearMisses() {
    return Stream.of(
        "",
        "\n\n",
        "\uFEFF",
        LINES,
        "{\"a\":1}\n{\"a\":\n{\"a\":2}\n",
        "not JSON at all\n",
        // a first record that was cut short, in every way
        "{\"a\":\"cut sho\n" + LINES,
        "{\"a\":\n" + LINES,
        "{\"a\":1,\n" + LINES,
        "{\"a\":1\n" + LINES,
        "{\n" + LINES,
        "[\n" + LINES,
        // one record that was broken in two, before good ones
        "{\"a\":1,\n\"b\":2}\n" + LINES,
        // one line of a kind that would be fatal if all were
        "{}{}\n" + LINES,
        "{},\n" + LINES,
        LINES + "{}{}\n{},\n[\n",
        // arrays, numbers and strings are records too, under a JSON Schema
        "[1,2]\n[3,4]\n",
        "[1,2]\n",
        "[]\n",
        "[{\"a\":1}]\n[{\"a\":2}]\n",
        "1\n2\n",
        "\"a\"\n\"b\"\n",
        "null\n");
  }

  @DisplayName("fault 8: near misses")
  @ParameterizedTest
  @MethodSource("nearMisses")
  void keepsAFileWithAnythingGoodInIt(String text) {
    assertGoesOn(text);
    assertGoesOn(text.replace("\n", "\r\n"));
  }

  @Test
  void keepsAFirstRecordLongerThanTheSample() {
    assertGoesOn("{\"a\":\"" + "x".repeat(100_000) + "\"}\n" + LINES);
    assertGoesOn("[1,\"" + "x".repeat(100_000) + "\"]\n" + LINES);
    assertGoesOn("[x" + "y".repeat(100_000) + "]\n" + LINES);
  }

  @DisplayName("fault 8: what is broken before the sample ends may be a record's fault")
  @Test
  void keepsABrokenFileLongerThanTheSample() {
    assertGoesOn("{\"a\":1,\n{\"a\":\"" + "x".repeat(100_000) + "\"}\n" + LINES);
    assertGoesOn("{\n\"a\":1,\n\"b\": oops,\n" + "\"c\": 1,\n".repeat(20_000));
  }

  static Stream<Seeded> seeds() {
    return Seeded.seeds(300);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("seeds")
  void neverFailsInAnotherWay(Seeded seeded) {
    List<String> pieces =
        List.of(
            "\n",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\0",
            "1",
            "{\"a\":1}",
            " ",
            "é",
            "\\",
            "nul");
    StringBuilder text = new StringBuilder();
    for (int i = seeded.between(0, 60); i > 0; i--) {
      text.append(seeded.oneOf(pieces));
    }
    for (byte[] sample :
        List.of(text.toString().getBytes(UTF_8), seeded.bytes(seeded.between(0, 80)))) {
      try {
        Diagnosis.check("f.jsonl", sample);
      } catch (PreflightException e) {
        assertThat(e.lineNumber()).hasValue(1);
      }
    }
  }

  @DisplayName("fault 21: a name with control characters")
  @Test
  void escapesTheFilesName() {
    PreflightException fatal =
        catchThrowableOfType(
            PreflightException.class,
            () -> Diagnosis.check("\u001b[31m\n.jsonl", "{},".getBytes(UTF_8)));
    assertThat(fatal).hasMessageStartingWith("\\u001b[31m\\u000a.jsonl has a comma");
    assertThat(fatal.byteOffset()).hasValue(0);
  }

  /** What is compressed once never comes here. */
  private static void assertCompressedTwice(String format, byte[] file) {
    PreflightException fatal = fatal(file);
    assertThat(fatal.code()).isEqualTo(ErrorCode.COMPRESSED);
    assertThat(fatal).hasMessageContaining("is compressed twice: there is " + format + " data");
  }

  private static void assertCompressed(String format, byte[] file) {
    PreflightException fatal = fatal(file);
    assertThat(fatal.code()).isEqualTo(ErrorCode.COMPRESSED);
    assertThat(fatal).hasMessageContaining("is compressed with " + format + ",");
  }

  private static void assertGoesOn(String file) {
    assertGoesOn(file.getBytes(UTF_8));
  }

  private static void assertGoesOn(byte[] file) {
    assertThatCode(() -> Diagnosis.check("f.jsonl", sampleOf(file))).doesNotThrowAnyException();
  }

  private static PreflightException fatal(String file) {
    return fatal(file.getBytes(UTF_8));
  }

  private static PreflightException fatal(byte[] file) {
    PreflightException fatal =
        catchThrowableOfType(
            PreflightException.class, () -> Diagnosis.check("f.jsonl", sampleOf(file)));
    assertThat(fatal).as("what is said of the file").isNotNull();
    return fatal;
  }

  private static byte[] sampleOf(byte[] file) {
    return Arrays.copyOf(file, Math.min(file.length, Diagnosis.SAMPLE_BYTES));
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
