package io.github.jsonlpreflight.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The time that the sandbox claims it is; signatures are made and checked with the true one. */
final class ServerClock {
  /** RFC 9110, section 5.6.7; the JDK's RFC_1123_DATE_TIME writes days of one digit. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private volatile Duration offset = Duration.ZERO;

  void setOffset(Duration offset) {
    this.offset = offset;
  }

  Instant now() {
    return Instant.now().plus(offset);
  }

  static String httpDate(Instant instant) {
    return HTTP_DATE.format(instant);
  }
}
