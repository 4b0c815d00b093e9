package io.github.jsonlpreflight.jmh;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Makes product reviews of a shape, one JSON object at a time and always the same ones. */
final class ReviewGenerator {
  private static final long SEED = 2026;

  private static final String[] CATEGORIES = {
    "Audio", "Electronics", "Home", "Kitchen", "Outdoor", "Toys"
  };

  private static final String[] TAGS = {"gift", "daily", "travel", "office", "kids", "returned"};

  private final Random random = new Random(SEED);
  private final Shape shape;
  private final int invalidOneIn;
  private int records;
  private int invalid;

  /**
   * Makes nothing yet.
   *
   * @param invalidOneIn one record in so many is invalid under both schemas; 0 for none
   */
  ReviewGenerator(Shape shape, int invalidOneIn) {
    this.shape = shape;
    this.invalidOneIn = invalidOneIn;
  }

  /** Returns the next record, without an end of line. */
  String next() {
    int mean = shape.meanTextWords();
    String record = record(words(mean / 2 + random.nextInt(mean)));
    if (invalidOneIn > 0 && records % invalidOneIn == invalidOneIn / 2) {
      record = spoil(record, invalid++);
    }
    records++;
    return record;
  }

  /** Returns a valid record with an empty text, which is the last one. */
  String last() {
    String record = record("");
    records++;
    return record;
  }

  /** Returns how many records there were so far. */
  int records() {
    return records;
  }

  /** Returns how many records so far are invalid. */
  int invalid() {
    return invalid;
  }

  private String record(String text) {
    List<String> members = shape == Shape.SMALL ? few(text) : all(text);
    if (shape == Shape.SHUFFLED) {
      Collections.shuffle(members, random);
    }
    return "{" + String.join(",", members) + "}";
  }

  private List<String> few(String text) {
    List<String> members = new ArrayList<>();
    members.add(member("id", "\"R-%07d\"", records % 10_000_000));
    members.add(member("stars", "%d", 1 + random.nextInt(5)));
    members.add("\"title\":\"" + words(2) + "\"");
    members.add("\"text\":\"" + text + "\"");
    members.add(member("verified", "%b", random.nextBoolean()));
    return members;
  }

  private List<String> all(String text) {
    List<String> members = new ArrayList<>();
    members.add(member("id", "\"R-%07d\"", records % 10_000_000));
    members.add(
        member(
            "product",
            "{\"sku\":\"KT-%04d\",\"category\":\"%s\",\"price\":%d.%02d}",
            random.nextInt(10_000),
            Words.pick(random, CATEGORIES),
            random.nextInt(500),
            random.nextInt(100)));
    members.add(member("stars", "%d", 1 + random.nextInt(5)));
    members.add("\"title\":\"" + words(3 + random.nextInt(4)) + "\"");
    members.add("\"text\":\"" + text + "\"");
    members.add(
        member(
            "tags",
            "[\"%s\",\"%s\"]",
            TAGS[records % TAGS.length],
            TAGS[(records + 1) % TAGS.length]));
    members.add(member("url", "\"https://shop.example.com/reviews/%d\"", records));
    members.add(
        member(
            "written_at",
            "\"2026-%02d-%02dT%02d:%02d:00Z\"",
            1 + random.nextInt(12),
            1 + random.nextInt(28),
            random.nextInt(24),
            random.nextInt(60)));
    members.add(member("verified", "%b", random.nextBoolean()));
    return members;
  }

  private static String member(String name, String format, Object... values) {
    return "\"" + name + "\":" + String.format(Locale.ROOT, format, values);
  }

  private String words(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : " ").append(shape.words().next(random));
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
}
