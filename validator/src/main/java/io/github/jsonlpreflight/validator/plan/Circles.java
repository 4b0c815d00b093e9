package io.github.jsonlpreflight.validator.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds references that lead back to where they stand without going into the value on the way. The
 * authority gives up on a value that gets there, even by a way that a plan need not go.
 */
final class Circles {
  /** A place that no reference leads to. */
  static final String NOBODY = "";

  private final Map<String, Set<String>> references = new LinkedHashMap<>();
  private String referrer = NOBODY;

  /** Takes what comes for a part of the target of a reference; returns whose part came before. */
  String enter(String target) {
    String before = referrer;
    referrer = target;
    return before;
  }

  /** Takes down a reference. */
  void refer(String target) {
    references.computeIfAbsent(referrer, r -> new LinkedHashSet<>()).add(target);
  }

  boolean exist() {
    return references.keySet().stream()
        .filter(start -> !start.equals(NOBODY))
        .anyMatch(this::leadsBack);
  }

  private boolean leadsBack(String start) {
    Set<String> seen = new HashSet<>();
    Deque<String> next = new ArrayDeque<>(references.get(start));
    while (!next.isEmpty()) {
      String target = next.remove();
      if (target.equals(start)) {
        return true;
      }
      if (seen.add(target)) {
        next.addAll(references.getOrDefault(target, Set.of()));
      }
    }
    return false;
  }
}
