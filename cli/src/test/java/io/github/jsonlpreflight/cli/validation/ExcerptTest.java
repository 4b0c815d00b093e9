package io.github.jsonlpreflight.cli.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.cli.console.Columns;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordVerdict;
import io.github.jsonlpreflight.validator.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExcerptTest {
  private static final RecordSchema SCHEMA =
      Findings.schema(
          """
          {"type":"object","additionalProperties":false,
           "properties":{"text":{"maxLength":3},"stars":{"maximum":5},
             "tags":{"items":{"type":"string"}},"a/b~c":{"type":"string"},
             "in":{"properties":{"n":{"type":"integer"}}}}}""");

  /** Stands for every rule. */
  private static final String ANY = "";

  @Test
  void marksAValue() throws IOException {
    assertThat(excerpts("{\"stars\": 77, \"text\": \"ok\"}"))
        .containsExactly(
            """
            {"stars": 77, "text": "ok"}
                      ^^""");
  }

  @Test
  void marksAnElementAndANestedValue() throws IOException {
    assertThat(excerpts("{\"tags\":[\"a\",1,[2]],\"in\":{\"n\":{}}}"))
        .containsExactlyInAnyOrder(
            """
            {"tags":["a",1,[2]],"in":{"n":{}}}
                         ^""",
            """
            {"tags":["a",1,[2]],"in":{"n":{}}}
                           ^^^""",
            """
            {"tags":["a",1,[2]],"in":{"n":{}}}
                                          ^^""");
  }

  @Test
  void leavesOutTheCarriageReturnOfALineEnd() throws IOException {
    assertThat(excerpts("{\"stars\":77}\r"))
        .containsExactly(
            """
            {"stars":77}
                     ^^""");
    assertThat(excerpts("{\"stars\":7\r"))
        .containsExactly(
            """
            {"stars":7
                      ^""");
  }

  @Test
  void marksTheNameOfAFieldThatIsNotAllowed() throws IOException {
    assertThat(excerpts("{\"stars\":1, \"stras\" :2}"))
        .containsExactly(
            """
            {"stars":1, "stras" :2}
                        ^^^^^^^""");
  }

  @Test
  void marksTheSecondOfTwoEqualNames() throws IOException {
    assertThat(excerpts("{\"stars\":1,\"stars\":2}"))
        .containsExactly(
            """
            {"stars":1,"stars":2}
                       ^^^^^^^""");
  }

  @Test
  void findsNamesThatAPointerEscapes() throws IOException {
    assertThat(excerpts("{\"a/b~c\":1}"))
        .containsExactly(
            """
            {"a/b~c":1}
                     ^""");
  }

  @Test
  void marksWhereTheRecordIsNoJson() throws IOException {
    assertThat(excerpts("{\"stars\":1]"))
        .containsExactly(
            """
            {"stars":1]
                      ^""");
  }

  @Test
  void marksTheEndOfARecordThatEndsTooEarly() throws IOException {
    assertThat(excerpts("{\"text\":\"a"))
        .containsExactly(
            """
            {"text":"a
                      ^""");
  }

  @Test
  void escapesWhatATerminalWouldObey() throws IOException {
    assertThat(excerpts("{\"text\":\"\u202e\u009bab\"}"))
        .containsExactly(
            """
            {"text":"\\u202e\\u009bab"}
                    ^^^^^^^^^^^^^^^^""");
  }

  @Test
  void putsTheMarkUnderWideAndCombiningCharacters() throws IOException {
    assertThat(excerpts("{\"text\":\"日本e\u0301日\"}"))
        .containsExactly("{\"text\":\"日本e\u0301日\"}\n        ^^^^^^^^^");
  }

  @Test
  void pointsAtNothingWhereTheWholeRecordIsAtFault() throws IOException {
    assertThat(excerpts("[]")).containsExactly("none");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void neverIsWiderThanTheTerminalAndMarksWhatItShows(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      int width = 20 + random.nextInt(80);
      String before = letters(random, random.nextInt(60));
      String value = "#" + letters(random, 4 + random.nextInt(60));
      String record = "{\"" + before + "x\":1,\"text\":\"" + value + "\",\"stars\":1}";
      for (@Nullable Excerpt excerpt : excerpts(record, width, "maxLength")) {
        assertThat(excerpt).isNotNull();
        assertThat(Columns.of(excerpt.text())).isLessThanOrEqualTo(width);
        assertThat(excerpt.mark()).matches(" *\\^+");
        int from = excerpt.mark().indexOf('^');
        assertThat(fromColumn(excerpt.text(), from)).startsWith("\"#");
      }
    }
  }

  /** Returns the text from a column on. */
  private static String fromColumn(String text, int from) {
    int at = 0;
    for (int columns = 0; columns < from; ) {
      int codePoint = text.codePointAt(at);
      columns += Columns.of(codePoint);
      at += Character.charCount(codePoint);
    }
    return text.substring(at);
  }

  private static String letters(Random random, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(new String[] {"a", "é", "日", "😀", "e\u0301", "\u202e", " "}[random.nextInt(7)]);
    }
    return text.toString();
  }

  private static List<String> excerpts(String record) throws IOException {
    return excerpts(record, 60, ANY).stream()
        .map(excerpt -> excerpt == null ? "none" : excerpt.text() + "\n" + excerpt.mark())
        .toList();
  }

  private static List<@Nullable Excerpt> excerpts(String record, int width, String keyword)
      throws IOException {
    assertThat(record.getBytes(StandardCharsets.UTF_8)).isNotEmpty();
    List<@Nullable Excerpt> excerpts = new ArrayList<>();
    Findings.judge(
        SCHEMA,
        record + "\n",
        (read, verdict) -> {
          for (Violation violation : ((RecordVerdict.Invalid) verdict).violations()) {
            if (keyword.equals(ANY) || violation.keyword().equals(keyword)) {
              excerpts.add(Excerpt.of(read, violation, width));
            }
          }
          return true;
        });
    return excerpts;
  }
}
