package io.github.jsonlpreflight.uploader;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An import as the service tells of it. Whatever it leaves out is null. */
record ImportJob(
    @JsonAlias("id") @Nullable String importId,
    @Nullable String filename,
    String status,
    @Nullable Long acceptedCount,
    @Nullable Long rejectedCount,
    @Nullable Long duplicateCount,
    @Nullable Long writtenCount,
    @Nullable String reason,
    List<Rejection> errors) {
  static final String UNINITIALISED = "uninitialised";
  static final String COMPLETE = "complete";
  static final String PARTIAL = "partial";
  static final String FAILED = "failed";
  static final String PENDING_SCHEMA = "pending_schema";

  /** One reason why a record was rejected; {@code recordIndex} counts within the file from 0. */
  record Rejection(@Nullable Long recordIndex, @Nullable String field, @Nullable String reason) {}

  @SuppressWarnings("ConstantValue") // JSON may leave anything out
  ImportJob {
    status = status == null ? "" : status;
    errors = errors == null ? List.of() : List.copyOf(errors);
  }

  boolean isFinal() {
    return isFinal(status);
  }

  static boolean isFinal(String status) {
    return status.equals(COMPLETE) || status.equals(PARTIAL) || status.equals(FAILED);
  }

  /** Tells whether records were dropped because they were there already. */
  boolean hasDuplicates() {
    return duplicateCount != null && duplicateCount > 0;
  }

  /** Returns how many records a failed import says to have put into the dataset all the same. */
  long writtenAllTheSame() {
    return Math.max(
        Objects.requireNonNullElse(writtenCount, 0L),
        Objects.requireNonNullElse(acceptedCount, 0L));
  }
}
