package io.github.jsonlpreflight.cli.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordValidator;
import io.github.jsonlpreflight.validator.ValidationSummary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class JsonValidationOutputTest {
  private static final int MANY = 20_000;

  @Test
  void holdsMoreErrorsThanMemoryIsGivenTo() throws IOException {
    JsonNode document = validate("{}\n".repeat(MANY), Long.MAX_VALUE);

    JsonNode file = document.at("/files/0");
    assertThat(file.at("/errors").size()).isEqualTo(MANY);
    assertThat(file.at("/errors/" + (MANY - 1) + "/line").asLong()).isEqualTo(MANY);
    assertThat(file.at("/errors_truncated").asBoolean()).isFalse();
    assertThat(document.at("/invalid").asLong()).isEqualTo(MANY);
  }

  @Test
  void countsOnWhereItNoLongerLists() throws IOException {
    JsonNode document = validate("{}\n{}\n{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n", 1);

    JsonNode file = document.at("/files/0");
    assertThat(file.at("/errors").size()).isEqualTo(1);
    assertThat(file.at("/errors_truncated").asBoolean()).isTrue();
    assertThat(file.at("/warnings").size()).isEqualTo(1);
    assertThat(file.at("/warnings_truncated").asBoolean()).isTrue();
    assertThat(file.at("/invalid").asLong()).isEqualTo(2);
    assertThat(file.at("/valid").asLong()).isEqualTo(3);
  }

  private static JsonNode validate(String records, long maxListed) throws IOException {
    RecordSchema schema =
        RecordSchema.parse(
            "test",
            "{\"strict\":true,\"fields\":{\"a\":{\"type\":\"text\"}}}"
                .getBytes(StandardCharsets.UTF_8));
    StringWriter text = new StringWriter();
    try (JsonValidationOutput output =
        new JsonValidationOutput(new PrintWriter(text), maxListed, new ShownReasons(false))) {
      output.begin("test.jsonl");
      ValidationSummary summary =
          RecordValidator.create(schema)
              .validate(
                  JsonlSource.stream(
                      "test", new ByteArrayInputStream(records.getBytes(StandardCharsets.UTF_8))),
                  (record, verdict) -> {
                    output.record(record, verdict);
                    return true;
                  });
      output.end(summary, List.of());
      output.finish();
    }
    return JsonMapper.shared().readTree(text.toString());
  }
}
