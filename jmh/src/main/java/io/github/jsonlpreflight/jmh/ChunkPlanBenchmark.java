package io.github.jsonlpreflight.jmh;

import io.github.jsonlpreflight.chunker.ChunkLimits;
import io.github.jsonlpreflight.chunker.ChunkPlanner;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Planning chunks without a schema, from a file: reading, finding records, and their SHA-256. */
@SuppressWarnings("NullAway.Init") // JMH calls setUp() before all else
public class ChunkPlanBenchmark extends ReviewBenchmark {
  private static final ChunkLimits LIMITS = ChunkLimits.builder().maxChunkBytes(4_000_000).build();

  private Path file;

  /** Writes the file. */
  @Setup
  public void setUp() throws IOException {
    file = Files.createTempFile("preflight-jmh-", ".jsonl");
    Files.write(file, ReviewData.of(shape).bytes());
  }

  /** Returns the plan. */
  @Benchmark
  public Manifest planUnchecked() throws IOException {
    try (ChunkPlanner planner = ChunkPlanner.dry(file, LIMITS, null)) {
      return planner.planUnchecked(ReadOptions.defaults());
    }
  }

  /** Removes the file. */
  @TearDown
  public void tearDown() throws IOException {
    Files.delete(file);
  }
}
