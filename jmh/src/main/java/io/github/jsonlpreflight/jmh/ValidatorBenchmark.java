package io.github.jsonlpreflight.jmh;

import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordValidator;
import io.github.jsonlpreflight.validator.ValidationSummary;
import io.github.jsonlpreflight.validator.ValidatorOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The validator as a user calls it: it finds the records of a source and judges each of them. */
@SuppressWarnings("NullAway.Init") // JMH calls setUp() before all else
public class ValidatorBenchmark extends ReviewBenchmark {
  /** The schema that records are judged by. */
  @Param("RICH")
  public ReviewSchema schema = ReviewSchema.RICH;

  /** How many threads judge. */
  @Param("1")
  public int threads = 1;

  /** One record in so many is invalid; 0 for none. */
  @Param("0")
  public int invalidOneIn;

  private ReviewData data;
  private RecordValidator validator;

  /** Makes the data and compiles the schema. */
  @Setup
  public void setUp() {
    data = ReviewData.of(shape, invalidOneIn);
    ReadOptions reading = ReadOptions.builder().threads(threads).build();
    validator =
        RecordValidator.create(
            RecordSchema.parse(schema.fileName(shape), schema.document(shape)),
            ValidatorOptions.builder().reading(reading).build());
  }

  /** Returns what the validator says of the source. */
  @Benchmark
  public ValidationSummary validateSource() throws IOException {
    JsonlSource source = JsonlSource.stream("memory", new ByteArrayInputStream(data.bytes()));
    return validator.validate(source, (record, verdict) -> true);
  }

  ReviewData data() {
    return data;
  }
}
