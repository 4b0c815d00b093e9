package io.github.jsonlpreflight.jsonl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

import io.github.jsonlpreflight.testkit.Reading.Seen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Reads {@code reading-cases.txt}, which explains its own marks. What a case expects comes from its
 * marks by counting alone: nothing here knows what a blank line is.
 */
final class MarkedCases {
  private static final String RESOURCE = "reading-cases.txt";
  private static final char ANY_LINE_END = '⏎';
  private static final char RECORD = '▸';
  private static final char END = '␄';

  /** A byte-order mark, as Latin-1 shows it. */
  private static final String MARK = "\u00EF\u00BB\u00BF";

  private static final Map<Character, String> BYTES =
      Map.ofEntries(
          entry('␊', "\n"),
          entry('␍', "\r"),
          entry('␠', " "),
          entry('␉', "\t"),
          entry('␋', "\u000B"),
          entry('␌', "\f"),
          entry('␀', "\0"),
          entry('◆', "\uFEFF"),
          entry('␤', "\u0085"),
          entry('‖', "\u2028"),
          entry('¶', "\u2029"));

  private MarkedCases() {}

  /** A file, shown as Latin-1, and what a reading of it has to bring. */
  record MarkedCase(String name, String file, List<Seen> records, PassTotals totals) {
    byte[] bytes() {
      return file.getBytes(ISO_8859_1);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<MarkedCase> all() {
    List<MarkedCase> cases = new ArrayList<>();
    String name = "";
    StringBuilder marked = new StringBuilder();
    for (String line : lines()) {
      if (line.startsWith("= ")) {
        name = line.substring(2);
        marked.setLength(0);
      } else if (!name.isEmpty()) {
        marked.append(line);
        if (line.indexOf(END) >= 0) {
          addTo(cases, name, marked.toString());
        }
      }
    }
    return cases.stream();
  }

  private static List<String> lines() {
    try (InputStream in =
        Objects.requireNonNull(MarkedCases.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addTo(List<MarkedCase> cases, String name, String marked) {
    if (marked.indexOf(ANY_LINE_END) < 0) {
      cases.add(expand(name, marked));
      return;
    }
    cases.add(expand(name + ", LF", marked.replace(ANY_LINE_END, '␊')));
    cases.add(expand(name + ", CRLF", marked.replace(String.valueOf(ANY_LINE_END), "␍␊")));
  }

  private static MarkedCase expand(String name, String marked) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < marked.length(); i++) {
      char c = marked.charAt(i);
      if (c == RECORD) {
        starts.add(bytes.size());
      } else if (c != END) {
        bytes.writeBytes(BYTES.getOrDefault(c, String.valueOf(c)).getBytes(UTF_8));
      }
    }
    return expect(name, bytes.toString(ISO_8859_1), starts);
  }

  private static MarkedCase expect(String name, String text, List<Integer> starts) {
    List<Seen> records = new ArrayList<>();
    for (int start : starts) {
      int newline = text.indexOf('\n', start);
      int end = newline < 0 ? text.length() : newline;
      long newlinesBefore = text.substring(0, start).chars().filter(c -> c == '\n').count();
      records.add(
          new Seen(
              newlinesBefore + 1,
              records.size(),
              text.lastIndexOf('\n', start - 1) + 1,
              start,
              end - start,
              newline >= 0,
              text.substring(start, end)));
    }
    boolean finalNewline = text.isEmpty() || text.endsWith("\n");
    // A byte-order mark is no part of a line, so alone it makes none.
    boolean lastLineIsOpen = !finalNewline && !text.equals(MARK);
    long lines = text.chars().filter(c -> c == '\n').count() + (lastLineIsOpen ? 1 : 0);
    PassTotals totals =
        new PassTotals(
            lines,
            lines - records.size(),
            records.size(),
            text.length(),
            text.startsWith(MARK),
            finalNewline,
            true);
    return new MarkedCase(name, text, records, totals);
  }
}
