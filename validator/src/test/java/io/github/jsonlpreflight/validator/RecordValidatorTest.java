package io.github.jsonlpreflight.validator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.testkit.Judging;
import io.github.jsonlpreflight.testkit.Seeded;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordValidatorTest {
  private static final Judging DATASET =
      Judging.by(
          "{\"strict\":true,\"fields\":{\"a\":{\"type\":\"text\"},\"u\":{\"type\":\"audio_url\"}}}");

  private static final Judging JSON_SCHEMA =
      Judging.by(
          "{\"required\":[\"a\"],\"properties\":{\"a\":{\"maxLength\":3},\"u\":{\"format\":\"uri\"}}}");

  @Test
  void countsExactly() throws IOException {
    String file =
        """
        \uFEFF{"a":"x","u":"https://h/a.mp3"}

        {"a":null,"u":"https://h/a","z":1}
        {}
        {"a":1
        """;
    List<String> seen = new ArrayList<>();
    ValidationSummary summary =
        DATASET
            .validator()
            .validate(
                source(file),
                (record, verdict) ->
                    seen.add(
                        record.lineNumber()
                            + " "
                            + Judging.keywords(Judging.violations(verdict))
                            + " "
                            + Judging.keywords(verdict.warnings())));
    assertThat(seen)
        .containsExactly(
            "1 [] []",
            "3 [] [null-value, media-extension, unknown-field]",
            "4 [required, required] []",
            "5 [parse] []");
    assertThat(summary.records()).isEqualTo(4);
    assertThat(summary.valid()).isEqualTo(2);
    assertThat(summary.invalid()).isEqualTo(2);
    assertThat(summary.violations()).isEqualTo(3);
    assertThat(summary.warnings()).isEqualTo(3);
    assertThat(summary.totals().blankLines()).isEqualTo(1);
    assertThat(summary.notes()).extracting(Note::code).containsExactly("byte-order-mark");
  }

  @DisplayName("fault 14: nothing to judge")
  @ParameterizedTest
  @ValueSource(strings = {"", "\n", " \n\t\r\n", "\uFEFF", "\uFEFF\n"})
  void notesThatThereAreNoRecords(String file) throws IOException {
    ValidationSummary summary =
        DATASET.validator().validate(source(file), (record, verdict) -> true);
    assertThat(summary.records()).isZero();
    assertThat(summary.notes()).extracting(Note::code).endsWith("no-records");
    assertThat(summary.totals().finished()).isTrue();
  }

  @Test
  void endsWhereTheHandlerSaysSo() throws IOException {
    List<Long> lines = new ArrayList<>();
    ValidationSummary summary =
        DATASET
            .validator()
            .validate(
                source("{}\n".repeat(100)),
                (record, verdict) -> lines.add(record.lineNumber()) && lines.size() < 3);
    assertThat(lines).containsExactly(1L, 2L, 3L);
    assertThat(summary.records()).isEqualTo(3);
    assertThat(summary.invalid()).isEqualTo(3);
    assertThat(summary.totals().finished()).isFalse();
  }

  @Test
  void passesOnWhatTheHandlerThrows() {
    IOException thrown = new IOException("disk full");
    assertThatThrownBy(
            () ->
                DATASET
                    .validator()
                    .validate(
                        source("{}\n"),
                        (record, verdict) -> {
                          throw thrown;
                        }))
        .isSameAs(thrown);
  }

  @DisplayName("fault 8: no record is judged of a file that is no JSON Lines")
  @Test
  void refusesAFileThatIsNoJsonLines() {
    List<Long> lines = new ArrayList<>();
    assertThatThrownBy(
            () ->
                DATASET
                    .validator()
                    .validate(source("[\n{},\n{}\n]\n"), (record, verdict) -> lines.add(0L)))
        .isInstanceOf(PreflightException.class);
    assertThat(lines).isEmpty();
  }

  @DisplayName("fault 12: a record over the limit")
  @Test
  void callsARecordOverTheLimitInvalidAndGoesOn() throws IOException {
    ReadOptions reading = ReadOptions.builder().maxRecordBytes(40).blockBytes(16).build();
    Judging limited = JSON_SCHEMA.with(ValidatorOptions.builder().reading(reading).build());
    Violation overLimit =
        new Violation(
            null,
            "Record of 41 bytes is over the 40-byte limit set by maxRecordBytes",
            "limit",
            "",
            "");
    String atLimit = "{\"a\":\"x\"" + " ".repeat(31) + "}";
    String over = "{\"a\":\"x\"" + " ".repeat(32) + "}";
    List<List<Violation>> found = new ArrayList<>();
    limited
        .validator()
        .validate(
            source(atLimit + "\n" + over + "\n{}\n" + "x".repeat(1000)),
            (record, verdict) -> found.add(Judging.violations(verdict)));
    assertThat(found.get(0)).isEmpty();
    assertThat(found.get(1)).containsExactly(overLimit);
    assertThat(Judging.keywords(found.get(2))).containsExactly("required");
    assertThat(found.get(3))
        .extracting(Violation::reason)
        .containsExactly("Record of 1000 bytes is over the 40-byte limit set by maxRecordBytes");
    assertThat(limited.violations(atLimit)).isEmpty();
    assertThat(limited.violations(over)).containsExactly(overLimit);
  }

  @DisplayName("fault 20: every record invalid")
  @Test
  void countsWhereEveryRecordIsInvalid() throws IOException {
    ValidationSummary summary =
        DATASET.validator().validate(source("{}\n".repeat(50_000)), (record, verdict) -> true);
    assertThat(summary.invalid()).isEqualTo(50_000);
    assertThat(summary.violations()).isEqualTo(100_000);
    assertThat(summary.valid()).isZero();
  }

  @Test
  void judgesARangeOfAnArray() {
    byte[] bytes = "xx{\"a\":\"b\"}yy".getBytes(UTF_8);
    RecordValidator validator = JSON_SCHEMA.validator();
    assertThat(validator.validate(bytes, 2, bytes.length - 2))
        .isEqualTo(new RecordVerdict.Valid(List.of()));
    assertThatThrownBy(() -> validator.validate(bytes, 2, bytes.length + 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> validator.validate(bytes, 3, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  static Stream<Seeded> seeds() {
    return Seeded.seeds(30);
  }

  /** As a source on any number of threads, or one by one: the same record, the same verdict. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("seeds")
  void givesTheSameVerdictsOnAnyNumberOfThreads(Seeded seeded) throws IOException {
    List<String> records =
        List.of(
            "{\"a\":\"x\",\"u\":\"https://h/a.mp3\"}",
            "{\"a\":\"long text\",\"u\":\"nowhere\"}",
            "{}",
            "{\"a\":1,\"a\":2}",
            "{\"a\":\"\\ud800\"}",
            "{\"a\":",
            "[1e999]",
            "[".repeat(600),
            "{\"a\":\"x\",\"u\":null,\"b\":[[]]}");
    StringBuilder file = new StringBuilder("{}\n");
    List<String> lines = new ArrayList<>(List.of("{}"));
    for (int i = seeded.between(1, 300); i > 0; i--) {
      String record = seeded.oneOf(records);
      lines.add(record);
      file.append(record).append('\n');
    }
    for (Judging judging : List.of(DATASET, JSON_SCHEMA)) {
      List<RecordVerdict> oneByOne = lines.stream().map(judging::verdict).toList();
      for (int threads : new int[] {1, 4}) {
        ReadOptions reading =
            ReadOptions.builder().threads(threads).blockBytes(seeded.between(1, 2000)).build();
        Judging threaded = judging.with(ValidatorOptions.builder().reading(reading).build());
        List<RecordVerdict> verdicts = new ArrayList<>();
        threaded
            .validator()
            .validate(source(file.toString()), (record, verdict) -> verdicts.add(verdict));
        assertThat(verdicts).isEqualTo(oneByOne);
      }
    }
  }

  @Test
  void matchesAVerdictByItsKind() {
    assertThat(
            JSON_SCHEMA
                .verdict("{\"a\":\"x\"}")
                .<String>match(valid -> "valid", invalid -> "invalid"))
        .isEqualTo("valid");
    assertThat(JSON_SCHEMA.verdict("{}").<String>match(valid -> "valid", invalid -> "invalid"))
        .isEqualTo("invalid");
  }

  @Test
  void holdsTheDocumentedDefaults() {
    ValidatorOptions defaults = ValidatorOptions.defaults();
    assertThat(defaults.maxDepth()).isEqualTo(500);
    assertThat(defaults.policies()).isEqualTo(Policies.defaults());
    assertThat(defaults.reading().maxRecordBytes()).isEqualTo(64 << 20);
    ValidatorOptions other =
        ValidatorOptions.builder()
            .maxDepth(7)
            .policies(Policies.builder().setAll(Severity.OFF).build())
            .reading(ReadOptions.builder().threads(3).build())
            .build();
    ValidatorOptions copy = other.toBuilder().build();
    assertThat(copy.maxDepth()).isEqualTo(7);
    assertThat(copy.policies()).isEqualTo(other.policies());
    assertThat(copy.reading()).isSameAs(other.reading());
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 2001, Integer.MAX_VALUE})
  void refusesADepthOutsideItsRange(int maxDepth) {
    assertThatThrownBy(() -> ValidatorOptions.builder().maxDepth(maxDepth))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxDepth is %d; it goes from 1 to 2000", maxDepth);
  }

  private static JsonlSource source(String text) {
    return JsonlSource.stream("test.jsonl", new ByteArrayInputStream(text.getBytes(UTF_8)));
  }
}
