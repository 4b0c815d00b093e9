package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.jsonl.Messages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts by reason what was valid here and rejected by the service. */
final class Disagreements {
  /** A service may have a reason of its own for every record; memory stays flat. */
  private static final int MOST_REASONS = 1000;

  private static final int MOST_CODE_POINTS = 300;

  private final Map<String, Disagreement> byReason = new LinkedHashMap<>();

  /**
   * One reason.
   *
   * @param count how often the service gave it
   * @param firstLine where in the source it did so first
   */
  record Disagreement(String reason, long count, long firstLine) {}

  void add(String reason, long line) {
    String shown = Messages.printable(reason, MOST_CODE_POINTS);
    if (byReason.size() < MOST_REASONS || byReason.containsKey(shown)) {
      byReason.merge(
          shown,
          new Disagreement(shown, 1, line),
          (old, one) -> new Disagreement(shown, old.count() + 1, old.firstLine()));
    }
  }

  /** Returns them, the most frequent first. */
  List<Disagreement> all() {
    List<Disagreement> all = new ArrayList<>(byReason.values());
    all.sort(Comparator.comparingLong(Disagreement::count).reversed());
    return all;
  }
}
