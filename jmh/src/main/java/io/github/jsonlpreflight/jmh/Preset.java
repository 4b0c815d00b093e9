package io.github.jsonlpreflight.jmh;

import static io.github.jsonlpreflight.jmh.ReviewSchema.FLAT;
import static io.github.jsonlpreflight.jmh.ReviewSchema.RICH;
import static io.github.jsonlpreflight.jmh.Shape.REVIEW;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** What is worth measuring together, and for how long. */
enum Preset {
  /** Every {@link Goal}, in a few minutes. */
  QUICK(1, 6, 2, 3, 2),
  /** For comparing two commits: every shape, and what has no goal. */
  STANDARD(2, 8, 2, 5, 2),
  /** For figures that are to be published. */
  FULL(3, 5, 5, 10, 5);

  private static final int[] INVALID_ONE_IN = {1000, 1};

  private final int forks;
  private final int warmups;
  private final int warmupSeconds;
  private final int measurements;
  private final int measurementSeconds;

  Preset(int forks, int warmups, int warmupSeconds, int measurements, int measurementSeconds) {
    this.forks = forks;
    this.warmups = warmups;
    this.warmupSeconds = warmupSeconds;
    this.measurements = measurements;
    this.measurementSeconds = measurementSeconds;
  }

  /** Returns the trials in the order in which they are run, baselines first. */
  Collection<Trial> trials() {
    return switch (this) {
      case QUICK -> quick();
      case STANDARD -> standard();
      case FULL -> full();
    };
  }

  private static Set<Trial> quick() {
    Set<Trial> trials = new LinkedHashSet<>();
    for (Goal goal : Goal.ALL) {
      trials.add(goal.against());
      trials.add(goal.of());
    }
    return trials;
  }

  private static Set<Trial> standard() {
    Set<Trial> trials = new LinkedHashSet<>(quick());
    for (Shape shape : Shape.values()) {
      trials.add(Trial.bareScan(shape));
      trials.add(Trial.validator(shape, RICH, 1, 0));
    }
    trials.add(Trial.validator(REVIEW, FLAT, 2, 0));
    trials.add(Trial.bareScanWithOneParser(REVIEW));
    trials.add(Trial.recordPass(REVIEW));
    trials.add(Trial.chunkPlan(REVIEW));
    return trials;
  }

  private static Set<Trial> full() {
    Set<Trial> trials = new LinkedHashSet<>(standard());
    for (Shape shape : Shape.values()) {
      trials.add(Trial.networknt(shape, RICH, 0));
      for (ReviewSchema schema : ReviewSchema.values()) {
        trials.add(Trial.validator(shape, schema, 1, 0));
        trials.add(Trial.validator(shape, schema, 2, 0));
      }
    }
    for (int invalidOneIn : INVALID_ONE_IN) {
      for (ReviewSchema schema : ReviewSchema.values()) {
        trials.add(Trial.networknt(REVIEW, schema, invalidOneIn));
        trials.add(Trial.validator(REVIEW, schema, 1, invalidOneIn));
        trials.add(Trial.validator(REVIEW, schema, 2, invalidOneIn));
      }
    }
    return trials;
  }

  /** Returns how long that takes, if starting a virtual machine and making data takes 2 s. */
  Duration duration() {
    long fork = 2L + (long) warmups * warmupSeconds + (long) measurements * measurementSeconds;
    return Duration.ofSeconds(fork * forks * trials().size());
  }

  int forks() {
    return forks;
  }

  int warmups() {
    return warmups;
  }

  int warmupSeconds() {
    return warmupSeconds;
  }

  int measurements() {
    return measurements;
  }

  int measurementSeconds() {
    return measurementSeconds;
  }
}
