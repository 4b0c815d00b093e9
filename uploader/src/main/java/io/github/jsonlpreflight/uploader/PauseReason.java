package io.github.jsonlpreflight.uploader;

/** What a paused run waits for. */
public enum PauseReason {
  /** The dataset has no schema. */
  PENDING_SCHEMA,
  /** An import was still unfinished when the poll timeout was over. */
  POLL_TIMEOUT
}
