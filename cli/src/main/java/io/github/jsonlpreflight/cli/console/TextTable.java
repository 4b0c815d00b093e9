package io.github.jsonlpreflight.cli.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/** Rows whose columns are as wide as what stands in them, two blanks apart. */
public final class TextTable {
  private static final String GAP = "  ";

  private final String[] headings;
  private final boolean[] right;
  private final boolean[] leftOut;
  private final int[] widths;
  private final List<String[]> rows = new ArrayList<>();

  /** Makes a table; a column whose heading begins with {@code >} is aligned to the right. */
  public TextTable(String... headings) {
    this.headings = new String[headings.length];
    right = new boolean[headings.length];
    leftOut = new boolean[headings.length];
    widths = new int[headings.length];
    for (int i = 0; i < headings.length; i++) {
      right[i] = headings[i].startsWith(">");
      this.headings[i] = right[i] ? headings[i].substring(1) : headings[i];
    }
    row(this.headings);
  }

  /** Adds a row. */
  public void row(String... cells) {
    for (int i = 0; i < cells.length; i++) {
      widths[i] = Math.max(widths[i], Columns.of(cells[i]));
    }
    rows.add(cells);
  }

  /** Shows a column no more. */
  public void leaveOut(String heading) {
    leftOut[Arrays.asList(headings).indexOf(heading)] = true;
  }

  /** Returns how wide the widest line is. */
  public int width() {
    return IntStream.range(0, rows.size()).map(row -> Columns.of(line(row))).max().orElse(0);
  }

  /** Returns a line; 0 is the headings. */
  public String line(int row) {
    StringJoiner line = new StringJoiner(GAP);
    String[] cells = rows.get(row);
    for (int i = 0; i < cells.length; i++) {
      if (!leftOut[i]) {
        String space = " ".repeat(widths[i] - Columns.of(cells[i]));
        line.add(right[i] ? space + cells[i] : cells[i] + space);
      }
    }
    return line.toString().stripTrailing();
  }
}
