package io.github.jsonlpreflight.spark;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in a library's message what the options of the job are called. */
final class OptionNames {
  private static final Map<String, String> FLAGS =
      Map.of(
          "maxChunkBytes", "--max-bytes",
          "maxChunkRecords", "--max-records",
          "maxCompressionRatio", "--max-compression-ratio",
          "maxDecompressedBytes", "--max-decompressed-bytes",
          "maxDepth", "--max-depth",
          "maxRecordBytes", "--max-record-bytes",
          "maxValueLength", "--policy max-value-length",
          "maxZstdWindowBytes", "--max-zstd-window",
          "splitBytes", "--split-bytes");

  private static final Pattern NAME =
      Pattern.compile("\\b(?:" + String.join("|", FLAGS.keySet()) + ")\\b");

  private OptionNames() {}

  static String toFlags(String message) {
    return NAME.matcher(message)
        .replaceAll(
            match -> Matcher.quoteReplacement(FLAGS.getOrDefault(match.group(), match.group())));
  }
}
