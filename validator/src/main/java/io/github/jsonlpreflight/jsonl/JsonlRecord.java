package io.github.jsonlpreflight.jsonl;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * One record, where it stands: a view of its block, good only during the call that received it.
 *
 * <p>The record's bytes are those of its line, without the newline and without a byte-order mark at
 * the file's start; white space and a carriage return before the newline belong to it.
 */
public final class JsonlRecord {
  private final RecordBlock block;
  private final int place;

  JsonlRecord(RecordBlock block, int place) {
    this.block = block;
    this.place = place;
  }

  /** Returns the physical line, counted from 1. */
  public long lineNumber() {
    return block.lineNumber(place);
  }

  /** Returns how many records stand before this one; blank lines are none. */
  public long recordIndex() {
    return block.recordIndex(place);
  }

  /** Returns where its own bytes begin in the source, in bytes from 0. */
  public long contentOffset() {
    return block.contentOffset(place);
  }

  /** Returns where the record stands, as a value that may be kept. */
  public RecordPlace place() {
    return new RecordPlace(lineNumber(), recordIndex(), contentOffset(), length());
  }

  /** Returns the record's length in bytes, its newline not counted. */
  public long length() {
    return block.recordLength(place);
  }

  /** Tells whether a newline follows the record: at the end of a file it may be missing. */
  public boolean isTerminated() {
    return block.isTerminated(place);
  }

  /** Tells whether the record is longer than {@link ReadOptions#heldRecordBytes()}. */
  public boolean isOversized() {
    return block.isOversized(place);
  }

  /** Tells whether the record's bytes are in memory; those of an oversized one may not be. */
  public boolean isHeld() {
    return block.isHeld();
  }

  /** Returns a copy of the record's bytes. */
  public byte[] copyBytes() {
    return Arrays.copyOfRange(held(), block.start(place), block.end(place));
  }

  /** Writes the record's bytes, without a newline. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(held(), block.start(place), block.end(place) - block.start(place));
  }

  /** Returns the array that holds the record, not a copy: read only. */
  public byte[] array() {
    return held();
  }

  /** Returns where in {@link #array()} the record begins. */
  public int start() {
    return block.start(place);
  }

  /** Returns where in {@link #array()} the record ends. */
  public int end() {
    return block.end(place);
  }

  private byte[] held() {
    if (!block.isHeld()) {
      throw new IllegalStateException(
          "Record of " + length() + " bytes on line " + lineNumber() + " is not held in memory");
    }
    return block.bytes();
  }

  @Override
  public String toString() {
    return place().toString();
  }
}
