package io.github.jsonlpreflight.jsonl;

/**
 * What a pass has read, exactly. Where its caller has ended it, this is about the last record that
 * was taken and all that stands before it, whatever was read ahead.
 *
 * @param lines physical lines, blank ones among them
 * @param blankLines lines of JSON white space only
 * @param records everything else
 * @param bytes bytes of the (decompressed) source
 * @param byteOrderMark whether the source began with a byte-order mark
 * @param finalNewline whether the last line ended with a newline; true for an empty source
 * @param finished whether the source was read to its end
 */
public record PassTotals(
    long lines,
    long blankLines,
    long records,
    long bytes,
    boolean byteOrderMark,
    boolean finalNewline,
    boolean finished) {
  static final PassTotals NOTHING = new PassTotals(0, 0, 0, 0, false, true, false);

  /**
   * Returns the totals of this part of a source and the one behind it together.
   *
   * @param next what a pass over that part has read, none of whose lines begins in this one
   */
  public PassTotals then(PassTotals next) {
    return new PassTotals(
        lines + next.lines,
        blankLines + next.blankLines,
        records + next.records,
        bytes + next.bytes,
        byteOrderMark || next.byteOrderMark,
        next.bytes == 0 ? finalNewline : next.finalNewline,
        finished && next.finished);
  }

  PassTotals plus(RecordBlock block) {
    return new PassTotals(
        lines + block.lineCount(),
        blankLines + block.lineCount() - block.recordCount(),
        records + block.recordCount(),
        bytes + block.sourceLength(),
        byteOrderMark || block.hasByteOrderMark(),
        block.endsWithNewline(),
        false);
  }

  /** Adds the first few records of a block, and the blank lines before each. */
  PassTotals plus(RecordBlock block, int taken) {
    if (taken == 0) {
      return this;
    }
    int last = taken - 1;
    int more = block.linesThrough(last);
    return new PassTotals(
        lines + more,
        blankLines + more - taken,
        records + taken,
        bytes + block.sourceLengthThrough(last),
        byteOrderMark || block.hasByteOrderMark(),
        block.isTerminated(last),
        false);
  }

  PassTotals atEnd() {
    return new PassTotals(
        lines, blankLines, records, bytes, byteOrderMark, finalNewline, /* finished= */ true);
  }
}
