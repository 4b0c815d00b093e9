package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.chunker.Chunk;
import io.github.jsonlpreflight.chunker.RecordRange;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** A chunk in a form that can be sent. */
record PlannedChunk(
    int index,
    String name,
    long firstLine,
    long lastLine,
    long records,
    long bytes,
    String sha256,
    boolean newlineAdded,
    long[][] ranges)
    implements Serializable {
  static PlannedChunk of(Chunk chunk) {
    return new PlannedChunk(
        chunk.index(),
        chunk.name(),
        chunk.firstLine(),
        chunk.lastLine(),
        chunk.records(),
        chunk.bytes(),
        chunk.sha256(),
        chunk.newlineAdded(),
        chunk.ranges().stream()
            .map(
                range ->
                    new long[] {
                      range.offset(),
                      range.length(),
                      range.firstLine(),
                      range.firstRecordIndex(),
                      range.records()
                    })
            .toArray(long[][]::new));
  }

  Chunk toChunk() {
    List<RecordRange> all = new ArrayList<>(ranges.length);
    for (long[] range : ranges) {
      all.add(new RecordRange(range[0], range[1], range[2], range[3], range[4]));
    }
    return new Chunk(index, name, firstLine, lastLine, records, bytes, sha256, newlineAdded, all);
  }
}
