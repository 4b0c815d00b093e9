package io.github.jsonlpreflight.chunker;

import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.PassTotals;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.jsonl.RecordPass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Plans as the tests need them. */
final class Plans {
  private Plans() {}

  static ChunkLimits maxRecords(long records) {
    return ChunkLimits.builder().maxChunkRecords(records).build();
  }

  static ChunkLimits maxBytes(long bytes) {
    return ChunkLimits.builder().maxChunkBytes(bytes).build();
  }

  static Manifest plan(Path source, ChunkLimits limits) throws IOException {
    try (ChunkPlanner planner = ChunkPlanner.dry(source, limits, null)) {
      return planner.planUnchecked(ReadOptions.defaults());
    }
  }

  /** Leaves out the records of some lines, all for one reason. */
  static Manifest planWithout(Path source, ChunkLimits limits, Set<Long> lines) throws IOException {
    try (ChunkPlanner planner = ChunkPlanner.dry(source, limits, null)) {
      return planner.finish(tell(planner, source, lines));
    }
  }

  /** Cuts a file into chunk files, without the records of some lines. */
  static Manifest splitWithout(Path folder, Path source, ChunkLimits limits, Set<Long> lines)
      throws IOException {
    try (ChunkPlanner planner = ChunkPlanner.splittingInto(folder, source, limits, null)) {
      return planner.finish(tell(planner, source, lines));
    }
  }

  /** Reads all records of a chunk. */
  static void forEachRecord(ChunkReader reader, Chunk chunk, RecordPass.RecordSink sink)
      throws IOException {
    for (RecordRange range : chunk.ranges()) {
      reader.forEachRecord(range, sink);
    }
  }

  /** Tells a planner of every record of a file. */
  static PassTotals tell(ChunkPlanner planner, Path source, Set<Long> skippedLines)
      throws IOException {
    return RecordPass.run(
        JsonlSource.file(source),
        ReadOptions.defaults(),
        record -> {
          if (skippedLines.contains(record.lineNumber())) {
            planner.skip(record, List.of(new SkippedRecord.Reason(null, "left out")));
          } else {
            planner.add(record);
          }
          return true;
        });
  }
}
