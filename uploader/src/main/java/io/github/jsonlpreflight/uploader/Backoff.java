package io.github.jsonlpreflight.uploader;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before trying again: capped exponential back-off with full jitter, and never
 * less than the other side asks for.
 */
final class Backoff {
  static final Duration BASE = Duration.ofMillis(500);
  static final Duration CAP = Duration.ofSeconds(30);

  /** A longer wish is not waited for: the run ends, and running again goes on. */
  static final Duration LONGEST_WISH = Duration.ofMinutes(10);

  private Backoff() {}

  /**
   * Returns the wait.
   *
   * @param failures how many tries have failed, at least 1
   * @param wish what the other side asks for, or null
   */
  static Duration wait(int failures, @Nullable Duration wish, RandomGenerator random) {
    Duration ceiling = BASE.multipliedBy(1L << Math.min(failures - 1, 16));
    long nanos = (ceiling.compareTo(CAP) < 0 ? ceiling : CAP).toNanos();
    Duration drawn = Duration.ofNanos((long) (random.nextDouble() * nanos));
    return wish != null && wish.compareTo(drawn) > 0 ? wish : drawn;
  }

  /**
   * Reads {@code Retry-After} in both its forms (RFC 9110, 10.2.3), or returns null if it is none.
   *
   * @param now the time by the clock of whoever wrote the header
   */
  static @Nullable Duration retryAfter(String header, Instant now) {
    String value = header.strip();
    if (value.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(value));
    }
    try {
      Instant until = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
      Duration left = Duration.between(now, until);
      return left.isNegative() ? Duration.ZERO : left;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
