package io.github.jsonlpreflight.sandbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a file, before it is written to the dataset. */
record ImportOutcome(
    ImportStatus status,
    List<LedgerEntry> accepted,
    long rejectedCount,
    List<RecordError> errors,
    @Nullable String reason) {

  static ImportOutcome failed(String reason) {
    return new ImportOutcome(ImportStatus.FAILED, List.of(), 0, List.of(), reason);
  }

  static ImportOutcome judged(
      List<LedgerEntry> accepted, long rejectedCount, List<RecordError> errors) {
    var status = rejectedCount == 0 ? ImportStatus.COMPLETE : ImportStatus.PARTIAL;
    return new ImportOutcome(status, accepted, rejectedCount, errors, null);
  }
}
