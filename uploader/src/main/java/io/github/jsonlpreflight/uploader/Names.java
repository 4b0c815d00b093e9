package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.chunker.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names that files have at the service. Every import can be told by its file's name alone:
 * which plan, which chunk, which attempt. They are made of {@code [a-z0-9-]}, whatever the source
 * is called.
 */
final class Names {
  private static final int PLAN_ID_LENGTH = 16;
  private static final Pattern FILE =
      Pattern.compile("pf-([0-9a-f]{16})-(\\d{5,9})-a(\\d{1,9})\\.jsonl");

  private Names() {}

  /** Returns what two runs share only if they send the same chunks of one file to one dataset. */
  static String planId(String datasetId, Manifest manifest) {
    String what =
        String.join(
            "\n",
            datasetId,
            manifest.source().name(),
            Long.toString(manifest.source().bytes()),
            manifest.digest());
    return Digests.sha256Hex(what).substring(0, PLAN_ID_LENGTH);
  }

  static String file(String planId, int chunk, int attempt) {
    return String.format(Locale.ROOT, "%s%05d-a%d.jsonl", prefix(planId), chunk, attempt);
  }

  /** Returns how the names of all files of a plan begin. */
  static String prefix(String planId) {
    return "pf-" + planId + "-";
  }

  /** What a file's name says. */
  record Meaning(int chunk, int attempt) {}

  /** Reads the name of a plan's file; nothing if it is none. */
  static Optional<Meaning> read(String planId, @Nullable String filename) {
    Matcher name = FILE.matcher(filename == null ? "" : filename);
    return name.matches() && name.group(1).equals(planId)
        ? Optional.of(new Meaning(Integer.parseInt(name.group(2)), Integer.parseInt(name.group(3))))
        : Optional.empty();
  }

  /** Returns a text as one segment of a path: RFC 3986, unreserved characters stay. */
  static String segment(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (isUnreserved(b)) {
        encoded.append((char) b);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", b & 0xFF));
      }
    }
    // A segment of dots alone would be a step in the path.
    return text.matches("\\.+") ? text.replace(".", "%2E") : encoded.toString();
  }

  private static boolean isUnreserved(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '-'
        || b == '.'
        || b == '_'
        || b == '~';
  }
}
