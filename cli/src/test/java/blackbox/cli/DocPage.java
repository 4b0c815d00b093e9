package blackbox.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The console blocks of a page. A line that begins with {@code $} is a command, what follows is its
 * output; a block without a command goes on with the output of the command before. What a reader
 * need not see stands in comments: see {@link Directive}.
 */
final class DocPage {
  private static final Pattern FENCE = Pattern.compile("(\\s*)```console");
  private static final Pattern COMMENT =
      Pattern.compile("\\s*<!-- (run|exit|not run|service): (.+) -->");
  private static final String PROMPT = "$ ";

  /** What a comment in front of a block says. */
  private enum Directive {
    /** A command that is run unseen. */
    RUN,
    /** How the last command of the next block ends, where that is not 0. */
    EXIT,
    /** Why the next block is not run. */
    NOT_RUN,
    /** A dataset of a sandbox that the page's commands find, and the file of its schema, if any. */
    SERVICE;

    static Directive of(String name) {
      return name.equals("not run") ? NOT_RUN : valueOf(name.toUpperCase(java.util.Locale.ROOT));
    }
  }

  /**
   * A command.
   *
   * @param expected the lines of its output; none where the page shows none
   * @param from where they begin in the page
   */
  record Step(String command, int exitCode, List<String> expected, int from, String indent) {
    boolean isJudgedByTheNext(@Nullable Step next) {
      return next != null && next.command.equals("echo $?");
    }
  }

  private final Path file;
  private final List<String> lines;
  private final List<Step> steps = new ArrayList<>();
  private final List<String> datasets = new ArrayList<>();
  private int exitCode;
  private boolean isRun = true;
  private boolean wasRun;

  private DocPage(Path file) throws IOException {
    this.file = file;
    this.lines = Files.readAllLines(file);
  }

  static DocPage read(Path file) throws IOException {
    DocPage page = new DocPage(file);
    for (int i = 0; i < page.lines.size(); i++) {
      Matcher comment = COMMENT.matcher(page.lines.get(i));
      Matcher fence = FENCE.matcher(page.lines.get(i));
      if (comment.matches()) {
        page.obey(Directive.of(comment.group(1)), comment.group(2), i);
      } else if (fence.matches()) {
        i = page.readBlock(i + 1, fence.group(1));
      }
    }
    return page;
  }

  List<Step> steps() {
    return steps;
  }

  /** Returns the datasets that the page asks for: an id, and after a space a schema's file. */
  List<String> datasets() {
    return datasets;
  }

  private void obey(Directive directive, String what, int line) {
    switch (directive) {
      case RUN -> steps.add(new Step(what, 0, List.of(), line, ""));
      case EXIT -> exitCode = Integer.parseInt(what);
      case NOT_RUN -> isRun = false;
      case SERVICE -> datasets.add(what);
    }
  }

  /** Reads a block and returns the line of its end. */
  private int readBlock(int start, String indent) {
    int end = start;
    while (!lines.get(end).strip().equals("```")) {
      end++;
    }
    boolean goesOn = !unindented(start, indent).startsWith(PROMPT);
    if (goesOn ? wasRun : isRun) {
      readCommands(start, end, indent, goesOn);
    }
    wasRun = goesOn ? wasRun : isRun;
    isRun = true;
    exitCode = 0;
    return end;
  }

  private void readCommands(int start, int end, String indent, boolean goesOn) {
    int i = start;
    if (goesOn) {
      Step last = steps.remove(steps.size() - 1);
      i = addStep(last.command, last.exitCode, start, end, indent);
    }
    while (i < end) {
      StringBuilder command = new StringBuilder(unindented(i, indent).substring(PROMPT.length()));
      while (lines.get(i).endsWith("\\")) {
        i++;
        command.append('\n').append(unindented(i, indent));
      }
      i = addStep(command.toString(), 0, i + 1, end, indent);
    }
    if (exitCode != 0) {
      Step last = steps.remove(steps.size() - 1);
      steps.add(new Step(last.command, exitCode, last.expected, last.from, indent));
    }
  }

  /** Adds a command with the output that begins at a line, and returns the line behind it. */
  private int addStep(String command, int exit, int from, int end, String indent) {
    List<String> expected = new ArrayList<>();
    int i = from;
    while (i < end && !unindented(i, indent).startsWith(PROMPT)) {
      expected.add(unindented(i, indent).stripTrailing());
      i++;
    }
    steps.add(new Step(command, exit, List.copyOf(expected), from, indent));
    return i;
  }

  private String unindented(int line, String indent) {
    String text = lines.get(line);
    return text.startsWith(indent) ? text.substring(indent.length()) : text.stripLeading();
  }

  /** Writes the page with other outputs: one for each step, if it is to be replaced. */
  void rewrite(List<Optional<List<String>>> outputs) throws IOException {
    List<String> page = new ArrayList<>(lines);
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      if (outputs.get(i).isPresent()) {
        List<String> old = page.subList(step.from, step.from + step.expected.size());
        old.clear();
        outputs.get(i).get().forEach(line -> old.add((step.indent + line).stripTrailing()));
      }
    }
    Files.writeString(file, String.join("\n", page) + "\n");
  }
}
