package io.github.jsonlpreflight.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.cli.explain.Explanations;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class WordWrapTest {
  /** One column, none, and two; what Java counts as two characters; a style; punctuation. */
  private static final List<String> LETTERS =
      List.of("a", "Z", "7", "-", "/", "é", "e\u0301", "字", "한", "😀", "\u001b[31m", "\u001b[0m");

  private static String wrapped(int columns, String line, String... whole) {
    return WordWrap.at(() -> columns, List.of(whole)).wrap(line);
  }

  @Test
  void breaksBetweenWordsAndSetsFurtherLinesIn() {
    assertThat(wrapped(40, "  note: the file has no line that is a JSON value, and so on"))
        .isEqualTo("  note: the file has no line that is a\n      JSON value, and so on");
  }

  @Test
  void findsTheMarginOfAColouredLine() {
    assertThat(wrapped(20, "\u001b[2m  e.g. one, two and three\u001b[0m"))
        .isEqualTo("\u001b[2m  e.g. one, two and\n      three\u001b[0m");
  }

  @Test
  void leavesALineAsItIsThatFits() {
    String line = "  a  table   of words  ";

    assertThat(wrapped(line.length(), line)).isEqualTo(line);
    assertThat(wrapped(line.length() - 3, line)).isEqualTo("  a  table   of\n      words");
  }

  @Test
  void leavesEveryLineAsItIsThatNoTerminalShows() {
    assertThat(WordWrap.NONE.wrap("a ".repeat(200))).isEqualTo("a ".repeat(200));
  }

  @Test
  void losesNoLineThatDoesNotEnd() {
    StringWriter shown = new StringWriter();
    try (PrintWriter lines = WordWrap.at(() -> 20, List.of()).over(new PrintWriter(shown))) {
      lines.print("one line\nand another that is broken");
    }

    assertThat(shown.toString().lines())
        .containsExactly("one line", "and another that is", "    broken");
  }

  @Test
  void keepsAPathAndAnAddressWhole() {
    assertThat(
            wrapped(40, "preflight: Cannot read /data/a-very/long-path/to/some-file.jsonl: gone"))
        .isEqualTo(
            "preflight: Cannot read\n    /data/a-very/long-path/to/some-file.jsonl:\n    gone");
  }

  @Test
  void keepsAnArgumentWithBlanksWhole() {
    assertThat(wrapped(40, "preflight: Cannot read of my reviews.jsonl: gone", "my reviews.jsonl"))
        .isEqualTo("preflight: Cannot read of\n    my reviews.jsonl: gone");
  }

  @Test
  void keepsWholeWhatIsToBeTypedAtTheEndOfAMessage() {
    assertThat(wrapped(30, "preflight: The file is one JSON array, so unpack it: jq -c '.[]' FILE"))
        .isEqualTo(
            "preflight: The file is one\n    JSON array, so unpack it:\n    jq -c '.[]' FILE");
  }

  private static Stream<String> commandsOfExplanations() throws IOException {
    return Explanations.load().all().stream()
        .filter(entry -> entry.mend() != null)
        .flatMap(entry -> entry.spans().stream().filter(span -> isCommand(entry.mend(), span)));
  }

  /** Options, JSON and letters are spans too; a command is a name with something behind it. */
  private static boolean isCommand(String mend, String span) {
    return mend.contains(span) && span.matches("[a-z][a-z0-9]+ .*") && !span.contains("COMMAND");
  }

  @ParameterizedTest
  @MethodSource("commandsOfExplanations")
  void knowsTheCommandsThatMessagesGive(String command) {
    for (int columns = 20; columns < 80; columns++) {
      assertThat(wrapped(columns, "preflight: Something is wrong; mend it: " + command))
          .endsWith(command);
    }
  }

  @Test
  void passesLinesOnAsTheyEnd() {
    StringWriter shown = new StringWriter();
    PrintWriter lines =
        WordWrap.at(() -> 40, List.of()).over(new PrintWriter(shown, /* autoFlush= */ true));

    lines.print("  a line that is put together of");
    lines.printf(" %s and so on%n%nshort%n", "several parts");
    lines.flush();

    assertThat(shown)
        .hasToString("  a line that is put together of several\n      parts and so on\n\nshort\n");
  }

  private static IntStream seeds() {
    return IntStream.range(0, 2000);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void losesNoWordAndExceedsNoWidth(int seed) {
    Random random = new Random(seed);
    int columns = 10 + random.nextInt(80);
    int indent = random.nextInt(5);
    List<String> words = words(random);
    String whole = random.nextBoolean() ? words.get(0) : words.get(0) + " with blanks";
    words.add(random.nextInt(words.size() + 1), whole);
    String gap = " ".repeat(1 + random.nextInt(2));
    String line = " ".repeat(indent) + String.join(gap, words) + " ".repeat(random.nextInt(2));

    String[] lines = wrapped(columns, line, whole).split("\n", -1);

    assertThat(wordsOf(String.join(" ", lines))).isEqualTo(wordsOf(line));
    assertThat(lines).as("what is to stay whole").anyMatch(shown -> shown.contains(whole));
    for (int i = 0; i < lines.length; i++) {
      String text = lines[i].strip();
      int hang = i == 0 ? indent : indent + 4;
      assertThat(lines[i]).startsWith(" ".repeat(hang) + (text.isEmpty() ? "" : text.charAt(0)));
      int width = hang + columnsOf(text);
      if (width > columns) {
        assertThat(text)
            .as("wider than %d", columns)
            .isIn(Stream.concat(words.stream(), Stream.of(whole)).toList());
      }
      if (i > 0) {
        String next = text.startsWith(whole) ? whole : text.split(" ", 2)[0];
        assertThat(columnsOf(lines[i - 1].stripTrailing() + gap + next))
            .as("room for '%s' on the line before", next)
            .isGreaterThan(columns);
      }
    }
  }

  private static List<String> words(Random random) {
    List<String> words = new ArrayList<>();
    for (int i = 1 + random.nextInt(30); i > 0; i--) {
      StringBuilder word = new StringBuilder(String.valueOf(i)); // each another
      for (int j = random.nextInt(random.nextInt(10) == 0 ? 60 : 9); j > 0; j--) {
        word.append(LETTERS.get(random.nextInt(LETTERS.size())));
      }
      words.add(word.toString());
    }
    return words;
  }

  private static List<String> wordsOf(String text) {
    return List.of(text.strip().split(" +", -1));
  }

  /** Counts anew, by the letters that the words are made of. */
  private static int columnsOf(String text) {
    String rest = text.replace("\u001b[31m", "").replace("\u001b[0m", "").replace("\u0301", "");
    return rest.replace("字", "ab").replace("한", "ab").replace("😀", "ab").length();
  }
}
