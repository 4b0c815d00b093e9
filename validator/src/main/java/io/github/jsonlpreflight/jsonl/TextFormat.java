package io.github.jsonlpreflight.jsonl;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Texts that are no JSON but something else that is well known, and what to do with them.
 *
 * @param advice what the file is and what to do, as the rest of a sentence
 */
record TextFormat(ErrorCode code, String advice) {
  private static final int SAMPLE_LINES = 20;

  private static final TextFormat HTML =
      new TextFormat(
          ErrorCode.HTML,
          "is an HTML page, perhaps an error or a login page saved in place of the file; fetch the"
              + " file again");

  private static final TextFormat XML =
      new TextFormat(
          ErrorCode.XML, "is XML, not JSON; the records are needed as JSON, one value a line");

  private static final String GIT_LFS_START = "version https://git-lfs.github.com/spec/";

  private static final TextFormat GIT_LFS_POINTER =
      new TextFormat(
          ErrorCode.GIT_LFS_POINTER,
          "is a Git LFS pointer, not the file it stands for; fetch that: git lfs pull");

  private static final TextFormat PYTHON =
      new TextFormat(
          ErrorCode.PYTHON_VALUES,
          "has Python's spelling of its values, not JSON; write it with json.dumps, or convert it:"
              + " python3 -c 'import ast,json; [print(json.dumps(ast.literal_eval(line)))"
              + " for line in open(0,encoding=\"utf-8\")]' < FILE");

  private static TextFormat table(char separator) {
    String delimiter =
        switch (separator) {
          case '\t' -> ",delimiter=\"\\t\"";
          case ';' -> ",delimiter=\";\"";
          default -> "";
        };
    return new TextFormat(
        ErrorCode.CSV,
        "looks like "
            + (separator == '\t' ? "TSV" : "CSV")
            + ", not JSON; convert it: python3 -c 'import csv,json; [print(json.dumps(row))"
            + " for row in csv.DictReader(open(0,encoding=\"utf-8-sig\",newline=\"\")"
            + delimiter
            + ")]' < FILE");
  }

  /**
   * Returns what a text is that has no line of JSON in sight, if it can be told for certain.
   *
   * @param whole whether the text is all there is
   */
  static Optional<TextFormat> of(String text, boolean whole) {
    String start = text.stripLeading().toLowerCase(Locale.ROOT);
    if (start.startsWith("<!doctype html") || start.matches("(?s)<html[\\s>].*")) {
      return Optional.of(HTML);
    }
    if (start.startsWith("<?xml ")) {
      return Optional.of(start.contains("<!doctype html") ? HTML : XML);
    }
    if (text.startsWith(GIT_LFS_START)) {
      return Optional.of(GIT_LFS_POINTER);
    }
    if (everyLineIsAPythonDict(text, whole)) {
      return Optional.of(PYTHON);
    }
    return TableShape.separatorOf(text, whole).map(TextFormat::table);
  }

  /** A dictionary as Python prints it: JSON has no single quotes, and JavaScript prints none. */
  private static boolean everyLineIsAPythonDict(String text, boolean whole) {
    int end = whole ? text.length() : text.lastIndexOf('\n') + 1;
    List<String> lines =
        text.substring(0, end)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .limit(SAMPLE_LINES)
            .toList();
    return !lines.isEmpty() && lines.stream().allMatch(line -> line.matches("\\{'[^']*': .*\\}"));
  }
}
