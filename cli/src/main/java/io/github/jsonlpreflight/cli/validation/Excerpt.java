package io.github.jsonlpreflight.cli.validation;

import io.github.jsonlpreflight.cli.console.Columns;
import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.validator.Violation;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A few words of a record, with the part at fault marked.
 *
 * @param text the words, fit to be shown
 * @param mark white space and carets that stand under them
 */
record Excerpt(String text, String mark) {
  private static final String ELLIPSIS = "…";

  /** So much of the width stands before the part at fault. */
  private static final int SHARE_BEFORE = 3;

  /** No character takes more bytes than this, nor more of them than its columns times this. */
  private static final int MAX_BYTES_OF_COLUMN = 4;

  /**
   * Returns the excerpt around what a violation is about, or null where that cannot be pointed at.
   *
   * @param width how many columns there are
   */
  static @Nullable Excerpt of(JsonlRecord record, Violation violation, int width) {
    FaultFinder.Range fault = FaultFinder.find(record, violation);
    if (fault == null) {
      return null;
    }
    byte[] bytes = record.array();
    int end = endOfText(record);
    int from = Math.min(fault.from(), end);
    int to = Math.min(fault.to(), end); // what ends too early is at fault behind its end
    boolean isShort =
        record.length() <= width && Columns.of(text(bytes, record.start(), end)) <= width;
    String head = head(bytes, record.start(), from, isShort ? width : width / SHARE_BEFORE);
    int headWidth = Columns.of(head);
    String marked = start(bytes, from, to, width - headWidth);
    int markedWidth = Math.max(1, Columns.of(marked));
    int left = width - headWidth - markedWidth;
    String tail = left > 0 ? start(bytes, to, end, left) : "";
    boolean isWhole = !marked.endsWith(ELLIPSIS);
    return new Excerpt(
        head + marked + (isWhole ? tail : ""),
        " ".repeat(headWidth) + "^".repeat(isWhole ? markedWidth : markedWidth - 1));
  }

  /** A carriage return before the newline is the record's, and nothing to look at. */
  private static int endOfText(JsonlRecord record) {
    int end = record.end();
    return end > record.start() && record.array()[end - 1] == '\r' ? end - 1 : end;
  }

  /** Returns as much of the end of {@code [from, to)} as has room. */
  private static String head(byte[] bytes, int from, int to, int width) {
    int start = Math.max(from, to - width * MAX_BYTES_OF_COLUMN);
    while (start < to && start > from && isContinuation(bytes[start])) {
      start++;
    }
    String text = text(bytes, start, to);
    int at = text.length();
    int columns = 0;
    while (at > 0) {
      int codePoint = text.codePointBefore(at);
      columns += Columns.of(codePoint);
      if (columns > width - 1) {
        return ELLIPSIS + text.substring(at);
      }
      at -= Character.charCount(codePoint);
    }
    return start > from ? ELLIPSIS + text : text;
  }

  /** Returns as much of the start of {@code [from, to)} as has room. */
  private static String start(byte[] bytes, int from, int to, int width) {
    int end = (int) Math.min(to, from + (long) width * MAX_BYTES_OF_COLUMN);
    while (end < to && end > from && isContinuation(bytes[end])) {
      end--;
    }
    String text = text(bytes, from, end);
    int columns = 0;
    int fits = 0;
    for (int at = 0; at < text.length(); ) {
      int codePoint = text.codePointAt(at);
      columns += Columns.of(codePoint);
      if (columns > width) {
        return text.substring(0, fits) + ELLIPSIS;
      }
      at += Character.charCount(codePoint);
      if (columns < width) {
        fits = at;
      }
    }
    return end < to ? text.substring(0, fits) + ELLIPSIS : text;
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xC0) == 0x80;
  }

  private static String text(byte[] bytes, int from, int to) {
    return Messages.printable(new String(bytes, from, to - from, StandardCharsets.UTF_8));
  }
}
