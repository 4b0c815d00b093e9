package io.github.jsonlpreflight.cli.report.page;

import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.report.Report;
import java.util.List;
import java.util.Locale;

/** Where in the files the records at fault stand. */
final class StripSection {
  /** Strips of files that have something to show. */
  static final int MAX_STRIPS = 20;

  private static final double HEIGHT = 100;

  /** What there is at all can be seen. */
  private static final double LEAST_HEIGHT = 6;

  private StripSection() {}

  static Html of(Report report) {
    Html html = new Html();
    Report.Validation validation = report.validation();
    if (validation == null) {
      return html;
    }
    List<Report.SourceFile> files =
        validation.files().stream()
            .filter(file -> file.totals().invalid() > 0 || file.totals().warned() > 0)
            .toList();
    if (files.isEmpty()) {
      return html;
    }
    boolean several = validation.files().size() + validation.moreFiles() > 1;
    html.raw("<section aria-labelledby=\"where\"><h2 id=\"where\">Where they stand</h2>");
    html.raw("<p class=\"lead\">From the file’s first byte to its last: the higher a bar, the")
        .raw(" larger the part of the records there. Bars of a lane share a scale.</p>");
    for (Report.SourceFile file : files.subList(0, Math.min(MAX_STRIPS, files.size()))) {
      if (several) {
        html.raw("<h3>").data(file.name()).raw("</h3>");
      }
      file(file, html);
    }
    long more = files.size() - MAX_STRIPS + validation.moreFiles();
    if (files.size() > MAX_STRIPS || validation.moreFiles() > 0) {
      html.raw("<p class=\"note\">")
          .text(Humanize.count(Math.max(more, validation.moreFiles()), "more file") + " not shown.")
          .raw("</p>");
    }
    return html.raw("</section>\n");
  }

  private static void file(Report.SourceFile file, Html html) {
    html.raw("<figure>");
    Report.Strip strip = file.strip();
    if (file.totals().invalid() > 0) {
      lane("Invalid records", "invalid", "fill-red", strip.invalid(), file, html);
    }
    if (file.totals().warned() > 0) {
      lane(
          "Valid records with warnings", "with warnings", "fill-amber", strip.warned(), file, html);
    }
    html.raw("<div class=\"axis\" aria-hidden=\"true\"><span>0</span><span>")
        .text(Html.size(file.totals().bytes() / 2))
        .raw("</span><span>")
        .text(Html.size(file.totals().bytes()))
        .raw("</span></div></figure>");
  }

  private static void lane(
      String name,
      String what,
      String color,
      List<Long> counts,
      Report.SourceFile file,
      Html html) {
    Report.Strip strip = file.strip();
    int densest = densest(counts, strip.records());
    double peak = share(counts, strip.records(), densest);
    long stretches = counts.stream().filter(count -> count > 0).count();
    String inWords =
        String.format(
            Locale.ROOT,
            "in %,d of %,d stretches of %s; at most %s of a stretch",
            stretches,
            counts.size(),
            Html.size(strip.stretchBytes()),
            Html.percent(counts.get(densest), strip.records().get(densest)));
    html.raw("<div class=\"lane\"><div class=\"lane-name\"><b>")
        .text(name)
        .raw("</b><span>")
        .text(inWords)
        .raw("</span></div><svg role=\"img\" aria-label=\"")
        .text(name + " " + inWords)
        .raw("\" viewBox=\"0 0 ")
        .raw(String.valueOf(counts.size()))
        .raw(" 100\" preserveAspectRatio=\"none\">");
    for (int i = 0; i < counts.size(); i++) {
      if (counts.get(i) == 0) {
        continue;
      }
      double height = Math.max(LEAST_HEIGHT, HEIGHT * share(counts, strip.records(), i) / peak);
      html.raw(
              String.format(
                  Locale.ROOT,
                  "<rect class=\"%s\" x=\"%d\" y=\"%.1f\" width=\"%s\" height=\"%.1f\"><title>",
                  color,
                  i,
                  HEIGHT - height,
                  isFull(counts) ? "1" : "0.9",
                  height))
          .text(
              String.format(
                  Locale.ROOT,
                  "%s to %s: %s of %s %s",
                  Html.size(i * strip.stretchBytes()),
                  Html.size(Math.min((i + 1) * strip.stretchBytes(), file.totals().bytes())),
                  Humanize.number(counts.get(i)),
                  Humanize.count(strip.records().get(i), "record"),
                  what))
          .raw("</title></rect>");
    }
    html.raw("</svg></div>");
  }

  private static boolean isFull(List<Long> counts) {
    return counts.stream().allMatch(count -> count > 0);
  }

  private static int densest(List<Long> counts, List<Long> records) {
    int densest = 0;
    for (int i = 1; i < counts.size(); i++) {
      if (share(counts, records, i) > share(counts, records, densest)) {
        densest = i;
      }
    }
    return densest;
  }

  private static double share(List<Long> counts, List<Long> records, int i) {
    return counts.get(i) == 0 ? 0 : (double) counts.get(i) / records.get(i);
  }
}
