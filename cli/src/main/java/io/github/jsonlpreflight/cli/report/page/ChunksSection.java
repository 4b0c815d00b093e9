package io.github.jsonlpreflight.cli.report.page;

import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.report.Report;
import io.github.jsonlpreflight.cli.report.UploadFindings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What has become of each chunk, and when. */
final class ChunksSection {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Report report;
  private final boolean isUpload;
  private final boolean hasTimes;
  private final long from;
  private final long to;
  private final Html html = new Html();
  private int columns;

  private ChunksSection(Report report) {
    this.report = report;
    this.isUpload = report.upload() != null;
    long[] times = report.chunks().stream().flatMapToLong(ChunksSection::times).sorted().toArray();
    this.hasTimes = times.length > 0;
    this.from = hasTimes ? times[0] : 0;
    this.to = hasTimes ? times[times.length - 1] : 0;
  }

  private static LongStream times(Report.Chunk chunk) {
    return Stream.of(chunk.begun(), chunk.sent(), chunk.ended())
        .filter(Objects::nonNull)
        .mapToLong(Long::longValue);
  }

  static Html of(Report report) {
    return report.chunks().isEmpty() ? new Html() : new ChunksSection(report).html();
  }

  private Html html() {
    html.raw("<section aria-labelledby=\"chunks\"><h2 id=\"chunks\">Chunks</h2><p class=\"lead\">")
        .text(
            isUpload
                ? "What has become of each chunk, in the file’s order."
                : "Whole records, in the file’s order.");
    if (hasTimes) {
      html.text(
              " Times are the service’s, in UTC; the timeline goes from %s to %s: "
                  .formatted(time(from), time(to)))
          .raw("<span class=\"swatch fill-soft\"></span> sending, ")
          .raw("<span class=\"swatch fill-accent\"></span> import.");
    }
    html.raw("</p><div class=\"scroll\"><table id=\"chunks-table\"><thead><tr>");
    head("Chunk", "");
    head("Status", "");
    head("Lines", "n");
    head("Records", "n");
    if (isUpload) {
      head("Accepted", "n");
      head("Rejected", "n");
    }
    head("Size", "n");
    if (hasTimes) {
      head("Took", "n");
      head("Timeline", "");
    }
    html.raw("</tr></thead><tbody>");
    report.chunks().forEach(this::row);
    html.raw("</tbody></table></div>");
    if (report.moreChunks() > 0) {
      html.raw("<p class=\"note\">")
          .text(
              "%s not listed: of more than %d, the page has the first %d and then those that need attention."
                  .formatted(
                      Humanize.count(report.moreChunks(), "more chunk"),
                      UploadFindings.MAX_CHUNKS / 2,
                      UploadFindings.MAX_CHUNKS / 2))
          .raw("</p>");
    }
    return html.raw("</section>\n");
  }

  private void head(String name, String style) {
    columns++;
    html.raw("<th scope=\"col\"" + (style.isEmpty() ? "" : " class=\"" + style + "\"") + ">")
        .text(name)
        .raw("</th>");
  }

  private void row(Report.Chunk chunk) {
    html.raw(chunk.reason() == null ? "<tr>" : "<tr class=\"explained\">");
    html.raw("<td><b>").number(chunk.index()).raw("</b>");
    if (chunk.importId() != null) {
      html.raw("<span class=\"sub\"><code class=\"id\">")
          .data(chunk.importId())
          .raw("</code></span>");
    } else if (!isUpload) {
      html.raw("<span class=\"sub\">").data(chunk.name()).raw("</span>");
    }
    html.raw("</td><td><span class=\"tag " + tone(chunk.status()) + "\">")
        .text(chunk.status())
        .raw("</span>");
    if (chunk.attempts() > 1) {
      html.raw("<span class=\"sub\">").text(chunk.attempts() + " attempts").raw("</span>");
    }
    number("lines", Humanize.number(chunk.firstLine()) + "–" + Humanize.number(chunk.lastLine()));
    number("records", Humanize.number(chunk.records()));
    if (isUpload) {
      number("accepted", isOpen(chunk) ? "–" : Humanize.number(chunk.accepted()));
      number("rejected", isOpen(chunk) ? "–" : Humanize.number(chunk.rejected()));
    }
    number("size", Html.size(chunk.bytes()));
    if (hasTimes) {
      number("took", took(chunk));
      html.raw("</td><td class=\"time\">");
      timeline(chunk);
    }
    html.raw("</td></tr>");
    if (chunk.reason() != null) {
      html.raw("<tr><td></td><td colspan=\"" + (columns - 1) + "\">")
          .data(chunk.reason())
          .raw("</td></tr>");
    }
  }

  /** Adds a cell that carries its column's name, since a narrow page shows no heads. */
  private void number(String name, String text) {
    html.raw("</td><td class=\"n\" data-name=\"" + name + "\">").text(text);
  }

  private static boolean isOpen(Report.Chunk chunk) {
    return chunk.accepted() + chunk.rejected() == 0;
  }

  private static String tone(String status) {
    return switch (status) {
      case "complete", "written" -> "green";
      case "partial", "confirmed", "pending_schema" -> "amber";
      case "failed", "held" -> "red";
      default -> "";
    };
  }

  private static String took(Report.Chunk chunk) {
    if (chunk.begun() == null || chunk.ended() == null) {
      return "–";
    }
    Duration took = Duration.ofMillis(Math.max(0, chunk.ended() - chunk.begun()));
    if (took.toMinutes() < 1) {
      return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }
    return took.toHours() < 1
        ? String.format(Locale.ROOT, "%d min %d s", took.toMinutes(), took.toSecondsPart())
        : String.format(Locale.ROOT, "%,d h %d min", took.toHours(), took.toMinutesPart());
  }

  private void timeline(Report.Chunk chunk) {
    Long begun = chunk.begun();
    if (begun == null) {
      return;
    }
    long sent = chunk.sent() == null ? (chunk.ended() == null ? to : chunk.ended()) : chunk.sent();
    html.raw("<svg role=\"img\" viewBox=\"0 0 1000 12\" preserveAspectRatio=\"none\" aria-label=\"")
        .text(inWords(chunk))
        .raw("\"><title>")
        .text(inWords(chunk))
        .raw("</title><rect class=\"fill-grey\" y=\"5.5\" width=\"1000\" height=\"1\"/>");
    bar("fill-soft", begun, sent);
    if (chunk.sent() != null) {
      bar("fill-accent", sent, chunk.ended() == null ? to : chunk.ended());
    }
    html.raw("</svg>");
  }

  private static String inWords(Report.Chunk chunk) {
    return "begun "
        + time(chunk.begun())
        + (chunk.sent() == null ? "" : ", sent " + time(chunk.sent()))
        + (chunk.ended() == null ? ", not ended" : ", ended " + time(chunk.ended()));
  }

  private void bar(String color, long begin, long end) {
    double scale = 1000.0 / Math.max(1, to - from);
    double width = Math.max(4, (end - begin) * scale);
    double x = Math.min((begin - from) * scale, 1000 - width);
    html.raw(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%.1f\" y=\"1\" width=\"%.1f\" height=\"10\"/>",
            color,
            x,
            width));
  }

  private static String time(@Nullable Long millis) {
    return millis == null ? "?" : TIME.format(Instant.ofEpochMilli(millis));
  }
}
