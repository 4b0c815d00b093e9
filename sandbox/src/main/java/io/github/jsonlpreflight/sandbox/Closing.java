package io.github.jsonlpreflight.sandbox;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Waits for what was told to end, keeping the interrupt flag of who waits. */
final class Closing {
  private static final long PATIENCE_MILLIS = 10_000;

  private Closing() {}

  static void join(Thread thread) {
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void join(ExecutorService executor) {
    executor.shutdownNow();
    try {
      if (!executor.awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("A thread of the sandbox does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
