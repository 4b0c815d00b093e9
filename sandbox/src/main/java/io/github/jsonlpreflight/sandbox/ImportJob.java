package io.github.jsonlpreflight.sandbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One import and its state, guarded by the lock of {@link Datasets}. */
final class ImportJob {
  final String id;
  final Dataset dataset;
  final String filename;
  final Instant createdAt;

  private ImportStatus status = ImportStatus.UNINITIALISED;
  private Instant updatedAt;
  private int answersSinceQueued;
  private long acceptedCount;
  private long rejectedCount;
  private List<RecordError> errors = List.of();
  private @Nullable String reason;

  ImportJob(String id, Dataset dataset, String filename, Instant createdAt) {
    this.id = id;
    this.dataset = dataset;
    this.filename = filename;
    this.createdAt = createdAt;
    this.updatedAt = createdAt;
  }

  /** The S3 key. It holds the job's id, so that every upload URL has a key of its own. */
  String key() {
    return dataset.id + "/" + id + "/" + filename;
  }

  void moveTo(ImportStatus next, Instant now) {
    status = next;
    updatedAt = now;
    if (next == ImportStatus.QUEUED) {
      answersSinceQueued = 0;
    }
  }

  void finish(ImportOutcome outcome, Instant now) {
    moveTo(outcome.status(), now);
    acceptedCount = outcome.accepted().size();
    rejectedCount = outcome.rejectedCount();
    errors = outcome.errors();
    reason = outcome.reason();
  }

  /**
   * Returns the status that an answer shows, and counts that answer. It lags behind the true one by
   * a number of answers and never runs ahead of it, so that a client sees every status without the
   * sandbox waiting for anything.
   */
  ImportStatus statusToShow(int queuedPolls, int processingPolls) {
    if (status == ImportStatus.UNINITIALISED) {
      return status;
    }
    int earlier = answersSinceQueued++;
    if (earlier < queuedPolls) {
      return ImportStatus.QUEUED;
    }
    boolean judged = status != ImportStatus.QUEUED && status != ImportStatus.PENDING_SCHEMA;
    return judged && earlier - queuedPolls < processingPolls ? ImportStatus.PROCESSING : status;
  }

  ImportStatus status() {
    return status;
  }

  Instant updatedAt() {
    return updatedAt;
  }

  long acceptedCount() {
    return acceptedCount;
  }

  long rejectedCount() {
    return rejectedCount;
  }

  List<RecordError> errors() {
    return errors;
  }

  @Nullable String reason() {
    return reason;
  }

  SandboxImport snapshot() {
    return new SandboxImport(id, filename, status, acceptedCount, rejectedCount, reason);
  }
}
