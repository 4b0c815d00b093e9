package io.github.jsonlpreflight.spark;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * A file made from a seed, with a byte-order mark, line ends of both kinds, blank lines, invalid
 * records of all kinds, records that repeat others, valid or not, lines of any length, and no
 * newline at its end.
 */
final class SampleFile {
  static final String SCHEMA =
      """
      {"type":"object","required":["id","text"],
       "properties":{"id":{"type":"integer","minimum":0},"text":{"type":"string","maxLength":60},
                     "at":{"type":"string","format":"date"},"tags":{"type":"array","uniqueItems":true}},
       "additionalProperties":false}
      """;

  private SampleFile() {}

  static byte[] of(long seed, int leastBytes) {
    SplittableRandom random = new SplittableRandom(seed);
    ByteArrayOutputStream file = new ByteArrayOutputStream(leastBytes + 1000);
    file.writeBytes("\uFEFF".getBytes(StandardCharsets.UTF_8));
    for (long id = 0; file.size() < leastBytes; id++) {
      byte[] line = line(id, random);
      file.writeBytes(line);
      file.writeBytes(random.nextInt(3) == 0 ? new byte[] {'\r', '\n'} : new byte[] {'\n'});
    }
    file.writeBytes(
        "{\"id\":1,\"text\":\"the last line has no newline\"}".getBytes(StandardCharsets.UTF_8));
    return file.toByteArray();
  }

  private static byte[] line(long id, SplittableRandom random) {
    String text =
        switch (random.nextInt(60)) {
          case 0 -> "";
          case 1 -> " \t ";
          case 2 -> "{\"id\":%d,\"text\":\"cut short".formatted(id);
          case 3 -> "{\"id\":-%d,\"text\":\"a\"}".formatted(id + 1);
          case 4 -> "{\"id\":\"%d\",\"text\":\"a\",\"more\":null}".formatted(id);
          case 5 -> "{\"id\":%d}".formatted(id);
          case 6 -> "{\"id\":%d,\"text\":\"%s\"}".formatted(id, "long ".repeat(20));
          case 7 -> "{\"id\":%d,\"id\":%d,\"text\":\"twice\"}".formatted(id, id);
          case 8 -> "{\"id\":%d,\"text\":\"a\",\"at\":\"2026-13-40\"}".formatted(id);
          case 9 -> "{\"id\":%d,\"text\":\"a\",\"tags\":[1,2,1.0]}".formatted(id);
          case 10 -> "[%d]".formatted(id);
          case 11 -> "{\"id\":%d,\"text\":\"\\ud800\"}".formatted(id);
          case 12 -> "{\"id\":%d,\"text\":\"\uFEFF\u2028\u2029\u0085 é 😀\"}".formatted(id);
          case 13 -> "  {\"id\":%d,\"text\":\"white space around\"} \t".formatted(id);
          case 14 ->
              "{\"id\":%d,\"text\":\"a\",\"tags\":[%s]}"
                  .formatted(id, ids(id * 1000, random.nextInt(200) + 1));
          case 15 -> "{\"id\":1,\"text\":\"again and again\"}";
          case 16 -> " {\"id\":1,\"text\":\"again and again\"}\t";
          case 17 -> "{\"id\":%d,\"text\":\"one of many\"}".formatted(random.nextInt(5000));
          case 18 -> "{\"id\":-1,\"text\":\"invalid again and again\"}";
          default -> "{\"id\":%d,\"text\":\"record %d\",\"at\":\"2026-11-27\"}".formatted(id, id);
        };
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(500) == 0 && bytes.length > 12) {
      bytes[12] = (byte) 0xFF; // which is in no UTF-8
    }
    return bytes;
  }

  private static String ids(long from, int count) {
    StringBuilder all = new StringBuilder().append(from);
    for (int i = 1; i < count; i++) {
      all.append(',').append(from + i);
    }
    return all.toString();
  }
}
