package io.github.jsonlpreflight.jmh;

import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.PassTotals;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.jsonl.RecordPass;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** Finding records, and nothing else: what everybody pays who reads a source. */
@SuppressWarnings("NullAway.Init") // JMH calls setUp() before all else
public class RecordPassBenchmark extends ReviewBenchmark {
  private ReviewData data;

  /** Makes the data. */
  @Setup
  public void setUp() {
    data = ReviewData.of(shape);
  }

  /** Returns what was read. */
  @Benchmark
  public PassTotals findRecords() throws IOException {
    JsonlSource source = JsonlSource.stream("memory", new ByteArrayInputStream(data.bytes()));
    return RecordPass.run(source, ReadOptions.defaults(), record -> true);
  }
}
