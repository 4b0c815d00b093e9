package io.github.jsonlpreflight.jsonl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells whether a text is a table: rows of as many fields as its header has names, RFC 4180.
 *
 * <p>Prose has commas too, so a header has to look like one.
 */
final class TableShape {
  private static final int SAMPLE_ROWS = 20;

  /** A letter first; no colon or bracket, which JSON without its braces would have. */
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}_][\\p{L}\\p{M}\\p{N}_ .#/%()-]{0,63}(?<! )");

  private final String text;
  private final char separator;
  private final List<List<String>> rows = new ArrayList<>();

  private TableShape(String text, char separator) {
    this.text = text;
    this.separator = separator;
  }

  /**
   * Returns the separator of the table that a text begins with: a comma, a tab or a semicolon.
   *
   * @param whole whether the text is all there is, so that its last row is not cut off
   */
  static Optional<Character> separatorOf(String text, boolean whole) {
    for (char separator : new char[] {',', '\t', ';'}) {
      if (new TableShape(text, separator).isTable(whole)) {
        return Optional.of(separator);
      }
    }
    return Optional.empty();
  }

  private boolean isTable(boolean whole) {
    if (!readRows(whole) || rows.size() < 2) {
      return false;
    }
    List<String> header = rows.get(0);
    return header.size() > 1
        && header.stream().allMatch(name -> NAME.matcher(name).matches())
        && rows.stream().allMatch(row -> row.size() == header.size())
        && rows.stream().noneMatch(row -> beginsLikeJson(row.get(0)));
  }

  private static boolean beginsLikeJson(String field) {
    String start = field.stripLeading();
    return start.startsWith("{") || start.startsWith("[");
  }

  /** Reads the first rows; returns false if a field is quoted as no table has it. */
  private boolean readRows(boolean whole) {
    List<String> row = new ArrayList<>();
    int at = 0;
    while (at < text.length() && rows.size() < SAMPLE_ROWS) {
      int end = endOfField(at);
      if (end < 0) {
        return !whole; // the sample ends in a quoted field, or text stands behind one
      }
      if (end == text.length() && !whole) {
        return true;
      }
      row.add(unquoted(text.substring(at, end)));
      boolean rowEnds = end == text.length() || text.charAt(end) == '\n';
      if (rowEnds && !(row.size() == 1 && row.get(0).isBlank())) {
        rows.add(row);
      }
      row = rowEnds ? new ArrayList<>() : row;
      at = end + 1;
    }
    return true;
  }

  /** Returns where the field ends that begins here, or -1 if it is quoted and does not. */
  private int endOfField(int from) {
    int at = from;
    if (text.charAt(from) == '"') {
      at = from + 1;
      while (at < text.length() && !(text.charAt(at) == '"' && !isQuote(at + 1))) {
        at += text.charAt(at) == '"' ? 2 : 1;
      }
      at++;
      if (at > text.length() || !isEnd(at)) {
        return -1;
      }
    }
    while (at < text.length() && text.charAt(at) != separator && text.charAt(at) != '\n') {
      at++;
    }
    return at;
  }

  private boolean isQuote(int at) {
    return at < text.length() && text.charAt(at) == '"';
  }

  private boolean isEnd(int at) {
    return at == text.length()
        || text.charAt(at) == separator
        || text.charAt(at) == '\n'
        || text.charAt(at) == '\r';
  }

  private static String unquoted(String field) {
    String bare = field.endsWith("\r") ? field.substring(0, field.length() - 1) : field;
    return bare.startsWith("\"") ? bare.substring(1, bare.length() - 1) : bare;
  }
}
