package io.github.jsonlpreflight.validator;

import io.github.jsonlpreflight.jsonl.JsonlRecord;
import java.io.IOException;

/**
 * Receives the records of a source with their verdicts, in source order, on the caller's thread.
 */
@FunctionalInterface
public interface RecordHandler {
  /**
   * Takes the next record, which is good only during this call.
   *
   * @return false to end the pass here
   */
  boolean accept(JsonlRecord record, RecordVerdict verdict) throws IOException;
}
