package io.github.jsonlpreflight.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordValidator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The library guide's snippets: each stands here to the letter, and runs. */
final class LibraryGuideTest {
  @Test
  void everySnippetOfTheGuideStandsHere() throws IOException {
    Snippets.assertThatAllOf(Path.of("../docs/library.md"), LibraryGuideTest.class).hasSize(1);
  }

  @Test
  void judgesOneRecord() throws IOException {
    RecordSchema schema =
        RecordSchema.parse("reviews", Files.readAllBytes(Path.of("data/reviews.schema.json")));

    RecordValidator validator = RecordValidator.create(schema);
    byte[] record = "{\"review_id\":\"R-1\"}".getBytes(StandardCharsets.UTF_8);
    String outcome =
        validator
            .validate(record)
            .match(
                valid -> "valid, with " + valid.warnings().size() + " warnings",
                invalid -> "invalid: " + invalid.violations().get(0).reason());

    assertThat(outcome).startsWith("invalid: Record missing required field: ");
  }
}
