package io.github.jsonlpreflight.chunker;

import io.github.jsonlpreflight.jsonl.RecordPlace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that is in no chunk because it is invalid, and why.
 *
 * @param place where it stands in the source
 * @param reasons why it was left out, at least one
 */
public record SkippedRecord(RecordPlace place, List<Reason> reasons) {
  /** Copies the reasons. */
  public SkippedRecord {
    reasons = List.copyOf(reasons);
  }

  /**
   * One reason.
   *
   * @param field the top-level field at fault, or null where the fault is the record's
   * @param text what is wrong, in a sentence
   */
  public record Reason(@Nullable String field, String text) {}
}
