package io.github.jsonlpreflight.cli.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordVerdict;
import io.github.jsonlpreflight.validator.Violation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FieldHintsTest {
  private static final RecordSchema DATASET =
      Findings.schema(
          """
          {"strict":true,"fields":{"review_text":{"type":"text"},"stars":{"type":"text"}}}""");

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
    FieldHints names = new FieldHints(schema.fieldNames());
    Findings.judge(
        schema,
        record + "\n",
        (read, verdict) -> {
          List<Violation> all = new ArrayList<>(verdict.warnings());
          if (verdict instanceof RecordVerdict.Invalid invalid) {
            all.addAll(invalid.violations());
          }
          all.forEach(violation -> hints.add(names.of(read, violation)));
          return true;
        });
    return hints;
  }
}
