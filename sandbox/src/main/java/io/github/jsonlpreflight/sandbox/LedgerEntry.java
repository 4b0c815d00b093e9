package io.github.jsonlpreflight.sandbox;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One record that a dataset holds. A record that was sent twice has two entries, since the sandbox
 * stores what it accepts every time.
 *
 * @param importId the import that brought it
 * @param filename the name its upload URL was asked for
 * @param recordIndex its place in that file, from 0
 * @param sha256 the SHA-256 of its exact bytes, in lower-case hexadecimal; the line feed is no part
 *     of them, a carriage return before it is
 * @param text those bytes as text, which loses nothing since only valid UTF-8 is accepted; null
 *     unless {@link SandboxOptions#keepsRecordText()}
 */
public record LedgerEntry(
    String importId, String filename, long recordIndex, String sha256, @Nullable String text) {

  /** Checks that nothing but the text is null. */
  public LedgerEntry {
    Objects.requireNonNull(importId, "importId");
    Objects.requireNonNull(filename, "filename");
    Objects.requireNonNull(sha256, "sha256");
  }

  /** Returns the entry without the record's text. */
  @Override
  public String toString() {
    return "LedgerEntry[" + importId + ", " + filename + ", " + recordIndex + ", " + sha256 + "]";
  }
}
