package io.github.jsonlpreflight.cli.console;

import io.github.jsonlpreflight.jsonl.Messages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Numbers, sizes, times and paths as people read them. */
public final class Humanize {
  private Humanize() {}

  /** Returns a number with its thousands divided: {@code 1,000}. */
  public static String number(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  /** Returns a count with its noun: {@code 1 record}, {@code 1,000 records}. */
  public static String count(long n, String noun) {
    return number(n) + " " + noun + (n == 1 ? "" : "s");
  }

  /** Returns a size in the largest binary unit up to GiB, with one decimal. */
  public static String size(long bytes) {
    if (bytes < 1L << 10) {
      return bytes + " bytes";
    }
    if (bytes < 1L << 20) {
      return "%.1f KiB".formatted(bytes / 0x1p10);
    }
    return bytes < 1L << 30
        ? "%.1f MiB".formatted(bytes / 0x1p20)
        : "%.1f GiB".formatted(bytes / 0x1p30);
  }

  /** Returns a time to its two greatest units. */
  public static String duration(long seconds) {
    Duration duration = Duration.ofSeconds(seconds);
    if (duration.toHours() > 0) {
      return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
    return duration.toMinutes() > 0
        ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
        : seconds + " s";
  }

  /** Returns a path as its user would write it: from the working directory where it is below. */
  public static String path(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = path.toAbsolutePath().normalize();
    if (absolute.equals(here)) {
      return ".";
    }
    return Messages.printable(
        (absolute.startsWith(here) ? here.relativize(absolute) : absolute).toString());
  }
}
