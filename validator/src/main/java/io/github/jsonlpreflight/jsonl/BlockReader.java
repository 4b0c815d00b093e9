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
  private @Nullable RecordBlock open;
  private int filled;
  private int searched;
  private boolean needsRoom;
  private long nextOffset;
  private boolean ended;

  BlockReader(InputStream in, long byteOffset, ReadOptions options) {
    this.in = in;
    this.nextOffset = byteOffset;
    this.blockBytes = options.blockBytes();
    this.maxRecordBytes = options.heldRecordBytes();
    this.maxBlockBytes = Math.max(blockBytes, maxRecordBytes + LINE_OVERHEAD);
  }

  /**
   * Returns the next block, not yet indexed, or null: at the end, or where {@link #needsRoom()}.
   *
   * @param room how many bytes a block may take while it grows for a long line
   */
  @Nullable RecordBlock next(long room) throws IOException {
    needsRoom = false;
    RecordBlock block = open;
    if (block == null) {
      if (ended && carryLength == 0) {
        return null;
      }
      block = take();
      System.arraycopy(carry, 0, block.buffer(), 0, carryLength);
      filled = carryLength;
      searched = 0;
      carryLength = 0;
    }
    open = null;
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
      if (filled == block.capacity()) {
        int larger = (int) Math.min(maxBlockBytes, 2L * filled);
        if (filled + (long) larger > room) {
          open = block;
          needsRoom = true;
          return null;
        }
        block.growTo(larger);
      }
    }
  }

  /** Tells whether the last block could not grow; the next call goes on with it. */
  boolean needsRoom() {
    return needsRoom;
  }

  /** Takes back a block whose records nobody needs any more. */
  void recycle(RecordBlock block) {
    if (block.capacity() == blockBytes) {
      free.push(block);
    }
  }

  private RecordBlock take() {
    RecordBlock block = free.poll();
    return block == null ? new RecordBlock(blockBytes) : block;
  }

  /** Reads a block's usual size at most: so no more than that is ever carried over to the next. */
  private int fill(RecordBlock block, int from) throws IOException {
    int to = Math.min(block.capacity(), from + blockBytes);
    int at = from;
    while (at < to) {
      int n = in.read(block.buffer(), at, to - at);
      if (n < 0) {
        ended = true;
        break;
      }
      at += n;
    }
    return at;
  }

  private RecordBlock finish(RecordBlock block, int length, int to, boolean endsWithNewline) {
    keep(block.buffer(), length, to);
    block.filled(length, nextOffset, endsWithNewline, maxRecordBytes);
    nextOffset += length;
    return block;
  }

  private RecordBlock passOver(RecordBlock block, int filledSoFar) throws IOException {
    byte[] buffer = block.buffer();
    int to = filledSoFar;
    int markLength =
        nextOffset == 0 && ByteScan.startsWithByteOrderMark(buffer, 0, to)
            ? RecordBlock.BYTE_ORDER_MARK_LENGTH
            : 0;
    int from = markLength;
    int newline = -1;
    long recordLength = 0;
    boolean blank = true;
    while (true) {
      int end = newline < 0 ? to : newline;
      blank = blank && ByteScan.isBlank(buffer, from, end);
      recordLength += end - from;
      if (newline >= 0 || ended) {
        break;
      }
      from = 0;
      to = fill(block, 0);
      newline = ByteScan.indexOfNewline(buffer, 0, to);
    }
    if (newline >= 0) {
      keep(buffer, newline + 1, to);
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
