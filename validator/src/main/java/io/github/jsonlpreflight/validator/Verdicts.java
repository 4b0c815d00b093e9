package io.github.jsonlpreflight.validator;

import java.util.Arrays;
import java.util.List;

/**
 * The verdicts of consecutive records of a block, from one of its records on, and, where earlier
 * records are remembered, the digests of the valid ones.
 */
final class Verdicts {
  /** What objects take beside their characters: a violation has a few texts of its own. */
  private static final int VERDICT_BYTES = 150;

  private static final int VIOLATION_BYTES = 250;

  private static final int FIRST_SIZE = 1024;

  private static final long[] NO_DIGESTS = {};

  private final int from;
  private RecordVerdict[] verdicts;
  private long[] digests;
  private int count;

  /**
   * Makes room for verdicts, which grows: a block's findings may end long before its records do.
   *
   * @param most how many there can be
   * @param hasDigests whether digests come with them
   */
  Verdicts(int from, int most, boolean hasDigests) {
    this.from = from;
    this.verdicts = new RecordVerdict[Math.min(most, FIRST_SIZE)];
    this.digests = hasDigests ? new long[2 * verdicts.length] : NO_DIGESTS;
  }

  void add(RecordVerdict verdict) {
    if (count == verdicts.length) {
      verdicts = Arrays.copyOf(verdicts, 2 * count);
      digests = digests == NO_DIGESTS ? NO_DIGESTS : Arrays.copyOf(digests, 4 * count);
    }
    verdicts[count++] = verdict;
  }

  /** Sets the digest of the record whose verdict was added last. */
  void digest(long high, long low) {
    digests[2 * (count - 1)] = high;
    digests[2 * (count - 1) + 1] = low;
  }

  /** Returns the upper half of a valid record's digest. */
  long high(int place) {
    return digests[2 * (place - from)];
  }

  /** Returns the lower half of a valid record's digest. */
  long low(int place) {
    return digests[2 * (place - from) + 1];
  }

  /** Returns the place of the first record in its block. */
  int from() {
    return from;
  }

  /** Returns the place behind the last record. */
  int end() {
    return from + count;
  }

  /** Returns the verdict of the record at a place in the block. */
  RecordVerdict of(int place) {
    return verdicts[place - from];
  }

  /** Returns about how many bytes a verdict takes that is kept until its block is handed over. */
  static long memoryBytes(RecordVerdict verdict) {
    if (verdict == RecordVerdict.Valid.WITHOUT_WARNINGS) {
      return 0;
    }
    long bytes = VERDICT_BYTES + memoryBytes(verdict.warnings());
    return verdict instanceof RecordVerdict.Invalid invalid
        ? bytes + memoryBytes(invalid.violations())
        : bytes;
  }

  private static long memoryBytes(List<Violation> findings) {
    long bytes = 0;
    for (Violation finding : findings) {
      bytes +=
          VIOLATION_BYTES + 2L * (finding.reason().length() + finding.instanceLocation().length());
    }
    return bytes;
  }
}
