package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.jsonl.Messages;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

@Command(
    name = "explain",
    description = "Say what a rule, policy, note, error or exit code means, and how to mend it.")
final class ExplainCommand implements Callable<Integer> {
  /** Where the texts begin that stand behind a label. */
  private static final int MARGIN = 11;

  /** The forms in which explanations are printed. */
  enum Form {
    text,
    json
  }

  /** Every code, for completion. */
  static final class Codes implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      try {
        return Explanations.load().all().stream().map(Explanation::code).iterator();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "CODE",
      arity = "0..*",
      completionCandidates = Codes.class,
      description = "What to explain, as results name it. Without one all are listed.")
  private List<String> codes = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "How it is printed: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Form form;

  private ExplainCommand() {}

  @Override
  public Integer call() throws IOException {
    Explanations page = Explanations.load();
    List<Explanation> chosen = codes.isEmpty() ? page.all() : choose(page);
    PrintWriter out = spec.commandLine().getOut();
    switch (form) {
      case json -> json(chosen, out);
      case text -> {
        if (codes.isEmpty()) {
          list(chosen, out);
        } else {
          chosen.forEach(entry -> show(entry, out));
        }
      }
    }
    out.flush();
    return ExitCode.OK;
  }

  private List<Explanation> choose(Explanations page) {
    List<Explanation> chosen = new ArrayList<>();
    for (String code : codes) {
      chosen.add(page.find(code).orElseThrow(() -> Usage.error(spec, unknown(code, page.all()))));
    }
    return chosen;
  }

  private static String unknown(String code, List<Explanation> all) {
    List<String> meant = Suggestions.of(code, all.stream().map(Explanation::code).toList());
    return "Nothing here is called '"
        + Messages.printable(code)
        + "'; "
        + (meant.isEmpty()
            ? "preflight explain lists what is"
            : "did you mean " + String.join(" or ", meant) + "?");
  }

  private static void list(List<Explanation> entries, PrintWriter out) {
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

  private static void show(Explanation entry, PrintWriter out) {
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

  private static void json(List<Explanation> entries, PrintWriter out) {
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
