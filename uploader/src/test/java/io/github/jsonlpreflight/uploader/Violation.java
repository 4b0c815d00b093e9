package io.github.jsonlpreflight.uploader;

/** An invariant that does not hold: the simulation has found a mistake. No code may catch it. */
final class Violation extends Error {
  private static final long serialVersionUID = 1L;

  Violation(String what) {
    super(what);
  }

  Violation(String what, Throwable cause) {
    super(what, cause);
  }
}
