package io.github.jsonlpreflight.jsonl;

import java.util.Arrays;
import java.util.Objects;

/**
 * Consecutive whole lines of a source, and where the records among them stand.
 *
 * <p>A block is filled by the reader, indexed and judged by one worker, then numbered and handed
 * over in file order; after that its memory is used again. So neither a block nor a record of it
 * may be kept after the call that received it. Line numbers, record indices and everything else
 * that counts from the file's start is known from the hand-over on, not yet to the worker.
 *
 * <p>Records of a few bytes each would need more memory for their places than for themselves. So a
 * block knows a limited number of records at a time; the next ones are indexed, judged and handed
 * over when those are.
 */
public final class RecordBlock {
  static final int BYTE_ORDER_MARK_LENGTH = 3;

  /**
   * So many bytes stand behind the lines of a block, a newline first, so that a reader that reads
   * ahead, or past a missing newline, needs no check for the end.
   */
  public static final int READ_AHEAD = 32;

  /** A record of fewer bytes says hardly anything, so blocks of them need not be fast. */
  private static final int BYTES_PER_RECORD = 8;

  private static final long NOT_OVERSIZED = -1;
  private static final int FIRST_INDEX_SIZE = 1024;

  /** What is kept of a record: three numbers, a mark and the reference of a verdict. */
  private static final int PLACE_BYTES = 3 * Integer.BYTES + 1 + Integer.BYTES;

  private final int maxRecords;
  private byte[] bytes;
  private int length;
  private long byteOffset;
  private boolean endsWithNewline;
  private int maxRecordBytes;

  private long oversizedLength;
  private int oversizedMarkLength;
  private boolean oversizedBlank;

  private int[] starts = new int[FIRST_INDEX_SIZE];
  private int[] ends = new int[FIRST_INDEX_SIZE];
  private int[] lines = new int[FIRST_INDEX_SIZE];
  private boolean[] read = new boolean[FIRST_INDEX_SIZE];
  private int recordCount;
  private int lineCount;
  private int indexedFrom;
  private int indexedTo;
  private boolean byteOrderMark;

  private long firstLine;
  private long firstRecordIndex;

  RecordBlock(int capacity) {
    this.bytes = new byte[capacity + READ_AHEAD];
    this.maxRecords = Math.max(1, capacity / BYTES_PER_RECORD);
  }

  // Filling: the reader's part.

  byte[] buffer() {
    return bytes;
  }

  /** Returns how much of the buffer may be filled. */
  int capacity() {
    return bytes.length - READ_AHEAD;
  }

  /** Returns how many bytes of memory the block may take with the places of its records. */
  long memoryBytes() {
    return capacity() + (long) maxRecords * PLACE_BYTES;
  }

  void growTo(int capacity) {
    bytes = Arrays.copyOf(bytes, capacity + READ_AHEAD);
  }

  void filled(int length, long byteOffset, boolean endsWithNewline, int maxRecordBytes) {
    this.length = length;
    this.bytes[length] = '\n';
    this.byteOffset = byteOffset;
    this.endsWithNewline = endsWithNewline;
    this.maxRecordBytes = maxRecordBytes;
    this.oversizedLength = NOT_OVERSIZED;
    this.indexedTo = 0;
  }

  /** Makes this the block of a single line too long to be held. */
  void filledByOversized(
      long recordLength, int markLength, boolean blank, long byteOffset, boolean endsWithNewline) {
    filled(0, byteOffset, endsWithNewline, 0);
    this.oversizedLength = recordLength;
    this.oversizedMarkLength = markLength;
    this.oversizedBlank = blank;
  }

  // Indexing: the worker's part.

  /**
   * Finds the records, or the next ones behind those that were found before.
   *
   * @param reader reads those that it can itself
   */
  void index(RecordPass.RecordReader reader) {
    recordCount = 0;
    lineCount = 0;
    byteOrderMark = false;
    indexedFrom = indexedTo;
    if (oversizedLength != NOT_OVERSIZED) {
      lineCount = 1;
      byteOrderMark = oversizedMarkLength > 0;
      if (!oversizedBlank) {
        addRecord(oversizedMarkLength, oversizedMarkLength, /* isRead= */ false);
      }
      return;
    }
    int at = indexedFrom;
    byteOrderMark =
        at == 0 && byteOffset == 0 && ByteScan.startsWithByteOrderMark(bytes, 0, length);
    if (byteOrderMark) {
      at = BYTE_ORDER_MARK_LENGTH;
    }
    while (at < length && recordCount < maxRecords) {
      int end = reader.read(bytes, at);
      boolean isRead = end >= 0;
      if (!isRead) {
        end = ByteScan.indexOfNewline(bytes, at, length + 1); // there is one behind the lines
      }
      lineCount++;
      if (isRead || !ByteScan.isBlank(bytes, at, end)) {
        addRecord(at, end, isRead);
      }
      at = end + 1;
    }
    indexedTo = Math.min(at, length); // a last line may have no newline of its own
  }

  /** Tells whether there are lines behind those that were indexed. */
  boolean hasMore() {
    return oversizedLength == NOT_OVERSIZED && indexedTo < length;
  }

  private void addRecord(int start, int end, boolean isRead) {
    if (recordCount == starts.length) {
      int larger = Math.min(recordCount * 2, maxRecords);
      starts = Arrays.copyOf(starts, larger);
      ends = Arrays.copyOf(ends, larger);
      lines = Arrays.copyOf(lines, larger);
      read = Arrays.copyOf(read, larger);
    }
    starts[recordCount] = start;
    ends[recordCount] = end;
    lines[recordCount] = lineCount - 1;
    read[recordCount] = isRead;
    recordCount++;
  }

  // Numbering: at the hand-over.

  void number(long firstLine, long firstRecordIndex) {
    this.firstLine = firstLine;
    this.firstRecordIndex = firstRecordIndex;
  }

  int lineCount() {
    return lineCount;
  }

  boolean hasByteOrderMark() {
    return byteOrderMark;
  }

  /** Tells whether the last of the indexed lines ends with a newline. */
  boolean endsWithNewline() {
    return endsWithNewline || hasMore();
  }

  /** Returns how many bytes of the source the indexed lines take. */
  long sourceLength() {
    return oversizedLength == NOT_OVERSIZED
        ? indexedTo - indexedFrom
        : oversizedMarkLength + oversizedLength + (endsWithNewline ? 1 : 0);
  }

  /** Returns how many of the indexed lines there are up to a record, its own among them. */
  int linesThrough(int i) {
    return lines[i] + 1;
  }

  /** Returns how many bytes of the source these lines take. */
  long sourceLengthThrough(int i) {
    return isHeld() ? ends[i] + (isTerminated(i) ? 1 : 0) - indexedFrom : sourceLength();
  }

  /** Returns how many records of the block are known now; blank lines are none. */
  public int recordCount() {
    return recordCount;
  }

  /**
   * Returns a record of this block.
   *
   * @param i its place among those that are known now, from 0
   */
  public JsonlRecord record(int i) {
    Objects.checkIndex(i, recordCount);
    return new JsonlRecord(this, i);
  }

  /** Returns the block's own bytes, not a copy: read only. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns where in {@link #bytes()} a record begins. */
  public int start(int i) {
    return starts[i];
  }

  /** Returns where in {@link #bytes()} a record ends, its newline not counted. */
  public int end(int i) {
    return ends[i];
  }

  /**
   * Returns the record's length in the source, in bytes, its newline not counted. For an
   * {@linkplain #isOversized oversized} record this may be more than is held here.
   */
  public long recordLength(int i) {
    return oversizedLength == NOT_OVERSIZED ? ends[i] - starts[i] : oversizedLength;
  }

  /** Tells whether the record is longer than the limit; its bytes may then not be here. */
  public boolean isOversized(int i) {
    return oversizedLength != NOT_OVERSIZED || ends[i] - starts[i] > maxRecordBytes;
  }

  /** Tells whether the pass's reader has read the record when it was to be found. */
  public boolean isRead(int i) {
    return read[i];
  }

  boolean isHeld() {
    return oversizedLength == NOT_OVERSIZED;
  }

  boolean isTerminated(int i) {
    return isHeld() ? ends[i] < length : endsWithNewline;
  }

  long lineNumber(int i) {
    return firstLine + lines[i];
  }

  long recordIndex(int i) {
    return firstRecordIndex + i;
  }

  long contentOffset(int i) {
    return byteOffset + starts[i];
  }
}
