package io.github.jsonlpreflight.cli.explain;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The page of rules and codes, {@code docs/rules.md}, taken apart: a second-level heading begins a
 * group, a third-level one an entry. In an entry stand paragraphs, of which one may begin with
 * {@code **Mend:**} and one with {@code **Set by:**}, and fenced blocks: a {@code json} schema, a
 * {@code jsonl} record, a {@code text} example.
 */
public final class Explanations {
  private static final String PAGE = "rules.md";
  private static final String MEND = "**Mend:** ";
  private static final String SET_BY = "**Set by:** ";
  private static final String FENCE = "```";
  private static final String MEANING = "";
  private static final Pattern SECTION = Pattern.compile("^(?=##+ )", Pattern.MULTILINE);
  private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
  private static final Pattern PARAGRAPH = Pattern.compile("\n\n");

  private final List<Explanation> entries = new ArrayList<>();

  private Explanations() {}

  /** Reads the page that is part of the program. */
  public static Explanations load() throws IOException {
    try (InputStream page = Explanations.class.getResourceAsStream(PAGE)) {
      if (page == null) {
        throw new IllegalStateException(PAGE + " is missing in the program's jar");
      }
      return parse(new String(page.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  static Explanations parse(String page) {
    Explanations explanations = new Explanations();
    String group = "";
    for (String section : SECTION.splitAsStream(page).toList()) {
      int end = section.indexOf('\n');
      if (section.startsWith("### ")) {
        String code = section.substring("### ".length(), end).strip();
        explanations.entries.add(entry(code, group, section.substring(end)));
      } else if (section.startsWith("## ")) {
        group = section.substring("## ".length(), end).strip();
      }
    }
    return explanations;
  }

  private static Explanation entry(String code, String group, String text) {
    Map<String, String> parts = new HashMap<>();
    List<String> spans = new ArrayList<>();
    for (String paragraph : PARAGRAPH.splitAsStream(text.strip()).toList()) {
      if (paragraph.startsWith(FENCE)) {
        int begin = paragraph.indexOf('\n');
        parts.put(
            paragraph.substring(FENCE.length(), begin),
            paragraph.substring(begin + 1, paragraph.lastIndexOf('\n' + FENCE)));
      } else {
        String plain = plain(paragraph);
        SPAN.matcher(paragraph.replace('\n', ' '))
            .results()
            .map(span -> span.group(1))
            .forEach(spans::add);
        String label =
            paragraph.startsWith(MEND) ? MEND : paragraph.startsWith(SET_BY) ? SET_BY : MEANING;
        parts.merge(label, plain, (first, second) -> first + "\n" + second);
      }
    }
    return new Explanation(
        code,
        group,
        parts.getOrDefault(MEANING, ""),
        parts.get("json"),
        parts.get("jsonl"),
        parts.get("text"),
        parts.get(MEND),
        parts.get(SET_BY),
        spans);
  }

  /** Returns a paragraph on one line, without its label, links' targets and marks of code. */
  private static String plain(String paragraph) {
    return paragraph
        .replaceFirst("^\\*\\*[A-Za-z ]+:\\*\\* ", "")
        .replace('\n', ' ')
        .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
        .replace("`", "");
  }

  /** Returns every entry, in the order of the page. */
  public List<Explanation> all() {
    return List.copyOf(entries);
  }

  /** Returns the entry of a code, in whatever letter case it is written. */
  public Optional<Explanation> find(String code) {
    return entries.stream().filter(entry -> entry.code().equalsIgnoreCase(code)).findFirst();
  }
}
