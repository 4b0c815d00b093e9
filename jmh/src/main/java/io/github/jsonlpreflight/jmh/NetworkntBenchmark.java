package io.github.jsonlpreflight.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a Java program does without Preflight: a tree of each record, judged by networknt. */
@SuppressWarnings("NullAway.Init") // JMH calls setUp() before all else
public class NetworkntBenchmark extends ReviewBenchmark {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The schema that records are judged by. */
  @Param("RICH")
  public ReviewSchema schema = ReviewSchema.RICH;

  /** One record in so many is invalid; 0 for none. */
  @Param("0")
  public int invalidOneIn;

  private ReviewData data;
  private Schema compiled;

  /** Makes the data and compiles the schema. */
  @Setup
  public void setUp() {
    data = ReviewData.of(shape, invalidOneIn);
    compiled =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(new String(schema.document(shape), UTF_8), InputFormat.JSON);
    compiled.initializeValidators();
  }

  /** Returns the number of valid records. */
  @Benchmark
  public int validateTrees() {
    int valid = 0;
    for (int i = 0; i < data.records(); i++) {
      valid += isValid(data.start(i), data.end(i)) ? 1 : 0;
    }
    return valid;
  }

  private boolean isValid(int from, int to) {
    try {
      return compiled
          .validate(
              JSON.readTree(data.bytes(), from, to - from),
              context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
          .isEmpty();
    } catch (JacksonException e) {
      return false;
    }
  }

  ReviewData data() {
    return data;
  }
}
