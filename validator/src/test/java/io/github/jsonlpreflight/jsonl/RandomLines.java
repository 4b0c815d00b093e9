package io.github.jsonlpreflight.jsonl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.jsonlpreflight.testkit.Seeded;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Files of what matters to whoever finds lines, and ways to read them. */
final class RandomLines {
  private static final List<String> PIECES =
      List.of(
          "\n",
          "\n",
          "\n",
          "\r\n",
          "\r",
          " ",
          "\t",
          "{",
          "}",
          "{\"a\":1}",
          "\"",
          "x",
          "é",
          "\u2028",
          "\uFEFF",
          "\u0085",
          "\0",
          "1234567",
          "{\"text\":\"quite a long value, some blocks of it\"}");

  private RandomLines() {}

  /**
   * Returns a file, perhaps with a byte-order mark.
   *
   * @param firstLine what stands before all that is random
   */
  static byte[] file(Seeded seeded, String firstLine) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    if (seeded.onceIn(4)) {
      file.writeBytes("\uFEFF".getBytes(UTF_8));
    }
    file.writeBytes(firstLine.getBytes(UTF_8));
    for (int pieces = seeded.between(0, 40); pieces > 0; pieces--) {
      file.writeBytes(seeded.oneOf(PIECES).getBytes(UTF_8));
    }
    return file.toByteArray();
  }

  /** Returns options with blocks, and a limit of records, that are shorter than many lines. */
  static ReadOptions options(Seeded seeded) {
    return ReadOptions.builder()
        .blockBytes(seeded.between(1, 70))
        .maxRecordBytes(seeded.between(1, 60))
        .threads(seeded.between(1, 3))
        .build();
  }
}
