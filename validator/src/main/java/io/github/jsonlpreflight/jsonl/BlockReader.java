package io.github.jsonlpreflight.jsonl;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream as blocks of whole lines. A line longer than a record may be is measured and
 * passed over, never held. Not safe to share; blocks come from here and go back here on one thread.
 */
final class BlockReader {
  /** Beside a record of the greatest length, a line may hold a byte-order mark and its newline. */
  private static final int LINE_OVERHEAD = RecordBlock.BYTE_ORDER_MARK_LENGTH + 1;

  private final InputStream in;
  private final int blockBytes;
  private final int maxRecordBytes;
  private final int maxBlockBytes;
  private final ArrayDeque<RecordBlock> free = new ArrayDeque<>();

  private byte[] carry = new byte[0];
  private int carryLength;
  private long nextOffset;
  private boolean ended;

  BlockReader(InputStream in, long byteOffset, ReadOptions options) {
    this.in = in;
    this.nextOffset = byteOffset;
    this.blockBytes = options.blockBytes();
    this.maxRecordBytes = options.maxRecordBytes();
    this.maxBlockBytes = Math.max(blockBytes, maxRecordBytes + LINE_OVERHEAD);
  }

  /** Returns the next block, not yet indexed, or null at the end. */
  @Nullable RecordBlock next() throws IOException {
    if (ended && carryLength == 0) {
      return null;
    }
    RecordBlock block = take();
    System.arraycopy(carry, 0, block.buffer(), 0, carryLength);
    int filled = carryLength;
    int searched = 0;
    carryLength = 0;
    while (true) {
      filled = fill(block, filled);
      if (ended && filled == 0) {
        return null;
      }
      int newline = ByteScan.lastIndexOfNewline(block.buffer(), searched, filled);
      if (newline >= 0 && !(ended && newline < filled - 1)) {
        return finish(block, newline + 1, filled, true);
      }
      if (ended) {
        return finish(block, filled, filled, false);
      }
      if (filled >= maxBlockBytes) {
        return passOver(block, filled);
      }
      searched = filled;
      block.growTo((int) Math.min(maxBlockBytes, 2L * filled));
    }
  }

  /** Takes back a block whose records nobody needs any more. */
  void recycle(RecordBlock block) {
    if (block.capacity() == blockBytes) {
      free.push(block);
    }
  }

  private RecordBlock take() {
    RecordBlock block = free.poll();
    if (block != null && carryLength <= block.capacity()) {
      return block;
    }
    return new RecordBlock(Math.max(blockBytes, carryLength));
  }

  private int fill(RecordBlock block, int from) throws IOException {
    int filled = from;
    while (filled < block.capacity()) {
      int n = in.read(block.buffer(), filled, block.capacity() - filled);
      if (n < 0) {
        ended = true;
        break;
      }
      filled += n;
    }
    return filled;
  }

  private RecordBlock finish(RecordBlock block, int length, int filled, boolean endsWithNewline) {
    keep(block.buffer(), length, filled);
    block.filled(length, nextOffset, endsWithNewline, maxRecordBytes);
    nextOffset += length;
    return block;
  }

  private RecordBlock passOver(RecordBlock block, int filledSoFar) throws IOException {
    byte[] buffer = block.buffer();
    int filled = filledSoFar;
    int markLength =
        nextOffset == 0 && ByteScan.startsWithByteOrderMark(buffer, 0, filled)
            ? RecordBlock.BYTE_ORDER_MARK_LENGTH
            : 0;
    int from = markLength;
    int newline = -1;
    long recordLength = 0;
    boolean blank = true;
    while (true) {
      int end = newline < 0 ? filled : newline;
      blank = blank && ByteScan.isBlank(buffer, from, end);
      recordLength += end - from;
      if (newline >= 0 || ended) {
        break;
      }
      from = 0;
      filled = fill(block, 0);
      newline = ByteScan.indexOfNewline(buffer, 0, filled);
    }
    if (newline >= 0) {
      keep(buffer, newline + 1, filled);
    }
    // The buffer has grown to a record's greatest length; the block for a mere measure is small.
    RecordBlock measured = new RecordBlock(0);
    measured.filledByOversized(recordLength, markLength, blank, nextOffset, newline >= 0);
    nextOffset += measured.sourceLength();
    return measured;
  }

  private void keep(byte[] buffer, int from, int to) {
    carryLength = to - from;
    if (carry.length < carryLength) {
      carry = new byte[carryLength];
    }
    System.arraycopy(buffer, from, carry, 0, carryLength);
  }
}
