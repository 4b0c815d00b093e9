package io.github.jsonlpreflight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InterruptedIOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FailuresTest {
  @ParameterizedTest
  @CsvSource({
    "upload, interrupted; running it again goes on",
    "split, interrupted; running it again goes on",
    "validate, interrupted",
    "profile, interrupted"
  })
  void promisesToGoOnOnlyWhereACommandDoes(String command, String sentence) {
    assertThat(Failures.describe(new InterruptedIOException(), List.of(command, "a.jsonl")))
        .isEqualTo(sentence);
  }
}
