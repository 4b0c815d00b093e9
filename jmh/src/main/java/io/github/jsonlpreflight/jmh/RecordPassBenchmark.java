package io.github.jsonlpreflight.jmh;

import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.PassTotals;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.jsonl.RecordPass;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Finding records, and nothing else: what everybody pays who reads a source. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(ReviewData.MEGABYTES)
public class RecordPassBenchmark {
  private final ReviewData data = ReviewData.withInvalidOneIn(0);

  /** Returns what was read. */
  @Benchmark
  public PassTotals findRecords() throws IOException {
    JsonlSource source = JsonlSource.stream("memory", new ByteArrayInputStream(data.bytes()));
    return RecordPass.run(source, ReadOptions.defaults(), record -> true);
  }
}
