package io.github.jsonlpreflight.validator;

import java.util.List;

/** The verdicts of consecutive records of a block, from one of its records on. */
final class Verdicts {
  /** What objects take beside their characters: a violation has a few texts of its own. */
  private static final int VERDICT_BYTES = 150;

  private static final int VIOLATION_BYTES = 250;

  private final int from;
  private final RecordVerdict[] verdicts;
  private int count;

  Verdicts(int from, int capacity) {
    this.from = from;
    this.verdicts = new RecordVerdict[capacity];
  }

  void add(RecordVerdict verdict) {
    verdicts[count++] = verdict;
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
