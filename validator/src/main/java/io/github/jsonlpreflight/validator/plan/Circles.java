package io.github.jsonlpreflight.validator.plan;

/**
 * Finds references that lead back to where they stand without going into the value on the way. The
 * authority gives up on a value that gets there, even by a way that a plan need not go.
 */
final class Circles {
  /** A place that no reference leads to. */
  static final String NOBODY = "";

  private final ReferenceGraph references = new ReferenceGraph();
  private String referrer = NOBODY;

  /** Takes what comes for a part of the target of a reference; returns whose part came before. */
  String enter(String target) {
    String before = referrer;
    referrer = target;
    return before;
  }

  /** Takes down a reference. */
  void refer(String target) {
    references.add(referrer, target);
  }

  boolean exist() {
    return references.circular().stream().anyMatch(part -> !part.equals(NOBODY));
  }
}
