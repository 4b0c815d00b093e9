package io.github.jsonlpreflight.jsonl;

/**
 * Waits for what is sure to end. An interrupt does not end the wait, and is passed on behind it.
 */
final class Uninterrupted {
  private Uninterrupted() {}

  /** Something that may be waited for again where an interrupt has cut the wait short. */
  @FunctionalInterface
  interface Wait {
    /** Waits for a while, and tells whether that was enough. */
    boolean isOver() throws InterruptedException;
  }

  static void await(Wait wait) {
    boolean interrupted = Thread.interrupted();
    boolean over = false;
    while (!over) {
      try {
        over = wait.isOver();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
