package io.github.jsonlpreflight.cli.options;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says in a library's message what the options are called here. The libraries name the members of
 * their builders, which nobody finds on a command line.
 */
public final class OptionNames {
  private static final Map<String, String> FLAGS =
      Map.ofEntries(
          Map.entry("allowConcurrent", "--allow-concurrent"),
          Map.entry("baseUrl", "--base-url"),
          Map.entry("inFlight", "--in-flight"),
          Map.entry("maxChunkBytes", "--max-bytes"),
          Map.entry("maxChunkRecords", "--max-records"),
          Map.entry("maxCompressionRatio", "--max-compression-ratio"),
          Map.entry("maxDecompressedBytes", "--max-decompressed-bytes"),
          Map.entry("maxDepth", "--max-depth"),
          Map.entry("levels is", "--levels is"),
          Map.entry("maxFields", "--max-fields"),
          Map.entry("maxRecordBytes", "--max-record-bytes"),
          Map.entry("maxValueLength", "--policy max-value-length"),
          Map.entry("maxZstdWindowBytes", "--max-zstd-window"),
          Map.entry("onAmbiguous=landed", "--on-ambiguous landed"),
          Map.entry("onAmbiguous=resend", "--on-ambiguous resend"),
          Map.entry("onFailed=continue", "--on-failed continue"),
          Map.entry("pollInterval", "--poll-interval"),
          Map.entry("pollTimeout", "--poll-timeout"),
          Map.entry("port must be", "--port must be"),
          Map.entry("threads is", "--threads is"),
          Map.entry("token is blank", "--token is blank"));

  private static final Pattern NAME =
      Pattern.compile("\\b(?:" + String.join("|", FLAGS.keySet()) + ")\\b");

  /** How Java is given a larger heap; the program starts Java itself. */
  private static final String JAVA_OPTION = "java -X";

  private OptionNames() {}

  public static String toFlags(String message) {
    return NAME.matcher(message)
        .replaceAll(
            match -> Matcher.quoteReplacement(FLAGS.getOrDefault(match.group(), match.group())))
        .replace(JAVA_OPTION, "PREFLIGHT_JAVA_OPTS=-X");
  }
}
