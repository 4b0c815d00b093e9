package io.github.jsonlpreflight.cli.validation;

import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.validator.RecordHandler;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordValidator;
import io.github.jsonlpreflight.validator.ValidationSummary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Judges texts for the tests of what is shown. */
final class Findings {
  private Findings() {}

  static RecordSchema schema(String document) {
    return RecordSchema.parse("test", document.getBytes(StandardCharsets.UTF_8));
  }

  /** Hands over each record of a text with its verdict. */
  static ValidationSummary judge(RecordSchema schema, String records, RecordHandler handler)
      throws IOException {
    return RecordValidator.create(schema)
        .validate(
            JsonlSource.stream(
                "test", new ByteArrayInputStream(records.getBytes(StandardCharsets.UTF_8))),
            handler);
  }

  /** Returns what an output prints about a file. */
  static String shown(
      RecordSchema schema,
      String file,
      String records,
      Function<Console, ? extends ValidationOutput> outputs)
      throws IOException {
    StringWriter text = new StringWriter();
    Console console = new Console(new PrintWriter(text), new PrintWriter(text), false);
    try (ValidationOutput output = outputs.apply(console)) {
      output.begin(file);
      ValidationSummary summary =
          judge(
              schema,
              records,
              (record, verdict) -> {
                output.record(record, verdict);
                return true;
              });
      output.end(summary, List.of());
      output.finish();
    }
    return text.toString();
  }
}
