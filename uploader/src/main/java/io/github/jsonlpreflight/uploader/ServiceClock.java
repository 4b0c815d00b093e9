package io.github.jsonlpreflight.uploader;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/**
 * The service's time of day: as it last told it, and carried on by a clock that does not jump.
 * Until it has told it, this machine's. Safe to share.
 */
final class ServiceClock {
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private final Time time;
  private Instant anchor;
  private long anchorNanos;
  private Duration skew = Duration.ZERO;

  ServiceClock(Time time) {
    this.time = time;
    this.anchor = time.now();
    this.anchorNanos = time.nanos();
  }

  synchronized Instant now() {
    return anchor.plusNanos(time.nanos() - anchorNanos);
  }

  /** Takes the {@code Date} header of an answer that has just come in. */
  synchronized void hear(String date) {
    try {
      Instant told = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.strip(), Instant::from);
      skew = Duration.between(time.now(), told);
      Duration ahead = Duration.between(told, now());
      if (!ahead.isNegative() && ahead.compareTo(TOLERANCE) < 0) {
        return; // the header has whole seconds and was some time on its way: time does not go back
      }
      anchor = told;
      anchorNanos = time.nanos();
    } catch (DateTimeException e) {
      // An answer without a usable date leaves the clock as it is.
    }
  }

  /** Returns how far this machine's clock is behind the service's; negative if it is ahead. */
  synchronized Duration skew() {
    return skew;
  }
}
