package io.github.jsonlpreflight.validator.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which parts of a document refer to which. A part is named by what a reference to it says. */
final class ReferenceGraph {
  private final Map<String, Set<String>> targets = new LinkedHashMap<>();

  /** Adds a part; returns false if it is there already. */
  boolean add(String part) {
    return targets.putIfAbsent(part, new LinkedHashSet<>()) == null;
  }

  /** Adds a reference that stands in a part. */
  void add(String part, String target) {
    targets.computeIfAbsent(part, any -> new LinkedHashSet<>()).add(target);
  }

  /** Returns the parts from which references lead back to themselves. */
  Set<String> circular() {
    Set<String> circular = new LinkedHashSet<>();
    for (String part : targets.keySet()) {
      if (leadsBack(part)) {
        circular.add(part);
      }
    }
    return circular;
  }

  private boolean leadsBack(String start) {
    Set<String> seen = new HashSet<>();
    Deque<String> next = new ArrayDeque<>(targets.getOrDefault(start, Set.of()));
    while (!next.isEmpty()) {
      String target = next.remove();
      if (target.equals(start)) {
        return true;
      }
      if (seen.add(target)) {
        next.addAll(targets.getOrDefault(target, Set.of()));
      }
    }
    return false;
  }
}
