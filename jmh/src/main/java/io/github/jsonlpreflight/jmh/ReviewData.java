package io.github.jsonlpreflight.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * Product reviews as JSON Lines, always the same ones: {@value #BYTES} bytes in records of about
 * 655 bytes, with a long text, a nested object and an array. About one word in eight is outside
 * ASCII or has an escape in it.
 */
final class ReviewData {
  /** The size in megabytes, which are the operations of one call of a benchmark. */
  static final int MEGABYTES = 16;

  static final int BYTES = MEGABYTES * 1_000_000;

  private static final long SEED = 2026;
  private static final int MEAN_TEXT_WORDS = 66;

  /** Room for the last record, whose text fills the data to its exact size. */
  private static final int LAST_RECORD_BYTES = 2000;

  private static final String[] PLAIN_WORDS = {
    "the",
    "kettle",
    "boils",
    "in",
    "two",
    "minutes",
    "and",
    "is",
    "quiet",
    "my",
    "old",
    "one",
    "was",
    "not",
    "handle",
    "stays",
    "cool",
    "lid",
    "opens",
    "wide",
    "would",
    "buy",
    "it",
    "again",
    "colour",
    "differs",
    "slightly",
    "from",
    "picture",
    "delivery",
    "took",
    "three",
    "days",
    "well",
    "packed",
    "instructions",
    "are",
    "clear",
    "a",
    "bit",
    "expensive",
    "but",
    "worth",
    "every",
    "cent"
  };

  private static final String[] ODD_WORDS = {
    "café",
    "naïve",
    "größer",
    "Crème",
    "日本語",
    "👍",
    "\\u00e9t\\u00e9",
    "\\\"solid\\\"",
    "end.\\n\\nThen",
    "tab\\there",
    "København",
    "and\\/or"
  };

  private static final String[] CATEGORIES = {
    "Audio", "Electronics", "Home", "Kitchen", "Outdoor", "Toys"
  };

  private static final String[] TAGS = {"gift", "daily", "travel", "office", "kids", "returned"};

  private final byte[] bytes;
  private final int[] ends;
  private final int invalid;

  private ReviewData(byte[] bytes, int[] ends, int invalid) {
    this.bytes = bytes;
    this.ends = ends;
    this.invalid = invalid;
  }

  /**
   * Makes the data.
   *
   * @param invalidOneIn one record in so many is invalid under both schemas; 0 for none
   */
  static ReviewData withInvalidOneIn(int invalidOneIn) {
    Random random = new Random(SEED);
    ByteArrayOutputStream out = new ByteArrayOutputStream(BYTES);
    int[] ends = new int[BYTES / 100];
    int records = 0;
    int invalid = 0;
    while (out.size() < BYTES - LAST_RECORD_BYTES) {
      String record = record(random, records, text(random));
      if (invalidOneIn > 0 && records % invalidOneIn == invalidOneIn / 2) {
        record = spoil(record, invalid++);
      }
      out.writeBytes(record.getBytes(UTF_8));
      ends[records++] = out.size();
      out.write('\n');
    }
    String last = record(random, records, "");
    int missing = BYTES - out.size() - last.getBytes(UTF_8).length - 1;
    out.writeBytes(record(last, "x".repeat(missing)).getBytes(UTF_8));
    ends[records++] = out.size();
    out.write('\n');
    return new ReviewData(out.toByteArray(), Arrays.copyOf(ends, records), invalid);
  }

  private static String record(String template, String text) {
    return template.replace("\"text\":\"\"", "\"text\":\"" + text + "\"");
  }

  private static String record(Random random, int index, String text) {
    return String.format(
        Locale.ROOT,
        "{\"id\":\"R-%07d\",\"product\":{\"sku\":\"%s-%04d\",\"category\":\"%s\",\"price\":%d.%02d},"
            + "\"stars\":%d,\"title\":\"%s\",\"text\":\"%s\",\"tags\":[\"%s\",\"%s\"],"
            + "\"url\":\"https://shop.example.com/reviews/%d\","
            + "\"written_at\":\"2026-%02d-%02dT%02d:%02d:00Z\",\"verified\":%b}",
        index,
        "KT",
        random.nextInt(10_000),
        pick(random, CATEGORIES),
        random.nextInt(500),
        random.nextInt(100),
        1 + random.nextInt(5),
        words(random, 3 + random.nextInt(4)),
        text,
        TAGS[index % TAGS.length],
        TAGS[(index + 1) % TAGS.length],
        index,
        1 + random.nextInt(12),
        1 + random.nextInt(28),
        random.nextInt(24),
        random.nextInt(60),
        random.nextBoolean());
  }

  private static String text(Random random) {
    return words(random, MEAN_TEXT_WORDS / 2 + random.nextInt(MEAN_TEXT_WORDS));
  }

  private static String words(Random random, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ");
      text.append(pick(random, random.nextInt(8) == 0 ? ODD_WORDS : PLAIN_WORDS));
    }
    return text.toString();
  }

  /** Breaks a record in one of three ways by turns; its length may change. */
  private static String spoil(String record, int turn) {
    return switch (turn % 3) {
      case 0 -> record.replace("\"title\"", "\"titel\"");
      case 1 -> record.replaceFirst("\"id\":\"R-[0-9]*\"", "\"id\":7");
      default -> record.substring(0, record.length() - 1);
    };
  }

  private static String pick(Random random, String[] values) {
    return values[random.nextInt(values.length)];
  }

  /** Returns the bytes themselves, not a copy. */
  byte[] bytes() {
    return bytes;
  }

  int records() {
    return ends.length;
  }

  int invalid() {
    return invalid;
  }

  int start(int record) {
    return record == 0 ? 0 : ends[record - 1] + 1;
  }

  /** Returns where a record ends, its newline not counted. */
  int end(int record) {
    return ends[record];
  }
}
