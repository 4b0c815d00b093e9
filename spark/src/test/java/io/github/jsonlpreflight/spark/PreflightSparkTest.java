package io.github.jsonlpreflight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.validator.Policies;
import io.github.jsonlpreflight.validator.Policy;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordValidator;
import io.github.jsonlpreflight.validator.RecordVerdict;
import io.github.jsonlpreflight.validator.Severity;
import io.github.jsonlpreflight.validator.ValidationSummary;
import io.github.jsonlpreflight.validator.ValidatorOptions;
import io.github.jsonlpreflight.validator.Violation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Datasets and totals are those of one machine, also where tasks fail after they have worked. */
class PreflightSparkTest {
  private static final byte[] SCHEMA = SampleFile.SCHEMA.getBytes(StandardCharsets.UTF_8);

  private static SparkSession session;

  @TempDir Path folder;

  @BeforeAll
  static void startSpark() {
    // Two threads, and up to three attempts at a task.
    session =
        SparkTesting.local("local[2,3]")
            // What tasks sort lies on disk.
            .config("spark.shuffle.spill.numElementsForceSpillThreshold", "100")
            .getOrCreate();
  }

  @AfterAll
  static void stopSpark() {
    session.stop();
  }

  @ParameterizedTest(name = "duplicate-record={0}")
  @EnumSource(Severity.class)
  void findsWhatOneMachineFinds(Severity ofDuplicates) throws IOException {
    Path file = Files.write(folder.resolve("data.jsonl"), SampleFile.of(11, 60_000));
    List<String> expected = new ArrayList<>();
    ByteArrayOutputStream valid = new ByteArrayOutputStream();
    ValidationSummary one = oneMachine(file, ofDuplicates, expected, valid);

    SparkValidation validation = validation(file, ofDuplicates);
    List<String> found =
        validation.violations().collectAsList().stream().map(PreflightSparkTest::text).toList();
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    for (Row row : validation.validRecords().collectAsList()) {
      records.writeBytes(row.getAs("record"));
      records.write('\n');
    }

    assertThat(found).isEqualTo(expected);
    assertThat(records.toByteArray()).isEqualTo(valid.toByteArray());
    // Both Datasets have read every split, and each counts once.
    assertThat(validation.summary()).contains(one);
  }

  @Test
  void countsOnceWhereTasksFailAfterTheirWork() throws IOException {
    Path file = Files.write(folder.resolve("data.jsonl"), SampleFile.of(12, 60_000));
    ValidationSummary one =
        oneMachine(file, Severity.WARN, new ArrayList<>(), new ByteArrayOutputStream());
    SparkValidation validation = validation(file, Severity.WARN);
    assertThat(validation.summary()).isEmpty();

    validation
        .violations()
        .foreachPartition(
            (ForeachPartitionFunction<Row>)
                rows -> {
                  drain(rows);
                  if (TaskContext.get().attemptNumber() == 0) {
                    throw new IllegalStateException("this attempt fails when all is done");
                  }
                });

    assertThat(validation.summary()).contains(one);
  }

  @Test
  void saysNothingOfSplitsThatWereNotReadToTheirEnd() throws IOException {
    Path file = Files.write(folder.resolve("data.jsonl"), SampleFile.of(13, 60_000));
    SparkValidation validation = validation(file, Severity.OFF);

    assertThat(validation.violations().limit(1).collectAsList()).hasSize(1);

    assertThat(validation.summary()).isEmpty();
  }

  private static void drain(Iterator<Row> rows) {
    while (rows.hasNext()) {
      rows.next();
    }
  }

  private static SparkValidation validation(Path file, Severity ofDuplicates) throws IOException {
    SparkOptions options =
        SparkOptions.builder().splitBytes(7001).judging(judging(ofDuplicates)).build();
    return PreflightSpark.create(session, "schema.json", SCHEMA, options).validate(file.toString());
  }

  private static ValidatorOptions judging(Severity ofDuplicates) {
    return ValidatorOptions.builder()
        .policies(Policies.builder().set(Policy.DUPLICATE_RECORD, ofDuplicates).build())
        .build();
  }

  private static ValidationSummary oneMachine(
      Path file, Severity ofDuplicates, List<String> findings, ByteArrayOutputStream valid)
      throws IOException {
    return RecordValidator.create(RecordSchema.parse("schema.json", SCHEMA), judging(ofDuplicates))
        .validate(
            JsonlSource.file(file),
            (record, verdict) -> {
              String place =
                  record.lineNumber()
                      + " "
                      + record.recordIndex()
                      + " "
                      + record.place().byteOffset();
              if (verdict instanceof RecordVerdict.Invalid invalid) {
                invalid.violations().forEach(one -> findings.add(text(place, one, "error")));
              } else {
                record.writeTo(valid);
                valid.write('\n');
              }
              verdict.warnings().forEach(one -> findings.add(text(place, one, "warning")));
              return true;
            });
  }

  private static String text(String place, Violation violation, String severity) {
    return place + " " + violation.field() + " " + violation.reason() + " " + severity;
  }

  private static String text(Row row) {
    return row.getAs("line")
        + " "
        + row.getAs("record_index")
        + " "
        + row.getAs("byte_offset")
        + " "
        + row.getAs("field")
        + " "
        + row.getAs("reason")
        + " "
        + row.getAs("severity");
  }
}
