package io.github.jsonlpreflight.cli.console;

/** Sets up the logger behind SLF4J, once, before anything logs. */
public final class Logging {
  private static final String PREFIX = "org.slf4j.simpleLogger.";

  private Logging() {}

  /**
   * Sets how much is logged to standard error.
   *
   * @param verbosity how often {@code -v} was given
   */
  public static void configure(int verbosity) {
    // Named here, the logger need not be searched for in every jar.
    System.setProperty("slf4j.provider", "org.slf4j.simple.SimpleServiceProvider");
    System.setProperty("slf4j.internal.verbosity", "WARN"); // it would say that it was named
    System.setProperty(PREFIX + "defaultLogLevel", "error");
    System.setProperty(PREFIX + "showThreadName", "false");
    System.setProperty(PREFIX + "showShortLogName", "true");
    System.setProperty(PREFIX + "showDateTime", "true");
    System.setProperty(PREFIX + "dateTimeFormat", "HH:mm:ss.SSS");
    // It logs each record that is past a limit, which the output says anyway.
    System.setProperty(PREFIX + "log.com.networknt", "off");
    // Only our own loggers grow louder: an HTTP client's would print tokens and signatures.
    System.setProperty(
        PREFIX + "log.io.github.jsonlpreflight",
        verbosity == 0 ? "warn" : verbosity == 1 ? "info" : "debug");
  }
}
