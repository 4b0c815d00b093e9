package io.github.jsonlpreflight.chunker;

/**
 * Neighbouring records of a source that go into the same chunk, without a gap.
 *
 * @param offset where the first record begins, in bytes from 0
 * @param length how many bytes the records take, newlines included
 * @param firstLine the first record's physical line, from 1; the others follow line by line
 * @param firstRecordIndex the first record's index, from 0
 * @param records how many records, at least 1
 */
public record RecordRange(
    long offset, long length, long firstLine, long firstRecordIndex, long records) {
  /** Returns the offset of the first byte behind the range. */
  public long end() {
    return offset + length;
  }
}
