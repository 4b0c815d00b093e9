package io.github.jsonlpreflight.sandbox;

import java.util.Locale;

/**
 * Where an import stands, in the order in which the service goes through them; the last four are
 * ends, {@link #PENDING_SCHEMA} for as long as the dataset has no schema.
 */
public enum ImportStatus {
  /** The address was handed out; no object has arrived. */
  UNINITIALISED,
  /** The object has arrived and waits for the imports before it. */
  QUEUED,
  /** The records are being judged. */
  PROCESSING,
  /** The dataset has no schema to judge by. */
  PENDING_SCHEMA,
  /** Every record was accepted. */
  COMPLETE,
  /** At least one record was rejected; the accepted ones are stored. */
  PARTIAL,
  /** Nothing was stored. */
  FAILED;

  /** Returns the status as it is spelt in the service's answers, such as {@code pending_schema}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
