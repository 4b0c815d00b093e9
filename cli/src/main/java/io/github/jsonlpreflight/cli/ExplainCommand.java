package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.jsonl.Messages;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
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
  private static final int WIDTH = 80;
  private static final Pattern SPACE = Pattern.compile(" ");

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
      out.print("  " + entry.code() + " ".repeat(column - entry.code().length()));
      wrap(entry.summary(), column + 2, out);
    }
    out.println();
    out.println("preflight explain CODE says more of one.");
  }

  private static void show(Explanation entry, PrintWriter out) {
    out.println(entry.code() + " (" + entry.group() + ")");
    entry
        .meaning()
        .lines()
        .forEach(
            paragraph -> {
              out.print("  ");
              wrap(paragraph, 2, out);
            });
    part("Schema", entry.schema(), out);
    part("Record", entry.record(), out);
    part("Example", entry.example(), out);
    part("Mend", entry.mend(), out);
    part("Set by", entry.setBy(), out);
    out.println();
  }

  private static void part(String label, @Nullable String text, PrintWriter out) {
    if (text == null) {
      return;
    }
    String margin = " ".repeat(11);
    out.printf("  %-9s", label + ":");
    if (label.equals("Mend") || label.equals("Set by")) {
      wrap(text, margin.length(), out);
    } else {
      out.println(text.lines().collect(Collectors.joining(System.lineSeparator() + margin)));
    }
  }

  /** Prints words on as many lines as they need, from a column on, where the first line is. */
  private static void wrap(String text, int column, PrintWriter out) {
    int at = column;
    String gap = "";
    for (String word : SPACE.splitAsStream(text).toList()) {
      if (at + gap.length() + word.length() > WIDTH && !gap.isEmpty()) {
        out.println();
        out.print(" ".repeat(column));
        at = column;
        gap = "";
      }
      out.print(gap + word);
      at += gap.length() + word.length();
      gap = " ";
    }
    out.println();
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
