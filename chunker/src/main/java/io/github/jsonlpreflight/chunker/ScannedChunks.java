package io.github.jsonlpreflight.chunker;

import io.github.jsonlpreflight.jsonl.RecordScan;
import java.io.IOException;

/**
 * Cuts what a scan reads: the bytes of records are moved together in the block they were read into,
 * where blank lines have left gaps, and go from there into the output.
 *
 * <p>A record that goes on in the next block is written as far as it was read, as what is open. So
 * no record is held, however long it is.
 */
final class ScannedChunks implements RecordScan.Sink {
  /** Says of a record that cannot be in any chunk why. */
  @FunctionalInterface
  interface LimitCheck {
    void check(long lineNumber, long offset, long length);
  }

  private final ChunkTable table;
  private final ChunkOutput output;
  private final LimitCheck limits;
  private final long maxOpenBytes;
  private final int blockBytes;

  private byte[] block = new byte[0];
  private int length;
  private long blockOffset;
  private long recordIndex;

  /** What of the block is written, and what of it is a chunk's and moved together behind that. */
  private int written;

  private int packed;

  /** Records that touch and are not yet moved, as places in the block. */
  private int runFrom;

  private int runTo;

  private long openFrom;

  /**
   * Makes one.
   *
   * @param maxOpenBytes a record longer than that fails the check, so its bytes need not be written
   */
  ScannedChunks(
      ChunkTable table, ChunkOutput output, LimitCheck limits, long maxOpenBytes, int blockBytes) {
    this.table = table;
    this.output = output;
    this.limits = limits;
    this.maxOpenBytes = maxOpenBytes;
    this.blockBytes = blockBytes;
  }

  @Override
  public byte[] nextBlock() throws IOException {
    return output.lend(blockBytes);
  }

  @Override
  public void begin(byte[] bytes, int length, long offset) {
    this.block = bytes;
    this.length = length;
    this.blockOffset = offset;
    this.written = 0;
    this.packed = 0;
    this.runFrom = 0;
    this.runTo = 0;
  }

  @Override
  public void record(long lineNumber, long offset, long recordLength, boolean terminated)
      throws IOException {
    limits.check(lineNumber, offset, recordLength);
    if (output.isOpen() && openFrom != offset) {
      output.takeBackOpen();
    }
    if (!table.takes(recordLength)) {
      writeRuns();
      table.endChunk(output.endChunk(table.chunkBytes()));
    } else if (output.isOpen()) {
      output.keepOpen();
    }
    table.add(lineNumber, recordIndex++, offset, recordLength, terminated);
    int from = (int) Math.max(offset - blockOffset, 0);
    if (from != runTo) {
      pack();
      runFrom = from;
    }
    runTo = (int) (offset + recordLength - blockOffset) + (terminated ? 1 : 0);
    if (!terminated) {
      writeRuns();
      output.write(new byte[] {'\n'}, 0, 1);
    }
  }

  @Override
  public void end(long lineOffset) throws IOException {
    writeRuns();
    if (output.isOpen() && openFrom != lineOffset) {
      output.takeBackOpen();
    }
    long open = blockOffset + length - lineOffset;
    if (open > 0 && open <= maxOpenBytes) {
      openFrom = lineOffset;
      output.writeOpen(block, (int) Math.max(lineOffset - blockOffset, 0), length);
    }
    output.giveBack(block);
  }

  /** Moves the run to what is packed: bytes before it are of no more use. */
  private void pack() {
    if (runFrom != packed) {
      System.arraycopy(block, runFrom, block, packed, runTo - runFrom);
    }
    packed += runTo - runFrom;
    runFrom = runTo;
  }

  private void writeRuns() throws IOException {
    pack();
    output.write(block, written, packed);
    written = packed;
  }
}
