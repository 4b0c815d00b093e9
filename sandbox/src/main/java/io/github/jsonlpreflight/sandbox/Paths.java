package io.github.jsonlpreflight.sandbox;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Paths of requests, whose segments are percent-encoded; a plus sign there is a plus sign. */
final class Paths {
  private Paths() {}

  /** Returns the decoded segments of a request's target. */
  static List<String> segments(String requestTarget) {
    return Arrays.stream(pathOf(requestTarget).substring(1).split("/", -1))
        .map(Paths::decode)
        .toList();
  }

  /** Returns the decoded path of a request's target, with the slash that it begins with. */
  static String decodedPath(String requestTarget) {
    return decode(pathOf(requestTarget));
  }

  /** Encodes each segment of a path. */
  static String encode(String path) {
    return Arrays.stream(path.split("/", -1))
        .map(
            segment ->
                URLEncoder.encode(segment, StandardCharsets.UTF_8)
                    .replace("+", "%20")
                    .replace("*", "%2A")
                    .replace("%7E", "~"))
        .collect(Collectors.joining("/"));
  }

  private static String pathOf(String requestTarget) {
    int query = requestTarget.indexOf('?');
    return query < 0 ? requestTarget : requestTarget.substring(0, query);
  }

  private static String decode(String encoded) {
    return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
