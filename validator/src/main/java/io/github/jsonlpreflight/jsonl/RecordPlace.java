package io.github.jsonlpreflight.jsonl;

/**
 * Where a record stands in its source.
 *
 * @param lineNumber the physical line, from 1
 * @param recordIndex how many records stand before it, blank lines not counted
 * @param contentOffset where its own bytes begin, in bytes from 0: after a byte-order mark
 * @param length its length in bytes, its newline not counted
 */
public record RecordPlace(long lineNumber, long recordIndex, long contentOffset, long length) {
  /** Returns where the record's line begins, in bytes from 0: before a byte-order mark. */
  public long byteOffset() {
    // Only on line 1 can something stand between the line's start and the record: the mark.
    return lineNumber == 1 ? 0 : contentOffset;
  }
}
