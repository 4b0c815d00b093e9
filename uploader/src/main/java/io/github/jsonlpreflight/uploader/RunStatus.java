package io.github.jsonlpreflight.uploader;

import java.util.Locale;

/** How a run stands when it ends. */
public enum RunStatus {
  /** Every record is in the dataset. */
  COMPLETE,
  /** All is done, and at least one record is not in the dataset. */
  PARTIAL,
  /** An import failed, or the service did; running again goes on with what is left. */
  FAILED,
  /** Something is waited for, see {@link PauseReason}; running again goes on. */
  PAUSED,
  /** One chunk's outcome cannot be known; a person decides. */
  UNDECIDED,
  /** The run was interrupted; running again goes on. */
  INTERRUPTED;

  /** Returns the name as it stands in {@code result.json}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
