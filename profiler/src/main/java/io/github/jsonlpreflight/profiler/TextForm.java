package io.github.jsonlpreflight.profiler;

import java.util.Locale;

/** What a string looks like; one string may look like several. */
public enum TextForm {
  /** Empty, or white space only. */
  BLANK,
  /** An absolute {@code http} or {@code https} address with a host. */
  URL,
  /** A URL whose path ends as the service expects it of audio. */
  AUDIO_URL,
  /** A URL whose path ends as the service expects it of video. */
  VIDEO_URL,
  /** A URL whose path ends like an image's file. */
  IMAGE_URL,
  /** A decimal number. */
  NUMBER,
  /** A date of ISO 8601, {@code 2026-11-24}, alone or with a time. */
  DATE;

  /** Returns the name as it stands in output, for instance {@code audio_url}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
