package io.github.jsonlpreflight.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.AnnotationKeyword;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.NonValidationKeyword;
import io.github.jsonlpreflight.cli.explain.Explanation;
import io.github.jsonlpreflight.cli.explain.Explanations;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.validator.Policies;
import io.github.jsonlpreflight.validator.Policy;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordValidator;
import io.github.jsonlpreflight.validator.RecordVerdict;
import io.github.jsonlpreflight.validator.Severity;
import io.github.jsonlpreflight.validator.ValidatorOptions;
import io.github.jsonlpreflight.validator.Violation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The page of rules and codes has an entry for each that there is, and none beside. */
final class RulesPageTest {
  /** Keywords that hold schemas, and leave the word to what these find. */
  private static final Set<String> SPEAK_THROUGH_OTHERS =
      Set.of(
          "$dynamicRef",
          "$recursiveRef",
          "$ref",
          "allOf",
          "anyOf",
          "dependentSchemas",
          "if",
          "patternProperties",
          "prefixItems",
          "properties");

  /** Keywords of networknt's own, or that judge nothing unless they are switched on. */
  private static final Set<String> NEVER_FIND =
      Set.of("id", "notAllowed", "readOnly", "true", "writeOnly");

  /** Rules that are no keyword of a JSON Schema. */
  private static final Set<String> OURS = Set.of("parse", "limit", "url");

  private static final Pattern NOTE =
      Pattern.compile("new Note\\(\\s*(?:\"([A-Za-z-]+)\"|(?:[A-Za-z]+\\.)?([A-Z_]+)),");

  @TempDir private Path folder;

  private static Explanations page() throws IOException {
    return Explanations.load();
  }

  private static Stream<String> codes(String... groups) throws IOException {
    return page().all().stream()
        .filter(entry -> Arrays.asList(groups).contains(entry.group()))
        .map(Explanation::code);
  }

  @Test
  void haveEachCodeOnce() throws IOException {
    List<Explanation> all = page().all();
    assertThat(all)
        .extracting(entry -> entry.code().toLowerCase(Locale.ROOT))
        .doesNotHaveDuplicates();
    assertThat(all)
        .allSatisfy(
            entry -> {
              assertThat(entry.group()).as(entry.code()).isNotEmpty();
              assertThat(entry.meaning()).as(entry.code()).endsWith(".");
            });
  }

  @Test
  void haveEveryRuleThatAValidatorNames() throws IOException {
    Set<String> reported = new TreeSet<>(OURS);
    for (var dialect :
        List.of(
            Dialects.getDraft4(),
            Dialects.getDraft6(),
            Dialects.getDraft7(),
            Dialects.getDraft201909(),
            Dialects.getDraft202012())) {
      dialect.getKeywords().values().stream()
          .filter(Predicate.not(NonValidationKeyword.class::isInstance))
          .filter(Predicate.not(AnnotationKeyword.class::isInstance))
          .map(Keyword::getValue)
          .forEach(reported::add);
    }
    reported.removeAll(SPEAK_THROUGH_OTHERS);
    reported.removeAll(NEVER_FIND);
    // Not a keyword with a validator of its own: `items` speaks for it.
    reported.add("additionalItems");

    assertThat(codes("Any record", "Rules of schemas"))
        .containsExactlyInAnyOrderElementsOf(reported);
  }

  @Test
  void haveEveryPolicy() throws IOException {
    assertThat(codes("Policies"))
        .containsExactlyElementsOf(Arrays.stream(Policy.values()).map(Policy::id).toList());
  }

  @Test
  void haveEveryError() throws IOException {
    assertThat(codes("Errors"))
        .containsExactlyElementsOf(Arrays.stream(ErrorCode.values()).map(ErrorCode::id).toList());
  }

  @Test
  void sayWithWhichCodeEachErrorEnds() throws IOException {
    for (ErrorCode error : ErrorCode.values()) {
      assertThat(page().find(error.id()).orElseThrow().setBy())
          .as(error.id())
          .endsWith("exit code " + ExitCode.of(error));
    }
  }

  @Test
  void haveEveryExitCodeOfTheHelp() throws IOException {
    CommandLine commandLine =
        Program.of(
            new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()), List.of());
    Set<String> helped =
        commandLine.getCommandSpec().usageMessage().exitCodeList().keySet().stream()
            .flatMap(codes -> Pattern.compile(", ").splitAsStream(codes))
            .collect(Collectors.toSet());
    assertThat(codes("Exit codes")).containsExactlyInAnyOrderElementsOf(helped);
    assertThat(helped)
        .containsAll(
            IntStream.of(
                    ExitCode.OK,
                    ExitCode.INVALID,
                    ExitCode.USAGE,
                    ExitCode.UNUSABLE,
                    ExitCode.SERVICE,
                    ExitCode.PAUSED,
                    ExitCode.UNDECIDED,
                    ExitCode.LOCKED,
                    ExitCode.FAULT,
                    ExitCode.INTERRUPTED,
                    ExitCode.READER_GONE)
                .mapToObj(Integer::toString)
                .toList());
  }

  /** A note's code is a word in the source; there is no list of them. */
  @Test
  void haveEveryNote() throws IOException {
    Set<String> found = new TreeSet<>();
    Set<String> constants = new TreeSet<>();
    String sources = "";
    for (String module : List.of("validator", "chunker", "uploader", "cli")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          sources += Files.readString(file);
        }
      }
    }
    NOTE.matcher(sources)
        .results()
        .forEach(
            match -> {
              if (match.group(1) != null) {
                found.add(match.group(1));
              } else {
                constants.add(match.group(2));
              }
            });
    for (String constant : constants) {
      Pattern value = Pattern.compile("String " + constant + " =\\s*\"([^\"]+)\";");
      value.matcher(sources).results().forEach(match -> found.add(match.group(1)));
    }
    assertThat(constants).isNotEmpty();
    assertThat(codes("Notes")).containsExactlyInAnyOrderElementsOf(found);
  }

  @TestFactory
  Stream<DynamicTest> everyRecordShowsItsRule() throws IOException {
    List<Explanation> rules =
        page().all().stream()
            .filter(
                entry ->
                    Set.of("Any record", "Rules of schemas", "Policies").contains(entry.group()))
            .toList();
    return rules.stream()
        .map(entry -> DynamicTest.dynamicTest(entry.code(), () -> showsItsRule(entry)));
  }

  private void showsItsRule(Explanation entry) throws IOException {
    Path file = folder.resolve("records.jsonl");
    Files.writeString(file, entry.record() + "\n");
    RecordSchema schema =
        RecordSchema.parse("example", String.valueOf(entry.schema()).getBytes(UTF_8));
    Policies.Builder policies = Policies.builder();
    if (entry.code().equals(Policy.MAX_VALUE_LENGTH.id())) {
      policies.maxValueLength(5);
    }
    if (entry.code().equals(Policy.DUPLICATE_RECORD.id())) {
      policies.set(Policy.DUPLICATE_RECORD, Severity.WARN);
    }
    List<String> keywords = new ArrayList<>();
    List<String> fatal = new ArrayList<>();
    RecordValidator.create(schema, ValidatorOptions.builder().policies(policies.build()).build())
        .validate(
            JsonlSource.file(file),
            (record, verdict) -> {
              verdict.warnings().forEach(warning -> keywords.add(warning.keyword()));
              if (verdict instanceof RecordVerdict.Invalid invalid) {
                invalid.violations().stream().map(Violation::keyword).forEach(fatal::add);
              }
              return true;
            });
    keywords.addAll(fatal);
    assertThat(keywords).contains(entry.code());
    assertThat(schema.notes()).isEmpty();
    Policy.byId(entry.code())
        .ifPresent(
            policy ->
                assertThat(entry.setBy())
                    .endsWith(
                        "default " + policy.defaultSeverity().name().toLowerCase(Locale.ROOT)));
  }
}
