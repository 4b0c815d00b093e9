package io.github.jsonlpreflight.chunker;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A record as the contract describes it, found byte by byte by code that shares nothing with the
 * code under test.
 */
final class NaiveRecord {
  private final long line;
  private final long index;
  private final long offset;
  private final byte[] bytes;
  private final boolean terminated;

  private NaiveRecord(long line, long index, long offset, byte[] bytes, boolean terminated) {
    this.line = line;
    this.index = index;
    this.offset = offset;
    this.bytes = bytes;
    this.terminated = terminated;
  }

  /** Returns the records of a file. */
  static List<NaiveRecord> in(byte[] file) {
    List<NaiveRecord> records = new ArrayList<>();
    boolean marked =
        file.length >= 3
            && (file[0] & 0xFF) == 0xEF
            && (file[1] & 0xFF) == 0xBB
            && (file[2] & 0xFF) == 0xBF;
    int start = marked ? 3 : 0;
    long line = 1;
    for (int i = start; i <= file.length; i++) {
      boolean terminated = i < file.length && file[i] == '\n';
      if (terminated || i == file.length) {
        byte[] bytes = Arrays.copyOfRange(file, start, i);
        if (!isBlank(bytes)) {
          records.add(new NaiveRecord(line, records.size(), start, bytes, terminated));
        }
        start = i + 1;
        line++;
      }
    }
    return records;
  }

  private static boolean isBlank(byte[] bytes) {
    for (byte b : bytes) {
      if (" \t\r".indexOf(b) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns the canonical bytes of some records. */
  static byte[] canonical(List<NaiveRecord> records) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (NaiveRecord record : records) {
      out.writeBytes(record.bytes());
      out.write('\n');
    }
    return out.toByteArray();
  }

  /** Returns the physical line, from 1. */
  long line() {
    return line;
  }

  /** Returns how many records stand before this one. */
  long index() {
    return index;
  }

  /** Returns where its bytes begin, behind a byte-order mark. */
  long offset() {
    return offset;
  }

  /** Returns its bytes, without a newline. */
  byte[] bytes() {
    return bytes;
  }

  /** Tells whether a newline follows. */
  boolean terminated() {
    return terminated;
  }

  /** Returns what the record takes in a chunk: its bytes and a newline. */
  long size() {
    return bytes.length + 1L;
  }

  /** Returns the offset of the first byte behind the record and its newline. */
  long end() {
    return offset + bytes.length + (terminated ? 1 : 0);
  }
}
