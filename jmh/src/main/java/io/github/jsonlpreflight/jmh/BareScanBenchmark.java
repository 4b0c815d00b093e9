package io.github.jsonlpreflight.jmh;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The baseline: Jackson's tokens are pulled and thrown away, nothing is checked, and the records'
 * ends are known beforehand. {@link #parserPerRecord} is what other scores are held against.
 */
@SuppressWarnings("NullAway.Init") // JMH calls setUp() before all else
public class BareScanBenchmark extends ReviewBenchmark {
  private static final JsonFactory JSON = JsonFactory.builder().build();

  private ReviewData data;

  /** Makes the data. */
  @Setup
  public void setUp() {
    data = ReviewData.of(shape);
  }

  /** Returns the number of tokens. */
  @Benchmark
  public long parserPerRecord() {
    long tokens = 0;
    for (int i = 0; i < data.records(); i++) {
      tokens += tokens(data.start(i), data.end(i));
    }
    return tokens;
  }

  /** Returns the number of tokens. */
  @Benchmark
  public long oneParser() {
    return tokens(0, ReviewData.BYTES);
  }

  ReviewData data() {
    return data;
  }

  private long tokens(int from, int to) {
    long tokens = 0;
    try (JsonParser parser =
        JSON.createParser(ObjectReadContext.empty(), data.bytes(), from, to - from)) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    }
    return tokens;
  }
}
