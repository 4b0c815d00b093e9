package io.github.jsonlpreflight.cli;

/** Sets up the logger behind SLF4J, once, before anything logs. */
final class Logging {
  private static final String PREFIX = "org.slf4j.simpleLogger.";

  private Logging() {}

  /**
   * Sets how much is logged to standard error.
   *
   * @param verbosity how often {@code -v} was given
   */
  static void configure(int verbosity) {
    System.setProperty(PREFIX + "defaultLogLevel", "error");
    System.setProperty(PREFIX + "showThreadName", "false");
    System.setProperty(PREFIX + "showShortLogName", "true");
    System.setProperty(PREFIX + "showDateTime", "true");
    System.setProperty(PREFIX + "dateTimeFormat", "HH:mm:ss.SSS");
    // Only our own loggers grow louder: an HTTP client's would print tokens and signatures.
    System.setProperty(
        PREFIX + "log.io.github.jsonlpreflight",
        verbosity == 0 ? "warn" : verbosity == 1 ? "info" : "debug");
  }
}
