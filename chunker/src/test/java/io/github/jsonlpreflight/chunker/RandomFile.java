package io.github.jsonlpreflight.chunker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * A JSON Lines file made from a seed, with every oddity of framing that is allowed, and with the
 * block size that it is to be read by: many of its lines end just before, at or just behind the end
 * of a block.
 */
final class RandomFile {
  private static final List<Integer> BLOCK_SIZES =
      List.of(1, 2, 3, 5, 8, 16, 64, 255, 256, 1024, 4096, 256 << 10);

  private static final List<Integer> LINE_COUNTS = List.of(0, 1, 2, 3, 10, 40, 40, 300);

  private static final List<String> BLANKS = List.of("", "", " ", "\t", "\r", " \t\r ");

  /** Text that somebody might take for the end of a line, and text of two to four bytes. */
  private static final List<String> FRAGMENTS =
      List.of("a", "b c", "\u2028", "\u2029", "\u0085", "\\n", "é", "→", "😀", "\\u2028", "\uFEFF");

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final Random random;
  private final int blockBytes;
  private final byte[] bytes;

  private RandomFile(long seed) {
    random = new Random(seed * 0x9E3779B97F4A7C15L);
    blockBytes = pick(BLOCK_SIZES);
    bytes = generate();
  }

  static RandomFile of(long seed) {
    return new RandomFile(seed);
  }

  byte[] bytes() {
    return bytes;
  }

  int blockBytes() {
    return blockBytes;
  }

  /** What a test wants to leave to chance, it takes from here: the seed then decides all of it. */
  Random random() {
    return random;
  }

  private byte[] generate() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (oneIn(4)) {
      out.writeBytes(BYTE_ORDER_MARK);
    }
    int lines = pick(LINE_COUNTS);
    boolean finalNewline = !oneIn(3);
    boolean carriageReturns = oneIn(3);
    boolean mixed = oneIn(5);
    int blanksOneIn = pick(List.of(2, 6, 1000));
    for (int i = 0; i < lines; i++) {
      String line = oneIn(blanksOneIn) ? pick(BLANKS) : record();
      if (mixed ? random.nextBoolean() : carriageReturns) {
        line += "\r";
      }
      out.writeBytes(utf8(oneIn(3) ? padToBlockEdge(line, out.size()) : line));
      if (i < lines - 1 || finalNewline) {
        out.write('\n');
      }
    }
    return out.toByteArray();
  }

  private String record() {
    return switch (random.nextInt(8)) {
      case 0 -> Integer.toString(random.nextInt(2000));
      case 1 -> "[1,\r 2]";
      case 2 -> "\t{} ";
      default -> "{\"text\":\"" + text() + "\"}";
    };
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(pick(FRAGMENTS));
    }
    return text.toString();
  }

  /** Puts spaces in front, so that the newline comes to stand close to the end of a block. */
  private String padToBlockEdge(String line, int lineStart) {
    int end = lineStart + utf8(line).length;
    int edge = (end / blockBytes + 1) * blockBytes + random.nextInt(3) - 1;
    return blockBytes > 4096 || edge < end ? line : " ".repeat(edge - end) + line;
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
