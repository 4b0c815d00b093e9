package io.github.jsonlpreflight.jsonl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.jsonlpreflight.testkit.Reading;
import io.github.jsonlpreflight.testkit.Reading.Seen;
import java.util.ArrayList;
import java.util.List;

/** How JSON Lines is read, in the fewest words, with the whole file in memory. */
final class ReferenceSplitter {
  private static final String MARK = "\u00EF\u00BB\u00BF";

  private ReferenceSplitter() {}

  static Reading read(byte[] bytes, int maxRecordBytes) {
    String file = new String(bytes, ISO_8859_1);
    boolean marked = file.startsWith(MARK);
    List<Seen> records = new ArrayList<>();
    long lines = 0;
    for (int start = marked ? MARK.length() : 0; start < file.length(); lines++) {
      int newline = file.indexOf('\n', start);
      int end = newline < 0 ? file.length() : newline;
      int lineStart = lines == 0 ? 0 : start;
      String record = file.substring(start, end);
      if (!record.matches("[ \t\r]*")) {
        String shown = record.length() > maxRecordBytes ? Reading.OVERSIZED : record;
        records.add(
            new Seen(
                lines + 1, records.size(), lineStart, start, end - start, newline >= 0, shown));
      }
      start = end + 1;
    }
    boolean finalNewline = file.isEmpty() || file.endsWith("\n");
    long blank = lines - records.size();
    return new Reading(
        records,
        new PassTotals(
            lines,
            blank,
            records.size(),
            bytes.length,
            marked,
            finalNewline,
            /* finished= */ true));
  }
}
