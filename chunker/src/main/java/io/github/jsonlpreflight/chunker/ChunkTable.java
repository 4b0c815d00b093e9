package io.github.jsonlpreflight.chunker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The chunks of a plan in the making: which records are in them, and where these stand. */
final class ChunkTable {
  /** A chunk whose digest is perhaps still being made. */
  private record Draft(Chunk chunk, CompletableFuture<String> sha256) {}

  private final SourceFingerprint source;
  private final ChunkLimits limits;
  private final List<Draft> drafts = new ArrayList<>();
  private long recordCount;

  private List<RecordRange> ranges = new ArrayList<>();
  private long rangeOffset;
  private long rangeLength;
  private long rangeFirstLine;
  private long rangeFirstIndex;
  private long rangeRecords;
  private long chunkRecords;
  private long chunkBytes;
  private long lastLine;
  private boolean newlineAdded;

  ChunkTable(SourceFingerprint source, ChunkLimits limits) {
    this.source = source;
    this.limits = limits;
  }

  /** Tells whether the chunk at hand can take a record of this length, newline not counted. */
  boolean takes(long length) {
    return limits.allow(chunkBytes + length + 1, chunkRecords + 1);
  }

  /** Puts a record into the chunk at hand. */
  void add(long lineNumber, long recordIndex, long offset, long length, boolean terminated) {
    if (rangeRecords == 0 || rangeOffset + rangeLength != offset) {
      endRange();
      rangeOffset = offset;
      rangeFirstLine = lineNumber;
      rangeFirstIndex = recordIndex;
    }
    rangeLength += length + (terminated ? 1 : 0);
    rangeRecords++;
    recordCount++;
    chunkRecords++;
    chunkBytes += length + 1;
    lastLine = lineNumber;
    newlineAdded = !terminated;
  }

  private void endRange() {
    if (rangeRecords > 0) {
      ranges.add(
          new RecordRange(rangeOffset, rangeLength, rangeFirstLine, rangeFirstIndex, rangeRecords));
    }
    rangeLength = 0;
    rangeRecords = 0;
  }

  /** Returns the size of the chunk at hand; 0 where there is none. */
  long chunkBytes() {
    return chunkBytes;
  }

  /** Ends the chunk at hand. */
  void endChunk(CompletableFuture<String> sha256) {
    endRange();
    int index = drafts.size() + 1;
    drafts.add(
        new Draft(
            new Chunk(
                index,
                source.chunkName(index),
                ranges.get(0).firstLine(),
                lastLine,
                chunkRecords,
                chunkBytes,
                /* sha256= */ "",
                newlineAdded,
                ranges),
            sha256));
    ranges = new ArrayList<>();
    chunkRecords = 0;
    chunkBytes = 0;
  }

  /** Returns how many records are in chunks. */
  long recordCount() {
    return recordCount;
  }

  /** Returns the chunks, when all digests are made. */
  List<Chunk> chunks() {
    List<Chunk> chunks = new ArrayList<>(drafts.size());
    for (Draft draft : drafts) {
      chunks.add(draft.chunk().withSha256(draft.sha256().join()));
    }
    return chunks;
  }
}
