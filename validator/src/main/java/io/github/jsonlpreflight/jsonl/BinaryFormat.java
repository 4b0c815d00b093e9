package io.github.jsonlpreflight.jsonl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;

/** Binary files that data is kept in, known by their first bytes. */
enum BinaryFormat {
  PARQUET("a Parquet file", "PAR1", "export its rows as JSON Lines with what wrote it"),
  AVRO("an Avro file", "Obj\u0001", "export its rows as JSON Lines: avro-tools tojson"),
  ORC("an ORC file", "ORC", "export its rows as JSON Lines with what wrote it"),
  ARROW("an Arrow file", "ARROW1\0\0", "export its rows as JSON Lines with what wrote it"),
  SQLITE(
      "an SQLite database",
      "SQLite format 3\0",
      "export a table: sqlite3 -json FILE 'SELECT * FROM name' | jq -c '.[]'"),
  PDF("a PDF document", "%PDF-", "the records are needed as text, one JSON value a line"),
  EXCEL_97(
      "an old Office document, perhaps an Excel workbook",
      "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1",
      "save the sheet as CSV UTF-8 and convert that"),
  /** A zip file like others; the name of its first member tells. */
  OFFICE(
      "an Office document, perhaps an Excel workbook",
      "PK\u0003\u0004",
      "save the sheet as CSV UTF-8 and convert that");

  private static final String OFFICE_MEMBER = "[Content_Types].xml";
  private static final int LOCAL_HEADER_LENGTH = 30;

  private final String what;
  private final String magic;
  private final String advice;

  BinaryFormat(String what, String magic, String advice) {
    this.what = what;
    this.magic = magic;
    this.advice = advice;
  }

  /** Returns the format of a file that begins with these bytes, if it is one of them. */
  static Optional<BinaryFormat> of(byte[] sample) {
    return Arrays.stream(values()).filter(format -> format.begins(sample)).findFirst();
  }

  /** Returns what the file is and what to do, as the rest of a sentence. */
  String advice() {
    return "is " + what + ", not text; " + advice;
  }

  private boolean begins(byte[] sample) {
    if (!startsWith(sample, 0, magic)) {
      return false;
    }
    return switch (this) {
      case OFFICE -> startsWith(sample, LOCAL_HEADER_LENGTH, OFFICE_MEMBER);
      // A line of text may begin with these letters; no text goes on like these files.
      case PARQUET, ORC -> sample.length > magic.length() && isControl(sample[magic.length()]);
      default -> true;
    };
  }

  private static boolean startsWith(byte[] sample, int from, String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    return sample.length >= from + bytes.length
        && Arrays.equals(sample, from, from + bytes.length, bytes, 0, bytes.length);
  }

  /** Tells whether a byte is a control character that no usual text has. */
  static boolean isControl(byte b) {
    return b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t';
  }
}
