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
    ArrayList<Range> ranges)
    implements Serializable {
  /** A range in such a form. */
  record Range(long offset, long length, long firstLine, long firstRecordIndex, long records)
      implements Serializable {
    static Range of(RecordRange range) {
      return new Range(
          range.offset(),
          range.length(),
          range.firstLine(),
          range.firstRecordIndex(),
          range.records());
    }

    RecordRange toRange() {
      return new RecordRange(offset, length, firstLine, firstRecordIndex, records);
    }
  }

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
        new ArrayList<>(chunk.ranges().stream().map(Range::of).toList()));
  }

  Chunk toChunk() {
    List<RecordRange> all = ranges.stream().map(Range::toRange).toList();
    return new Chunk(index, name, firstLine, lastLine, records, bytes, sha256, newlineAdded, all);
  }
}
