package io.github.jsonlpreflight.cli.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.cli.report.Report;
import io.github.jsonlpreflight.cli.report.ReportCollector;
import io.github.jsonlpreflight.cli.report.ReportJson;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordValidator;
import io.github.jsonlpreflight.validator.ValidationSummary;
import io.github.jsonlpreflight.validator.ValidatorOptions;
import io.github.jsonlpreflight.validator.Violation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class ReportPageTest {
  private static final String SCHEMA =
      """
      {"type":"object","required":["id"],
       "properties":{"id":{},"text":{"type":"string","maxLength":5}},"additionalProperties":false}
      """;
  private static final String PLANTED = "</script><img onerror=x>\u2028\u202e'\"&{{json}}";

  @TempDir private Path folder;

  private static Report.Validation validate(String records, boolean hidesValues)
      throws IOException {
    RecordSchema schema = RecordSchema.parse("test", SCHEMA.getBytes(StandardCharsets.UTF_8));
    ValidatorOptions options = ValidatorOptions.defaults();
    ReportCollector collector =
        new ReportCollector(schema, options.policies(), hidesValues, Violation::reason);
    collector.begin("in <b>.jsonl");
    ValidationSummary summary =
        RecordValidator.create(schema, options)
            .validate(
                JsonlSource.stream(
                    "test", new ByteArrayInputStream(records.getBytes(StandardCharsets.UTF_8))),
                (record, verdict) -> {
                  collector.record(record, verdict);
                  return true;
                });
    collector.end(summary, summary.notes());
    return collector.validation();
  }

  private static Report report(Report.Validation validation) {
    return new Report(
        "in <b>.jsonl",
        "validate",
        "1.0",
        "2026-11-24 20:00 UTC",
        new Report.Settings("s.json", "JSON Schema", "ab", List.of(), List.of(), true),
        validation,
        List.of(),
        0,
        null,
        "preflight validate …");
  }

  private static final String RECORDS =
      "{\"id\":1,\"text\":\"abcdefg\"}\n{\"text\":\"abcdefghij\"}\n{\"id\":2}\n";

  @Test
  void carriesAllThatItSaysAsJson() throws IOException {
    JsonNode json = JsonMapper.shared().readTree(ReportJson.of(report(validate(RECORDS, false))));

    assertThat(json.at("/validation/totals").toString())
        .isEqualTo(
            "{\"records\":3,\"invalid\":2,\"warned\":0,\"errors\":3,\"warnings\":0,\"blank_lines\":0,\"bytes\":57}");
    assertThat(json.at("/validation/findings/0").toString())
        .isEqualTo(
            "{\"kind\":\"error\",\"file\":0,\"line\":1,\"byte_offset\":0,\"field\":\"text\",\"rule\":\"maxLength\",\"reason\":\"Value exceeds maximum length: 7 code points, limit 5\",\"value\":\"\\\"abcdefg\\\"\"}");
    assertThat(json.at("/validation/lengths/0").toString())
        .isEqualTo(
            "{\"pointer\":\"/text\",\"every\":1,\"not_text\":0,\"shortest\":7,\"longest\":10,"
                + "\"bars\":[{\"from\":7,\"to\":7,\"count\":1},{\"from\":8,\"to\":9,\"count\":0},"
                + "{\"from\":10,\"to\":11,\"count\":1}],"
                + "\"limits\":[{\"rule\":\"maxLength\",\"code_points\":5}]}");
    assertThat(json.at("/validation/rules").toString())
        .isEqualTo(
            "[{\"severity\":\"error\",\"rule\":\"maxLength\",\"field\":\"text\",\"count\":2},"
                + "{\"severity\":\"error\",\"rule\":\"required\",\"field\":\"id\",\"count\":1}]");
  }

  @Test
  void keepsPlantedMarkupText() throws IOException {
    String planted = JsonMapper.shared().writeValueAsString(PLANTED);
    String page =
        new String(
            ReportPage.of(
                report(
                    validate(
                        "{\"id\":1,\"text\":" + planted + "}\n{\"id\":1," + planted + ":2}\n",
                        false))),
            StandardCharsets.UTF_8);

    assertThat(page).contains("&lt;/script&gt;&lt;img onerror=x&gt;\\u2028\\u202e&#39;&quot;&amp;");
    assertThat(page).doesNotContain("<img", "in <b>", "\u2028", "\u202e");
    assertThat(page.split("</script>", -1)).hasSize(3);
  }

  @Test
  void showsNoValueWhereTheyAreHidden() throws IOException {
    Report.Validation validation = validate(RECORDS, true);
    assertThat(new String(ReportPage.of(report(validation)), StandardCharsets.UTF_8))
        .doesNotContain("abcdef");
    assertThat(ReportJson.of(report(validate(RECORDS, false).withoutValues())))
        .doesNotContain("abcdef");
  }

  @Test
  void readsAgainWhatWasKept() throws IOException {
    Report.Validation validation = validate(RECORDS, false);
    Path file = Files.write(folder.resolve("validation.json"), ReportJson.of(validation));

    assertThat(ReportJson.readValidation(file)).contains(validation);
    Files.writeString(file, "{\"totals\":");
    assertThat(ReportJson.readValidation(file)).isEmpty();
    Files.writeString(file, "{}");
    assertThat(ReportJson.readValidation(file)).isEmpty();
    assertThat(ReportJson.readValidation(folder.resolve("absent"))).isEmpty();
  }

  @Test
  void doesNotGrowWithWhatIsWrong() throws IOException {
    String record = "{\"text\":\"" + "x".repeat(500) + "\"}\n";
    int few = ReportPage.of(report(validate(record.repeat(2_000), false))).length;
    int many = ReportPage.of(report(validate(record.repeat(20_000), false))).length;

    assertThat(many).isLessThan(few + few / 20);
  }
}
