package io.github.jsonlpreflight.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What all benchmarks share: one call works through {@link ReviewData#MEGABYTES} megabytes, so a
 * score is in MB/s. Less warm-up would measure networknt before it is compiled.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(ReviewData.MEGABYTES)
@Fork(1)
@Warmup(iterations = 6, time = 2)
@Measurement(iterations = 3, time = 2)
public abstract class ReviewBenchmark {
  /** What the records look like. */
  @Param("REVIEW")
  public Shape shape = Shape.REVIEW;
}
