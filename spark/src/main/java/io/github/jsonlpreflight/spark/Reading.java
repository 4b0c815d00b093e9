package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.jsonl.MemoryShares;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import java.io.Serializable;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;

/** How files are read, in a form that can be sent. */
record Reading(
    long maxRecordBytes,
    int blockBytes,
    long maxDecompressedBytes,
    int maxCompressionRatio,
    long maxZstdWindowBytes)
    implements Serializable {
  /** The other half of an executor's heap is Spark's. */
  private static final int HEAP_PART = 2;

  static Reading of(ReadOptions options) {
    return new Reading(
        options.maxRecordBytes(),
        options.blockBytes(),
        options.maxDecompressedBytes(),
        options.maxCompressionRatio(),
        options.maxZstdWindowBytes());
  }

  /** Returns how the driver reads. */
  ReadOptions ofDriver() {
    return ReadOptions.builder()
        .maxRecordBytes(maxRecordBytes)
        .blockBytes(blockBytes)
        .maxDecompressedBytes(maxDecompressedBytes)
        .maxCompressionRatio(maxCompressionRatio)
        .maxZstdWindowBytes(maxZstdWindowBytes)
        .build();
  }

  /** Returns how the task at hand reads: with its own processors and its share of the heap. */
  ReadOptions ofThisTask() {
    TaskContext task = TaskContext.get();
    int cpus = task == null ? 1 : task.cpus();
    long share = Runtime.getRuntime().maxMemory() / HEAP_PART / Math.max(1, executorCores() / cpus);
    return ofDriver().toBuilder().threads(cpus).memory(new MemoryShares(share)).build();
  }

  private static int executorCores() {
    int all = Runtime.getRuntime().availableProcessors();
    SparkEnv env = SparkEnv.get();
    return env == null ? all : env.conf().getInt("spark.executor.cores", all);
  }
}
