package io.github.jsonlpreflight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordVerdict;
import io.github.jsonlpreflight.validator.Violation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SimilarNamesTest {
  private static final RecordSchema DATASET =
      Findings.schema(
          """
          {"strict":true,"fields":{"review_text":{"type":"text"},"stars":{"type":"text"}}}""");

  @ParameterizedTest(name = "{0} may mean {1}")
  @CsvSource({
    "reveiw_text, review_text",
    "reviewText, review_text",
    "Review Text, review_text",
    "review-text, review_text",
    "review_txt, review_text",
    "star, stars",
    "satrs, stars",
  })
  void guessesAMisspeltName(String written, String meant) {
    assertThat(SimilarNames.mostSimilar(written, DATASET.fieldNames())).isEqualTo(meant);
  }

  @ParameterizedTest(name = "{0} means something else")
  @CsvSource({"id", "summary", "stripes", "x", "text"})
  void leavesOtherNamesAlone(String written) {
    assertThat(SimilarNames.mostSimilar(written, DATASET.fieldNames())).isNull();
  }

  @Test
  void isNotSlowOnANameThatIsNoName() {
    assertThat(SimilarNames.mostSimilar("a".repeat(1 << 20), List.of("b".repeat(1 << 20))))
        .isNull();
  }

  @Test
  void namesTheFieldThatWasMeantAndTheOneThatWasWritten() throws IOException {
    assertThat(hints(DATASET, "{\"reveiw_text\":\"a\",\"stars\":\"1\"}"))
        .containsExactlyInAnyOrder(
            "The record has \"reveiw_text\". Is it misspelt?", "Did you mean \"review_text\"?");
  }

  @Test
  void knowsTheFieldsOfAJsonSchema() throws IOException {
    RecordSchema schema =
        Findings.schema("{\"properties\":{\"stars\":{}},\"additionalProperties\":false}");

    assertThat(hints(schema, "{\"Stars\":1}")).containsExactly("Did you mean \"stars\"?");
  }

  private static List<String> hints(RecordSchema schema, String record) throws IOException {
    List<String> hints = new ArrayList<>();
    SimilarNames names = new SimilarNames(schema.fieldNames());
    Findings.judge(
        schema,
        record + "\n",
        (read, verdict) -> {
          List<Violation> all = new ArrayList<>(verdict.warnings());
          if (verdict instanceof RecordVerdict.Invalid invalid) {
            all.addAll(invalid.violations());
          }
          all.forEach(violation -> hints.add(names.hint(read, violation)));
          return true;
        });
    return hints;
  }
}
