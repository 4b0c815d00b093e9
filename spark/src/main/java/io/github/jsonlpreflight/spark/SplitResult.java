package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What came of a split: what was found, or why its file cannot be used.
 *
 * @param summary what was found, or null
 * @param failure the reason, or null
 * @param message the reason in words, or null
 */
record SplitResult(
    @Nullable SplitSummary summary, @Nullable ErrorCode failure, @Nullable String message)
    implements Serializable {
  static SplitResult of(SplitSummary summary) {
    return new SplitResult(summary, null, null);
  }

  static SplitResult failed(PreflightException e) {
    return new SplitResult(null, e.code(), String.valueOf(e.getMessage()));
  }

  /** Returns why the file cannot be used, or null where it can. */
  @Nullable PreflightException exception() {
    return failure == null ? null : new PreflightException(failure, String.valueOf(message));
  }
}
