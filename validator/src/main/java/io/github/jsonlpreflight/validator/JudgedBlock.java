package io.github.jsonlpreflight.validator;

/**
 * What a worker has found out about a block.
 *
 * @param verdicts one for each record
 * @param digests two halves for each record, which count where it is valid; or {@link #NO_DIGESTS}
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, from a worker to the caller's thread
record JudgedBlock(RecordVerdict[] verdicts, long[] digests) {
  /** What stands for digests that nobody has asked for. */
  static final long[] NO_DIGESTS = {};
}
