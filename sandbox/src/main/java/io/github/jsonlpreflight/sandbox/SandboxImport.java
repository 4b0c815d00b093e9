package io.github.jsonlpreflight.sandbox;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an import truly stood when it was asked for, ahead of what the polls of it may have shown so
 * far.
 *
 * @param importId its id
 * @param filename the name its upload URL was asked for
 * @param status where it stands
 * @param acceptedCount the records it stored
 * @param rejectedCount the records it rejected
 * @param reason why it failed, null unless it did
 */
public record SandboxImport(
    String importId,
    String filename,
    ImportStatus status,
    long acceptedCount,
    long rejectedCount,
    @Nullable String reason) {

  /** Checks that nothing but the reason is null. */
  public SandboxImport {
    Objects.requireNonNull(importId, "importId");
    Objects.requireNonNull(filename, "filename");
    Objects.requireNonNull(status, "status");
  }
}
