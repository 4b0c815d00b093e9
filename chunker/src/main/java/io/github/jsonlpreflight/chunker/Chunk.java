package io.github.jsonlpreflight.chunker;

import java.util.List;

/**
 * Whole records that are sent, or written, as one file.
 *
 * @param index the chunk's place among all chunks, from 1
 * @param name the chunk's file name: the source's stem and the index
 * @param firstLine the first record's physical line in the source, from 1
 * @param lastLine the last record's physical line
 * @param records how many records, at least 1
 * @param bytes the chunk's length in bytes, every record ended by a newline
 * @param sha256 the SHA-256 of these bytes, in lower-case hexadecimal digits
 * @param newlineAdded whether the last newline is not in the source, which ends without one
 * @param ranges where the bytes stand in the source, in order
 */
public record Chunk(
    int index,
    String name,
    long firstLine,
    long lastLine,
    long records,
    long bytes,
    String sha256,
    boolean newlineAdded,
    List<RecordRange> ranges) {
  /** Copies the ranges, of which there is at least one. */
  public Chunk {
    if (ranges.isEmpty()) {
      throw new IllegalArgumentException("a chunk has at least one range");
    }
    ranges = List.copyOf(ranges);
  }

  Chunk withSha256(String digest) {
    return new Chunk(
        index, name, firstLine, lastLine, records, bytes, digest, newlineAdded, ranges);
  }

  @Override
  public String toString() {
    return "Chunk["
        + index
        + ", lines "
        + firstLine
        + " to "
        + lastLine
        + ", "
        + records
        + " records, "
        + bytes
        + " bytes, "
        + ranges.size()
        + " ranges]";
  }
}
