package io.github.jsonlpreflight.chunker;

import java.util.stream.LongStream;

/**
 * How many seeds a law is tried with: {@code -Dpreflight.split.seeds} makes them more, or fewer.
 */
final class Seeds {
  private Seeds() {}

  /** Returns the seeds from 1 on, so many where nobody says how many. */
  static LongStream from1To(int usual) {
    return LongStream.rangeClosed(1, Integer.getInteger("preflight.split.seeds", usual));
  }
}
