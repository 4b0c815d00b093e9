package io.github.jsonlpreflight.cli.explain;

import io.github.jsonlpreflight.cli.console.JsonOutput;
import io.github.jsonlpreflight.cli.console.Terminal;
import io.github.jsonlpreflight.cli.console.WordWrap;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Shows explanations. */
public final class ExplanationOutput {
  /** Where the texts begin that stand behind a label. */
  private static final int MARGIN = 11;

  private ExplanationOutput() {}

  /** Lists explanations under their headings, a line each. */
  public static void list(List<Explanation> entries, PrintWriter out) {
    int column = entries.stream().mapToInt(entry -> entry.code().length()).max().orElse(0) + 2;
    String group = "";
    for (Explanation entry : entries) {
      if (!entry.group().equals(group)) {
        out.printf("%s%s%n", group.isEmpty() ? "" : System.lineSeparator(), entry.group());
        group = entry.group();
      }
      String code = "  " + entry.code() + " ".repeat(column - entry.code().length());
      out.println(lines(entry).wrap(code + entry.summary(), column + 2));
    }
    out.println();
    out.println("preflight explain CODE says more of one.");
  }

  /** Shows all that is to be said of one. */
  public static void show(Explanation entry, PrintWriter out) {
    out.println(entry.code() + " (" + entry.group() + ")");
    WordWrap lines = lines(entry);
    entry.meaning().lines().forEach(text -> out.println(lines.wrap("  " + text, 2)));
    asItIs("Schema", entry.schema(), out);
    asItIs("Record", entry.record(), out);
    asItIs("Example", entry.example(), out);
    text("Mend", entry.mend(), lines, out);
    text("Set by", entry.setBy(), lines, out);
    out.println();
  }

  /** Explanations are for people wherever they go, and so have lines of their width everywhere. */
  private static WordWrap lines(Explanation entry) {
    return WordWrap.at(Terminal::columns, entry.spans());
  }

  private static void text(String label, @Nullable String text, WordWrap lines, PrintWriter out) {
    if (text != null) {
      out.println(lines.wrap(labelled(label, text), MARGIN));
    }
  }

  private static void asItIs(String label, @Nullable String text, PrintWriter out) {
    if (text != null) {
      String between = System.lineSeparator() + " ".repeat(MARGIN);
      out.println(labelled(label, text.lines().collect(Collectors.joining(between))));
    }
  }

  private static String labelled(String label, String text) {
    return "  %-9s%s".formatted(label + ":", text);
  }

  /** Shows explanations to programs. */
  public static void json(List<Explanation> entries, PrintWriter out) {
    try (JsonGenerator json = JsonOutput.to(out)) {
      json.writeStartObject();
      json.writeArrayPropertyStart("codes");
      for (Explanation entry : entries) {
        json.writeStartObject();
        json.writeStringProperty("code", entry.code());
        json.writeStringProperty("group", entry.group());
        json.writeStringProperty("meaning", entry.meaning());
        json.writeStringProperty("schema", entry.schema());
        json.writeStringProperty("record", entry.record());
        json.writeStringProperty("example", entry.example());
        json.writeStringProperty("mend", entry.mend());
        json.writeStringProperty("set_by", entry.setBy());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }
}
