package io.github.jsonlpreflight.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The baseline: Jackson's tokens are pulled and thrown away, nothing is checked, and the records'
 * ends are known beforehand. {@link #parserPerRecord} is what other scores are held against.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(ReviewData.MEGABYTES)
public class BareScanBenchmark {
  private static final JsonFactory JSON = JsonFactory.builder().build();

  private final ReviewData data = ReviewData.withInvalidOneIn(0);

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
