package io.github.jsonlpreflight.jsonl;

import java.io.IOException;
import java.io.InputStream;

/**
 * One reading of a source for its record boundaries alone: nothing is parsed, no object is made for
 * a record, and a record is not held, so it may be longer than memory. Lines are read as {@link
 * RecordPass} reads them.
 *
 * <p>Memory is what the {@link Sink} brings: the blocks that are read into are its own.
 */
public final class RecordScan {
  private final InputStream in;
  private final JsonlSource.Start start;
  private final Sink sink;

  private byte[] bytes = new byte[0];
  private int filled;
  private long blockOffset;
  private boolean ended;

  private long lines;
  private long records;
  private long lineOffset;
  private boolean lineIsBlank = true;
  private boolean endsWithNewline;

  private RecordScan(InputStream in, JsonlSource.Start start, Sink sink) {
    this.in = in;
    this.start = start;
    this.sink = sink;
    this.blockOffset = start.byteOffset();
    this.lineOffset = start.byteOffset();
  }

  /**
   * Receives a source's blocks, and where its records end. For each block: {@link #nextBlock},
   * {@link #begin}, {@link #record} for every record that ends in the block, {@link #end}. Offsets
   * count bytes of the source from 0.
   */
  public interface Sink {
    /** Returns an array, not empty, that the next block is read into. */
    byte[] nextBlock() throws IOException;

    /**
     * Takes a block. The sink may change it as far as the records that it was told of reach.
     *
     * @param bytes what {@link #nextBlock} returned
     * @param length how many bytes of it were read; 0 where only the source's end was found
     * @param offset where in the source the block begins
     */
    void begin(byte[] bytes, int length, long offset);

    /**
     * Takes the place of a record that ends in the block. What stands between two records is blank
     * lines.
     *
     * @param lineNumber its physical line, from 1
     * @param offset where it begins, maybe in an earlier block
     * @param length its length without the newline
     * @param terminated whether a newline follows; false only for the last record
     */
    void record(long lineNumber, long offset, long length, boolean terminated) throws IOException;

    /**
     * Ends the block.
     *
     * @param lineOffset where the line begins that is still open at the block's end: a record, or a
     *     blank line, as the blocks to come will tell. The block's end where there is none
     */
    void end(long lineOffset) throws IOException;
  }

  /**
   * Reads a source on the caller's thread. Blocks are as large as the sink's arrays, and records
   * may be of any length.
   *
   * @return what the source holds
   * @throws PreflightException if the source cannot be read or is no JSON Lines at all
   */
  public static PassTotals run(JsonlSource source, ReadOptions options, Sink sink)
      throws IOException {
    try (InputStream in = RecordPass.openDiagnosed(source, options)) {
      RecordScan scan = new RecordScan(in, source.start(), sink);
      if (source.start().byteOffset() > 0) {
        return scan.readAll(new byte[0], /* byteOrderMark= */ false);
      }
      byte[] first = in.readNBytes(RecordBlock.BYTE_ORDER_MARK_LENGTH);
      boolean marked = ByteScan.startsWithByteOrderMark(first, 0, first.length);
      if (marked) {
        scan.blockOffset = first.length;
        scan.lineOffset = first.length;
      }
      return scan.readAll(marked ? new byte[0] : first, marked);
    }
  }

  /**
   * Reads a source for its totals alone.
   *
   * @param options of which {@code blockBytes} matters
   * @throws PreflightException if the source cannot be read or is no JSON Lines at all
   */
  public static PassTotals count(JsonlSource source, ReadOptions options) throws IOException {
    return run(source, options, new Counting(new byte[options.blockBytes()]));
  }

  /** What is found need not be told, since it is counted in any case. */
  @SuppressWarnings("ArrayRecordComponent") // it is lent, never compared
  private record Counting(byte[] block) implements Sink {
    @Override
    public byte[] nextBlock() {
      return block;
    }

    @Override
    public void begin(byte[] bytes, int length, long offset) {}

    @Override
    public void record(long lineNumber, long offset, long length, boolean terminated) {}

    @Override
    public void end(long lineOffset) {}
  }

  private PassTotals readAll(byte[] first, boolean byteOrderMark) throws IOException {
    int given = 0;
    while (!ended) {
      bytes = sink.nextBlock();
      int taken = Math.min(first.length - given, bytes.length);
      System.arraycopy(first, given, bytes, 0, taken);
      given += taken;
      filled = taken;
      fill();
      sink.begin(bytes, filled, blockOffset);
      findLines();
      sink.end(lineOffset);
      blockOffset += filled;
    }
    return new PassTotals(
        lines,
        lines - records,
        records,
        blockOffset - start.byteOffset(),
        byteOrderMark,
        blockOffset == start.byteOffset() || endsWithNewline,
        /* finished= */ true);
  }

  private void fill() throws IOException {
    while (filled < bytes.length) {
      int n = in.read(bytes, filled, bytes.length - filled);
      if (n < 0) {
        ended = true;
        return;
      }
      filled += n;
    }
  }

  private void findLines() throws IOException {
    int from = 0;
    while (from < filled) {
      int newline = ByteScan.indexOfNewline(bytes, from, filled);
      int end = newline < 0 ? filled : newline;
      lineIsBlank = lineIsBlank && ByteScan.isBlank(bytes, from, end);
      if (newline < 0) {
        break;
      }
      endLine(blockOffset + newline, /* terminated= */ true);
      from = newline + 1;
    }
    if (filled > 0) {
      endsWithNewline = bytes[filled - 1] == '\n';
    }
    if (ended && lineOffset < blockOffset + filled) {
      endLine(blockOffset + filled, /* terminated= */ false);
    }
  }

  private void endLine(long end, boolean terminated) throws IOException {
    lines++;
    if (!lineIsBlank) {
      records++;
      sink.record(start.firstLine() + lines - 1, lineOffset, end - lineOffset, terminated);
    }
    lineOffset = terminated ? end + 1 : end;
    lineIsBlank = true;
  }
}
