package io.github.jsonlpreflight.jmh;

import java.util.Locale;
import java.util.Random;

/** Where a text's words come from, written as they stand inside a JSON string. */
enum Words {
  /** One word in eight is outside ASCII or has an escape in it. */
  MIXED {
    @Override
    String next(Random random) {
      return pick(random, random.nextInt(8) == 0 ? ODD_WORDS : PLAIN_WORDS);
    }
  },
  /** ASCII without escapes. */
  PLAIN {
    @Override
    String next(Random random) {
      return pick(random, PLAIN_WORDS);
    }
  },
  /** Every letter is an escape of six bytes, one sign in some forty a pair of them. */
  ESCAPED {
    @Override
    String next(Random random) {
      return pick(random, ESCAPED_WORDS);
    }
  };

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

  private static final String[] ESCAPED_WORDS =
      escaped(
          "чайник",
          "быстро",
          "кипит",
          "и",
          "не",
          "шумит",
          "ручка",
          "холодная",
          "крышка",
          "открывается",
          "широко",
          "цвет",
          "немного",
          "другой",
          "доставка",
          "три",
          "дня",
          "👍");

  abstract String next(Random random);

  static String pick(Random random, String[] values) {
    return values[random.nextInt(values.length)];
  }

  private static String[] escaped(String... words) {
    String[] escaped = new String[words.length];
    for (int i = 0; i < words.length; i++) {
      StringBuilder word = new StringBuilder();
      words[i].chars().forEach(c -> word.append(String.format(Locale.ROOT, "\\u%04x", c)));
      escaped[i] = word.toString();
    }
    return escaped;
  }
}
