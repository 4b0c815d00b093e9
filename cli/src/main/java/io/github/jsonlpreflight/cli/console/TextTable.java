package io.github.jsonlpreflight.cli.console;

import java.util.ArrayList;
import java.util.List;

/** Rows whose columns are as wide as what stands in them, two blanks apart. */
public final class TextTable {
  private final boolean[] right;
  private final int[] widths;
  private final List<String[]> rows = new ArrayList<>();

  /** Makes a table; a column whose heading begins with {@code >} is aligned to the right. */
  public TextTable(String... headings) {
    right = new boolean[headings.length];
    widths = new int[headings.length];
    String[] names = new String[headings.length];
    for (int i = 0; i < headings.length; i++) {
      right[i] = headings[i].startsWith(">");
      names[i] = right[i] ? headings[i].substring(1) : headings[i];
    }
    row(names);
  }

  public void row(String... cells) {
    for (int i = 0; i < cells.length; i++) {
      widths[i] = Math.max(widths[i], Columns.of(cells[i]));
    }
    rows.add(cells);
  }

  /** Returns a line; 0 is the headings. */
  public String line(int row) {
    StringBuilder line = new StringBuilder();
    String[] cells = rows.get(row);
    for (int i = 0; i < cells.length; i++) {
      String space = " ".repeat(widths[i] - Columns.of(cells[i]));
      line.append(i == 0 ? "" : "  ").append(right[i] ? space + cells[i] : cells[i] + space);
    }
    return line.toString().stripTrailing();
  }
}
