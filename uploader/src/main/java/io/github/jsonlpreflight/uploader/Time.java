package io.github.jsonlpreflight.uploader;

import java.time.Duration;
import java.time.Instant;

/** The seam to the clocks. */
interface Time {
  /** Returns this machine's idea of the time of day, which may be wrong and may jump. */
  Instant now();

  /** Returns a number of nanoseconds that only grows, from an arbitrary start. */
  long nanos();

  void sleep(Duration duration) throws InterruptedException;

  Time SYSTEM =
      new Time() {
        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
          Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
        }
      };
}
