package io.github.jsonlpreflight.validator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.LineRange;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.testkit.Judging;
import io.github.jsonlpreflight.testkit.Seeded;
import io.github.jsonlpreflight.validator.duplicates.MemoryBudget;
import io.github.jsonlpreflight.validator.duplicates.Temporary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DuplicateRecordTest {
  private static final RecordSchema SCHEMA =
      Judging.schemaOf("{\"strict\":true,\"fields\":{\"a\":{\"type\":\"text\"}}}");

  private static final MemoryBudget TINY = new MemoryBudget(2, 1);

  @TempDir private Path folder;

  static Stream<Seeded> seeds() {
    return Seeded.seeds(150);
  }

  @AfterEach
  void leavesNothingBehind() throws IOException {
    assertThat(Temporary.filesIn(folder)).isEmpty();
    assertThat(Temporary.openIn(folder)).isEmpty();
  }

  @Test
  void namesTheFirstOfThem() throws IOException {
    String file = "{\"a\":\"x\"}\n\n{\"a\":\"y\"}\n{\"a\":\"x\"}\n{\"a\":\"x\"}\n{\"a\":\"y\"}";
    assertThat(said(Severity.ERROR, file))
        .containsExactly(
            "1 [] []",
            "3 [] []",
            "4 [Same bytes as the record of line 1] []",
            "5 [Same bytes as the record of line 1] []",
            "6 [Same bytes as the record of line 3] []",
            "invalid 3, violations 3, warnings 0, duplicates OptionalLong[3]");
    assertThat(said(Severity.WARN, file))
        .contains(
            "4 [] [Same bytes as the record of line 1]",
            "invalid 0, violations 0, warnings 3, duplicates OptionalLong[3]");
    assertThat(said(Severity.OFF, file))
        .contains("4 [] []", "invalid 0, violations 0, warnings 0, duplicates OptionalLong.empty");
  }

  @Test
  void keepsOtherWarnings() throws IOException {
    String file = "{\"a\":null}\n{\"a\":null}\n";
    assertThat(said(Severity.ERROR, file))
        .contains("2 [Same bytes as the record of line 1] [Value is null]");
    assertThat(said(Severity.WARN, file))
        .contains("2 [] [Value is null, Same bytes as the record of line 1]");
  }

  @Test
  void comparesNoInvalidRecord() throws IOException {
    String file = "{}\n{}\n{\n{\n\"\uFEFF\"\n\"\uFEFF\"\n";
    assertThat(said(Severity.ERROR, file))
        .contains("invalid 6, violations 6, warnings 0, duplicates OptionalLong[0]");
  }

  @Test
  void comparesNoRecordThatIsTooLong() throws IOException {
    String tooLong = "{\"a\":\"" + "x".repeat(5_000) + "\"}\n";
    assertThat(said(Severity.WARN, tooLong + tooLong))
        .contains("invalid 2, violations 2, warnings 0, duplicates OptionalLong[0]");
  }

  @Test
  void holdsUnderAJsonSchema() throws IOException {
    RecordValidator validator =
        RecordValidator.create(
            Judging.schemaOf("{\"type\":\"integer\"}"), options(Severity.ERROR), TINY, folder);
    assertThat(said(validator, "1\n2\n1\n1.0\n"))
        .contains(
            "3 [Same bytes as the record of line 1] []",
            "4 [] []",
            "invalid 1, violations 1, warnings 0, duplicates OptionalLong[1]");
  }

  @Test
  void beginsAnewWithEachSource() throws IOException {
    RecordValidator validator = validator(Severity.ERROR, TINY);
    assertThat(said(validator, "{\"a\":\"x\"}\n")).isEqualTo(said(validator, "{\"a\":\"x\"}\n"));
  }

  @Test
  void saysNothingOfASingleRecord() {
    RecordValidator validator = validator(Severity.ERROR, TINY);
    byte[] record = "{\"a\":\"x\"}".getBytes(UTF_8);
    assertThat(validator.validate(record)).isEqualTo(RecordVerdict.Valid.WITHOUT_WARNINGS);
    assertThat(validator.validate(record)).isEqualTo(RecordVerdict.Valid.WITHOUT_WARNINGS);
  }

  /** Against the verdicts without the policy, and a map of every value that was valid so far. */
  @ParameterizedTest
  @MethodSource("seeds")
  void agreesWithAMapOfEverything(Seeded random) throws IOException {
    Severity severity = random.oneOf(List.of(Severity.WARN, Severity.ERROR));
    MemoryBudget memory = new MemoryBudget(2 << random.between(0, 8), random.between(1, 50));
    byte[] file = file(random).getBytes(UTF_8);
    Map<String, Long> firstLines = new HashMap<>();
    List<String> expected = new ArrayList<>();
    validator(Severity.OFF, memory)
        .validate(
            source(file),
            (record, verdict) -> {
              Findings findings = new Findings(options(severity).policies(), verdict);
              if (verdict instanceof RecordVerdict.Valid) {
                String value = new String(record.copyBytes(), UTF_8).strip();
                Long first = firstLines.putIfAbsent(value, record.lineNumber());
                if (first != null) {
                  String reason = "Same bytes as the record of line " + first;
                  findings.policy(Policy.DUPLICATE_RECORD, null, "", reason);
                }
              }
              return expected.add(record.lineNumber() + " " + findings.verdict());
            });
    List<String> found = new ArrayList<>();
    ReadOptions reading =
        ReadOptions.builder()
            .maxRecordBytes(4_000)
            .threads(random.between(1, 3))
            .blockBytes(random.between(16, 2_000))
            .build();
    ValidatorOptions options = options(severity).toBuilder().reading(reading).build();
    ValidationSummary summary =
        RecordValidator.create(SCHEMA, options, memory, folder)
            .validate(
                source(file), (record, verdict) -> found.add(record.lineNumber() + " " + verdict));
    assertThat(found).isEqualTo(expected);
    assertThat(summary.duplicates().orElseThrow())
        .isEqualTo(found.stream().filter(said -> said.contains("Same bytes")).count());
  }

  /** What the parts are asked about in a first round is what each has to know in a second. */
  @ParameterizedTest
  @MethodSource("seeds")
  void findsInPartsWhatItFindsInTheWhole(Seeded random) throws IOException {
    byte[] file = file(random).getBytes(UTF_8);
    Severity severity = random.oneOf(List.of(Severity.WARN, Severity.ERROR));
    RecordValidator validator = validator(severity, TINY);
    List<String> expected = new ArrayList<>();
    ValidationSummary whole =
        validator.validate(
            source(file), (record, verdict) -> expected.add(record.lineNumber() + " " + verdict));

    List<Long> cuts = cuts(random, file.length);
    Map<String, Long> firstLines = new HashMap<>();
    Map<Long, Long> repeated = new HashMap<>();
    List<Long> asked = new ArrayList<>();
    inParts(
        file,
        cuts,
        validator,
        (high, low, line) -> {
          asked.add(line);
          Long first = firstLines.putIfAbsent(high + " " + low, line);
          if (first != null) {
            repeated.put(line, first);
          }
          return 0;
        },
        (record, verdict) -> true);
    List<Long> askedAgain = new ArrayList<>();
    List<String> found = new ArrayList<>();
    ValidationSummary together =
        inParts(
            file,
            cuts,
            validator,
            (high, low, line) -> {
              askedAgain.add(line);
              return repeated.getOrDefault(line, 0L);
            },
            (record, verdict) -> found.add(record.lineNumber() + " " + verdict));

    assertThat(found).isEqualTo(expected);
    assertThat(together).isEqualTo(whole);
    assertThat(askedAgain).isEqualTo(asked);
  }

  private static List<Long> cuts(Seeded random, int length) {
    TreeSet<Long> cuts = new TreeSet<>(List.of(0L, (long) length));
    for (int i = random.between(0, 20); i > 0; i--) {
      cuts.add((long) random.between(0, length));
    }
    return List.copyOf(cuts);
  }

  private static ValidationSummary inParts(
      byte[] file,
      List<Long> cuts,
      RecordValidator validator,
      EarlierParts parts,
      RecordHandler handler)
      throws IOException {
    LineRange.Opener opener =
        at -> new ByteArrayInputStream(file, (int) at, file.length - (int) at);
    ValidationSummary before = validator.validate(source(new byte[0]), handler);
    for (int i = 1; i < cuts.size(); i++) {
      try (LineRange range = LineRange.open(opener, cuts.get(i - 1), cuts.get(i))) {
        JsonlSource part =
            JsonlSource.part(
                "test",
                range,
                range.byteOffset(),
                before.totals().lines() + 1,
                before.totals().records());
        before = before.then(validator.validate(part, parts, handler));
      }
    }
    return before;
  }

  private static String file(Seeded random) {
    StringBuilder file = new StringBuilder();
    int values = random.oneOf(List.of(1, 5, 100, 10_000));
    for (int i = random.between(0, 2_000); i > 0; i--) {
      String value = String.valueOf(random.between(1, values));
      file.append(random.oneOf(List.of("", "", "", " ", "\t ")));
      file.append(
          switch (random.between(0, 9)) {
            case 0 -> "";
            case 1 -> "{\"a\":" + value + "}";
            case 2 -> "{\"b\":\"" + value + "\"}";
            case 3 -> "{\"a\" :\"" + value + "\"}";
            default -> "{\"a\":\"" + value + "\"}";
          });
      file.append(random.oneOf(List.of("\n", "\n", "\r\n", " \n")));
    }
    return random.onceIn(2) ? file.toString().stripTrailing() : file.toString();
  }

  @ParameterizedTest
  @EnumSource(names = {"WARN", "ERROR"})
  void freesItsFilesWhereTheHandlerStops(Severity severity) throws IOException {
    List<Path> open = new ArrayList<>();
    ValidationSummary summary =
        validator(severity, TINY)
            .validate(
                source(many()),
                (record, verdict) -> {
                  open.addAll(Temporary.openIn(folder));
                  return record.lineNumber() < 500;
                });
    assertThat(summary.totals().finished()).isFalse();
    assertThat(summary.records()).isEqualTo(500);
    assertThat(open).isNotEmpty();
  }

  @Test
  void freesItsFilesWhereTheHandlerThrows() {
    IllegalStateException thrown = new IllegalStateException("enough");
    assertThatThrownBy(
            () ->
                validator(Severity.WARN, TINY)
                    .validate(
                        source(many()),
                        (record, verdict) -> {
                          if (record.lineNumber() == 500) {
                            throw thrown;
                          }
                          return true;
                        }))
        .isSameAs(thrown);
  }

  @Test
  void freesItsFilesWhereTheSourceFails() {
    IOException thrown = new IOException("read error");
    ByteArrayInputStream bytes = new ByteArrayInputStream(many());
    JsonlSource failing =
        JsonlSource.stream(
            "failing",
            new InputStream() {
              @Override
              public int read() throws IOException {
                int next = bytes.read();
                if (next < 0) {
                  throw thrown;
                }
                return next;
              }

              @Override
              public int read(byte[] buffer, int from, int length) throws IOException {
                int read = bytes.read(buffer, from, length);
                if (read < 0) {
                  throw thrown;
                }
                return read;
              }
            });
    assertThatThrownBy(
            () -> validator(Severity.WARN, TINY).validate(failing, (record, verdict) -> true))
        .isSameAs(thrown);
  }

  @Test
  void saysWhereItCannotRemember() {
    Path missing = folder.resolve("missing");
    RecordValidator validator =
        RecordValidator.create(SCHEMA, options(Severity.WARN), TINY, missing);
    assertThatThrownBy(() -> validator.validate(source(many()), (record, verdict) -> true))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(missing.toString());
  }

  private static byte[] many() {
    StringBuilder file = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      file.append("{\"a\":\"").append(i).append("\"}\n");
    }
    return file.toString().getBytes(UTF_8);
  }

  private List<String> said(Severity severity, String file) throws IOException {
    return said(validator(severity, TINY), file);
  }

  private static List<String> said(RecordValidator validator, String file) throws IOException {
    List<String> said = new ArrayList<>();
    ValidationSummary summary =
        validator.validate(
            source(file.getBytes(UTF_8)),
            (record, verdict) ->
                said.add(
                    record.lineNumber()
                        + " "
                        + reasons(Judging.violations(verdict))
                        + " "
                        + reasons(verdict.warnings())));
    said.add(
        "invalid %d, violations %d, warnings %d, duplicates %s"
            .formatted(
                summary.invalid(), summary.violations(), summary.warnings(), summary.duplicates()));
    return said;
  }

  private static List<String> reasons(List<Violation> findings) {
    return findings.stream().map(Violation::reason).toList();
  }

  private RecordValidator validator(Severity severity, MemoryBudget memory) {
    return RecordValidator.create(SCHEMA, options(severity), memory, folder);
  }

  private static ValidatorOptions options(Severity severity) {
    return ValidatorOptions.builder()
        .policies(Policies.builder().set(Policy.DUPLICATE_RECORD, severity).build())
        .reading(ReadOptions.builder().maxRecordBytes(4_000).blockBytes(64).threads(2).build())
        .build();
  }

  private static JsonlSource source(byte[] file) {
    return JsonlSource.stream("test", new ByteArrayInputStream(file));
  }
}
