package io.github.jsonlpreflight.jmh;

/** The forms of data that speed depends on; each is made of records that both schemas accept. */
public enum Shape {
  /** About 655 bytes a record; one word in eight is outside ASCII or has an escape in it. */
  REVIEW(Words.MIXED, 66, 2_000),
  /** The same records with all the words inside ASCII and without escapes. */
  ASCII(Words.PLAIN, 66, 2_000),
  /** The same fields in another order in each record. */
  SHUFFLED(Words.MIXED, 66, 2_000),
  /**
   * The same records in a language that an encoder like {@code ensure_ascii} escapes throughout.
   */
  ESCAPED(Words.ESCAPED, 66, 8_000),
  /** The same fields with a text of a few words. */
  SHORT_TEXT(Words.MIXED, 4, 2_000),
  /** About 100 bytes a record, with five fields. */
  SMALL(Words.MIXED, 4, 2_000),
  /** About 100 KB a record, nearly all of it text. */
  LARGE(Words.MIXED, 16_500, 200_000);

  private final Words words;
  private final int meanTextWords;
  private final int longestRecordBytes;

  Shape(Words words, int meanTextWords, int longestRecordBytes) {
    this.words = words;
    this.meanTextWords = meanTextWords;
    this.longestRecordBytes = longestRecordBytes;
  }

  Words words() {
    return words;
  }

  /** Returns the mean; a text has from half as many words to half as many again. */
  int meanTextWords() {
    return meanTextWords;
  }

  /** Returns the room that the last record needs, whose text fills the data to its exact size. */
  int longestRecordBytes() {
    return longestRecordBytes;
  }
}
