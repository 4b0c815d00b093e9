package blackbox.cli;

import java.util.regex.Pattern;

/** Replaces what differs from run to run, so that the rest can be compared to the letter. */
final class Masks {
  private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:[0-9]+");
  private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9.]+)?Z?");
  private static final Pattern DIGEST = Pattern.compile("\\b[0-9a-f]{16,64}\\b");

  private static final Pattern MACHINE =
      Pattern.compile("java: .*|[0-9.]+ [KMGT]iB free|[0-9.]+ ms");

  private Masks() {}

  /** Masks ports and the names of imports. */
  static String ids(String text) {
    String ports = PORT.matcher(text).replaceAll("127.0.0.1:PORT");
    return UUID.matcher(ports).replaceAll("UUID");
  }

  /** Masks times, digests, and what a machine is like, too. */
  static String all(String text) {
    String times = TIME.matcher(ids(text)).replaceAll("TIME");
    String digests = DIGEST.matcher(times).replaceAll("DIGEST");
    return MACHINE.matcher(digests).replaceAll("MACHINE");
  }
}
