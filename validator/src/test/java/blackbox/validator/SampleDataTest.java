package blackbox.validator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.validator.Note;
import io.github.jsonlpreflight.validator.Policies;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordValidator;
import io.github.jsonlpreflight.validator.RecordVerdict;
import io.github.jsonlpreflight.validator.ValidationSummary;
import io.github.jsonlpreflight.validator.ValidatorOptions;
import io.github.jsonlpreflight.validator.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The sample data says of itself what is wrong with it; here that is held against the validator.
 */
class SampleDataTest {
  private static final Path DATA = Path.of("..", "samples", "data");
  private static final Path FRAMING = DATA.resolve("framing");

  @Test
  void findsTheFaultsOfTheReviewsByTheDatasetSchema() throws IOException {
    Outcome outcome =
        validate(DATA.resolve("reviews.jsonl"), schema(DATA.resolve("reviews.schema.json")));
    assertThat(outcome.errors())
        .containsExactly("137 required product_name", "421 url image_url", "803 parse null");
    assertThat(outcome.warnings()).containsExactly("612 unknown-field reveiw_note");
    assertThat(outcome.summary().valid()).isEqualTo(997);
    assertThat(outcome.summary().invalid()).isEqualTo(3);
    assertThat(outcome.summary().notes()).isEmpty();
  }

  @Test
  void findsTheLongReviewByThePolicy() throws IOException {
    ValidatorOptions options =
        ValidatorOptions.builder()
            .policies(Policies.builder().maxValueLength(5000).build())
            .build();
    Outcome outcome =
        validate(
            DATA.resolve("reviews.jsonl"),
            RecordValidator.create(read(DATA.resolve("reviews.schema.json")), options));
    assertThat(outcome.errors()).startsWith("48 max-value-length review_text").hasSize(4);
  }

  @Test
  void findsTheFaultsOfTheReviewsByTheJsonSchema() throws IOException {
    Outcome outcome =
        validate(DATA.resolve("reviews.jsonl"), schema(DATA.resolve("reviews.json-schema.json")));
    assertThat(outcome.errors())
        .containsExactly(
            "48 maxLength review_text",
            "137 required product_name",
            "421 format image_url",
            "612 additionalProperties reveiw_note",
            "803 parse null");
    assertThat(outcome.warnings()).isEmpty();
    assertThat(outcome.summary().valid()).isEqualTo(995);
    assertThat(outcome.summary().invalid()).isEqualTo(5);
  }

  @Test
  void speaksAsTheContractSays() throws IOException {
    List<Violation> violations = new ArrayList<>();
    List<Long> byteOffsets = new ArrayList<>();
    RecordValidator validator = schema(DATA.resolve("reviews.json-schema.json"));
    validator.validate(
        JsonlSource.file(DATA.resolve("reviews.jsonl")),
        (record, verdict) -> {
          violations.addAll(verdict.match(valid -> List.of(), RecordVerdict.Invalid::violations));
          byteOffsets.add(record.place().byteOffset());
          return record.lineNumber() < 48;
        });
    assertThat(violations)
        .containsExactly(
            new Violation(
                "review_text",
                "Value exceeds maximum length: 5118 code points, limit 5000",
                "maxLength",
                "/review_text",
                "#/properties/review_text/maxLength"));
    byte[] file = Files.readAllBytes(DATA.resolve("reviews.jsonl"));
    int line48 = byteOffsets.get(47).intValue();
    assertThat(file[line48 - 1]).isEqualTo((byte) '\n');
    assertThat(new String(file, line48, 40, UTF_8)).startsWith("{\"review_id\":\"R-000048\",");
  }

  /** File, valid records, then what is said of the others, of the good ones, and of the file. */
  static Stream<Arguments> judgedFiles() {
    return Stream.of(
        judged("crlf", 5, 3).with(),
        judged("no-final-newline", 5, 2).with(),
        judged("blank-lines", 7, 3).with(),
        judged("unicode-separators", 6, 3).with(),
        judged("bom", 1, 2).noted("byte-order-mark"),
        judged("empty", 14, 0).noted("no-records"),
        judged("only-blank", 14, 0).noted("no-records"),
        judged("bare-cr", 5, 2).with("3 parse null"),
        judged("bom-in-the-middle", 1, 2).noted("byte-order-mark", "2 parse null"),
        judged("invalid-utf8", 3, 2)
            .with("2 parse null", "3 parse null", "4 parse null", "5 parse null", "6 parse null"),
        judged("control-characters", 13, 2)
            .with("2 parse null", "3 parse null", "4 parse null", "5 parse null"),
        judged("lone-surrogate", 4, 1)
            .with("2 lone-surrogate text", "3 lone-surrogate text", "4 lone-surrogate text"),
        judged("duplicate-key", 9, 1).with("2 duplicate-key text", "3 duplicate-key text"),
        judged("numbers", 10, 5).with("6 parse null"),
        judged("deep", 11, 2).with("2 limit text"));
  }

  @ParameterizedTest(name = "fault {1}: {0}")
  @MethodSource("judgedFiles")
  void judgesTheFramingFilesAsTheirReadmeSays(
      String file, int fault, int valid, List<String> errors, List<String> notes)
      throws IOException {
    Outcome outcome =
        validate(FRAMING.resolve(file), schema(FRAMING.resolve("framing.schema.json")));
    assertThat(outcome.errors()).isEqualTo(errors);
    assertThat(outcome.summary().valid()).isEqualTo(valid);
    assertThat(outcome.summary().notes()).extracting(Note::code).isEqualTo(notes);
  }

  @DisplayName("fault 7: blank lines of a file")
  @Test
  void countsTheBlankLines() throws IOException {
    RecordValidator validator = schema(FRAMING.resolve("framing.schema.json"));
    assertThat(
            validate(FRAMING.resolve("blank-lines.jsonl"), validator)
                .summary()
                .totals()
                .blankLines())
        .isEqualTo(5);
    assertThat(
            validate(FRAMING.resolve("only-blank.jsonl"), validator)
                .summary()
                .totals()
                .blankLines())
        .isEqualTo(4);
  }

  @DisplayName("faults 10 and 11: warnings of the framing files")
  @Test
  void warnsOfNumbersAndNestedValues() throws IOException {
    RecordValidator validator = schema(FRAMING.resolve("framing.schema.json"));
    assertThat(validate(FRAMING.resolve("numbers.jsonl"), validator).warnings())
        .containsExactly(
            "1 text-type text",
            "2 precision text",
            "2 text-type text",
            "3 precision text",
            "3 text-type text",
            "4 precision text",
            "4 text-type text",
            "5 text-type text");
    assertThat(validate(FRAMING.resolve("deep.jsonl"), validator).warnings())
        .containsExactly("1 nested-value text");
  }

  static Stream<Arguments> refusedFiles() {
    return Stream.of(
        Arguments.of("utf-16le.jsonl", 2, ErrorCode.UTF_16_OR_32),
        Arguments.of("latin-1.jsonl", 2, ErrorCode.LATIN_1),
        Arguments.of("json-array.jsonl", 8, ErrorCode.JSON_ARRAY),
        Arguments.of("trailing-comma.jsonl", 8, ErrorCode.TRAILING_COMMA),
        Arguments.of("pretty-printed.jsonl", 8, ErrorCode.PRETTY_PRINTED),
        Arguments.of("two-values-on-a-line.jsonl", 8, ErrorCode.SEVERAL_VALUES_ON_A_LINE));
  }

  @ParameterizedTest(name = "fault {1}: {0}")
  @MethodSource("refusedFiles")
  void refusesTheFilesThatAreNoJsonLines(String file, int fault, ErrorCode code)
      throws IOException {
    RecordValidator validator = schema(FRAMING.resolve("framing.schema.json"));
    PreflightException thrown =
        catchThrowableOfType(
            PreflightException.class, () -> validate(FRAMING.resolve(file), validator));
    assertThat(thrown.code()).isEqualTo(code);
    assertThat(thrown.getMessage().lines()).hasSize(1);
  }

  @Test
  void knowsEveryFramingFile() throws IOException {
    try (Stream<Path> files = Files.list(FRAMING)) {
      List<String> known =
          Stream.concat(judgedFiles(), refusedFiles()).map(file -> (String) file.get()[0]).toList();
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".jsonl")))
          .containsExactlyInAnyOrderElementsOf(known);
    }
  }

  private record Outcome(List<String> errors, List<String> warnings, ValidationSummary summary) {}

  private static Outcome validate(Path file, RecordValidator validator) throws IOException {
    List<String> errors = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    ValidationSummary summary =
        validator.validate(
            JsonlSource.file(file),
            (record, verdict) -> {
              for (Violation violation :
                  verdict.<List<Violation>>match(
                      valid -> List.of(), RecordVerdict.Invalid::violations)) {
                errors.add(
                    record.lineNumber() + " " + violation.keyword() + " " + violation.field());
              }
              for (Violation warning : verdict.warnings()) {
                warnings.add(record.lineNumber() + " " + warning.keyword() + " " + warning.field());
              }
              return true;
            });
    return new Outcome(errors, warnings, summary);
  }

  private static RecordValidator schema(Path file) throws IOException {
    return RecordValidator.create(read(file));
  }

  private static RecordSchema read(Path file) throws IOException {
    return RecordSchema.parse(file.toString(), Files.readAllBytes(file));
  }

  private static Judged judged(String name, int fault, int valid) {
    return new Judged(name + ".jsonl", fault, valid);
  }

  /** A row of the README's tables, in the making. */
  private record Judged(String file, int fault, int valid) {
    Arguments with(String... errors) {
      return Arguments.of(file, fault, valid, List.of(errors), List.of());
    }

    Arguments noted(String note, String... errors) {
      return Arguments.of(file, fault, valid, List.of(errors), List.of(note));
    }
  }
}
