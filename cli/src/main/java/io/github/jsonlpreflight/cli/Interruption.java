package io.github.jsonlpreflight.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command end in good order after a signal: its thread is interrupted and has some time to
 * save its state and to say how to go on. The Java runtime then ends the process with 130 (SIGINT)
 * or 143 (SIGTERM).
 */
final class Interruption {
  private static final long GRACE_MILLIS = 1_800;

  private final CountDownLatch done = new CountDownLatch(1);
  private final List<String> arguments;
  private final PrintWriter err;

  private Interruption(List<String> arguments, PrintWriter err) {
    this.arguments = arguments;
    this.err = err;
  }

  static Interruption guardThisThread(List<String> arguments, PrintWriter err) {
    Interruption interruption = new Interruption(arguments, err);
    Thread worker = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> interruption.endInOrder(worker), "preflight-shutdown"));
    return interruption;
  }

  private void endInOrder(Thread worker) {
    if (done.getCount() == 0) {
      return; // an end of its own, not a signal's
    }
    worker.interrupt();
    try {
      if (!done.await(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
        Failures.fail(Failures.interrupted(arguments), arguments, err);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says that the command has ended and has nothing more to print. */
  void done() {
    done.countDown();
  }
}
