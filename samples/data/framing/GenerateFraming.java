import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the sample files of framing and encoding into a folder, over those that are there:
 *
 * <pre>{@code java GenerateFraming.java FOLDER}</pre>
 *
 * <p>Nothing is random. The source is pure ASCII, because Java 17 reads a single-file program in
 * the platform's charset; a backslash that belongs to the JSON is doubled, all others are Java's.
 */
public final class GenerateFraming {

  private static final byte[] BYTE_ORDER_MARK = bytes(0xEF, 0xBB, 0xBF);

  private final Path folder;

  private GenerateFraming(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("usage: java GenerateFraming.java FOLDER");
      System.exit(2);
    }
    GenerateFraming generator = new GenerateFraming(Path.of(args[0]));
    generator.writeLineEnds();
    generator.writeOddSpaces();
    generator.writeEncodings();
    generator.writeValues();
    generator.writeNestedArrays();
    generator.writeOtherLayouts();
    generator.writeNothing();
  }

  private void writeLineEnds() throws IOException {
    write(
        "crlf.jsonl",
        utf8(object("one") + "\r\n" + object("two") + "\r\n" + object("three") + "\r\n"));
    write("no-final-newline.jsonl", utf8(object("one") + "\n" + object("two")));
    write(
        "bare-cr.jsonl",
        lines(
            object("no carriage return here"),
            "{\r\"text\":\r\"carriage returns between the tokens\"\r}",
            object("one") + "\r" + object("two")));
  }

  private void writeOddSpaces() throws IOException {
    write(
        "blank-lines.jsonl",
        lines("", object("one"), "", "  \t", object("two"), "\r", object("three"), ""));
    write(
        "unicode-separators.jsonl",
        lines(
            object("line separator [\u2028] U+2028"),
            object("paragraph separator [\u2029] U+2029"),
            object("next line [\u0085] U+0085")));
    write(
        "control-characters.jsonl",
        lines(
            object("escaped: \\u0000 and \\u001b[31m"),
            object("raw NUL [\0]"),
            object("raw ESC [\u001b[31mred\u001b[0m]"),
            object("raw tab [\t]"),
            object("raw vertical tab [\u000b] and form feed [\f]"),
            object("raw DEL [\u007f], which JSON allows")));
  }

  private void writeEncodings() throws IOException {
    write("bom.jsonl", BYTE_ORDER_MARK, lines(object("one"), object("two")));
    write(
        "bom-in-the-middle.jsonl",
        BYTE_ORDER_MARK,
        lines(object("the end of the first file")),
        BYTE_ORDER_MARK,
        lines(object("the start of the second"), object("and its end")));
    write(
        "invalid-utf8.jsonl",
        lines(object("valid: caf\u00e9 \u20ac \ud83d\ude00")),
        lineAround(0xFF),
        lineAround(0xC0, 0xAF),
        lineAround(0xED, 0xA0, 0x80),
        lineAround(0xE2, 0x82),
        lineAround(0xF4, 0x90, 0x80, 0x80),
        lines(object("valid again: na\u00efve")));
    String accented =
        object("caf\u00e9") + "\n" + object("\u00fcber") + "\n" + object("ma\u00f1ana");
    write("latin-1.jsonl", (accented + "\n").getBytes(StandardCharsets.ISO_8859_1));
    write(
        "utf-16le.jsonl", bytes(0xFF, 0xFE), (accented + "\n").getBytes(StandardCharsets.UTF_16LE));
  }

  private void writeValues() throws IOException {
    write(
        "lone-surrogate.jsonl",
        lines(
            object("a pair: \\ud83d\\ude00"),
            object("high half alone: \\ud83d"),
            object("low half alone: \\ude00"),
            object("the wrong way round: \\ude00\\ud83d")));
    write(
        "duplicate-key.jsonl",
        lines(
            object("one key"),
            "{\"text\":\"first\",\"text\":\"second\"}",
            "{\"text\":\"first\",\"te\\u0078t\":\"the same key, with an escape\"}"));
    write(
        "numbers.jsonl",
        lines(
            number("9007199254740992"),
            number("9007199254740993"),
            number("1e999"),
            number("7".repeat(400)),
            number("-0"),
            number("NaN")));
  }

  private void writeNestedArrays() throws IOException {
    write("deep.jsonl", lines(nestedArrays(100), nestedArrays(600), object("not nested at all")));
  }

  private void writeOtherLayouts() throws IOException {
    write(
        "two-values-on-a-line.jsonl",
        lines(object("one") + object("two"), object("three") + " " + object("four")));
    write("trailing-comma.jsonl", lines(object("one") + ",", object("two") + ","));
    write("json-array.jsonl", lines("[", object("one") + ",", object("two"), "]"));
    write(
        "pretty-printed.jsonl",
        lines("{", "  \"text\": \"one\"", "}", "{", "  \"text\": \"two\"", "}"));
  }

  private void writeNothing() throws IOException {
    write("empty.jsonl");
    write("only-blank.jsonl", lines("", "  ", "\t", "\r"));
  }

  private void write(String name, byte[]... parts) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.write(part);
    }
    Files.write(folder.resolve(name), content.toByteArray());
  }

  private static byte[] lines(String... lines) {
    return utf8(String.join("\n", lines) + "\n");
  }

  /** A line whose only string has the given bytes between brackets. */
  private static byte[] lineAround(int... values) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    line.writeBytes(utf8("{\"text\":\"bytes ["));
    line.writeBytes(bytes(values));
    line.writeBytes(utf8("]\"}\n"));
    return line.toByteArray();
  }

  private static String object(String text) {
    return "{\"text\":\"" + text + "\"}";
  }

  private static String number(String digits) {
    return "{\"text\":" + digits + "}";
  }

  private static String nestedArrays(int depth) {
    return "{\"text\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
