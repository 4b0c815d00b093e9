package io.github.jsonlpreflight.cli.report.page;

import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.report.LengthCounter;
import io.github.jsonlpreflight.cli.report.RecordValues;
import io.github.jsonlpreflight.cli.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long the values of the fields at fault are, beside the limits that they should keep. */
final class LengthsSection {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 132;
  private static final int TOP = 22;
  private static final int BASE = 112;

  private LengthsSection() {}

  static Html of(Report report) {
    Html html = new Html();
    Report.Validation validation = report.validation();
    if (validation == null || validation.lengths().isEmpty()) {
      return html;
    }
    long every = validation.lengths().get(0).every();
    html.raw("<section aria-labelledby=\"lengths\"><h2 id=\"lengths\">How long the values at fault")
        .raw(
            " are</h2><p class=\"lead\">Of each field, the values that an error is about, by their")
        .raw(" length in code points; a bar’s width is a step of about a quarter. ");
    if (every > 1) {
      html.text(
          "Measured on a sample that thins out to one invalid record in "
              + Humanize.number(every)
              + ", so counts are estimates. ");
    } else {
      html.raw("Every invalid record is measured. ");
    }
    html.text("Records over " + Html.size(RecordValues.MAX_RECORD_BYTES) + " are left out.")
        .raw("</p><div class=\"plots\">");
    for (Report.Lengths lengths : validation.lengths()) {
      if (isWorthAPlot(lengths)) {
        plot(lengths, html);
      }
    }
    html.raw("</div>");
    others(validation.lengths(), html);
    return html.raw("</section>\n");
  }

  /** A bar or two say less than a sentence. */
  private static boolean isWorthAPlot(Report.Lengths lengths) {
    return !lengths.limits().isEmpty()
        || lengths.bars().stream().filter(bar -> bar.count() > 0).count() > 3;
  }

  private static void others(List<Report.Lengths> all, Html html) {
    List<Report.Lengths> others = all.stream().filter(one -> !isWorthAPlot(one)).toList();
    if (others.isEmpty()) {
      return;
    }
    html.raw("<ul class=\"notes plain\">");
    for (Report.Lengths lengths : others) {
      html.raw("<li><code>").data(lengths.pointer()).raw("</code> <span class=\"muted\">");
      html.text(inWords(lengths)).raw("</span></li>");
    }
    html.raw("</ul>");
  }

  private static void plot(Report.Lengths lengths, Html html) {
    List<Report.LengthBar> bars = withLimits(lengths);
    long greatest = bars.stream().mapToLong(Report.LengthBar::count).max().orElse(1);
    String inWords = inWords(lengths);
    html.raw("<figure><figcaption><code>")
        .data(lengths.pointer())
        .raw("</code><br>")
        .text(inWords)
        .raw("</figcaption><svg role=\"img\" aria-label=\"")
        .text(lengths.pointer() + ": " + inWords)
        .raw("\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\">");
    double step = (double) WIDTH / Math.max(bars.size(), 12);
    for (int i = 0; i < bars.size(); i++) {
      Report.LengthBar bar = bars.get(i);
      if (bar.count() > 0) {
        double height = Math.max(2, (double) (BASE - TOP) * bar.count() / greatest);
        html.raw(
                String.format(
                    Locale.ROOT,
                    "<rect class=\"fill-accent\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\">"
                        + "<title>",
                    i * step,
                    BASE - height,
                    Math.max(1, step - 2),
                    height))
            .text(range(bar.from(), bar.to()) + ": " + Humanize.count(bar.count(), "value"))
            .raw("</title></rect>");
      }
    }
    html.raw(
        "<line class=\"base\" x1=\"0\" y1=\""
            + BASE
            + "\" x2=\""
            + WIDTH
            + "\" y2=\""
            + BASE
            + "\"/>");
    ticks(bars, step, html);
    for (int i = 0; i < lengths.limits().size(); i++) {
      limit(lengths.limits().get(i), i, bars, step, html);
    }
    html.raw("</svg></figure>");
  }

  private static String inWords(Report.Lengths lengths) {
    long values = lengths.bars().stream().mapToLong(Report.LengthBar::count).sum();
    StringBuilder words = new StringBuilder();
    words.append(lengths.every() > 1 ? "about " : "").append(Humanize.count(values, "text"));
    words.append(", ").append(range(lengths.shortest(), lengths.longest()));
    words.append(lengths.longest() == 1 ? " code point" : " code points");
    if (lengths.notText() > 0) {
      words.append("; besides, ").append(Humanize.count(lengths.notText(), "value"));
      words.append(" no text");
    }
    for (Report.LengthLimit limit : lengths.limits()) {
      words
          .append("; ")
          .append(limit.rule())
          .append(' ')
          .append(Humanize.number(limit.codePoints()));
    }
    return words.toString();
  }

  private static String range(long from, long to) {
    return from == to
        ? Humanize.number(from)
        : Humanize.number(from) + " to " + Humanize.number(to);
  }

  /** Returns the bars, with empty ones beside them as far as the limits are away. */
  private static List<Report.LengthBar> withLimits(Report.Lengths lengths) {
    int first = LengthCounter.bar((int) lengths.bars().get(0).from());
    List<Report.LengthBar> bars = new ArrayList<>(lengths.bars());
    for (Report.LengthLimit limit : lengths.limits()) {
      int at = LengthCounter.bar((int) Math.min(limit.codePoints(), Integer.MAX_VALUE));
      while (at < first) {
        first--;
        bars.add(0, empty(first));
      }
      while (at >= first + bars.size()) {
        bars.add(empty(first + bars.size()));
      }
    }
    return bars;
  }

  private static Report.LengthBar empty(int bar) {
    return new Report.LengthBar(LengthCounter.from(bar), LengthCounter.from(bar + 1) - 1, 0);
  }

  private static void ticks(List<Report.LengthBar> bars, double step, Html html) {
    int every = Math.max(1, (bars.size() + 5) / 6);
    for (int i = 0; i < bars.size(); i += every) {
      boolean isLast = i * step > WIDTH - 40;
      html.raw(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%d\"%s>%s</text>",
              isLast ? WIDTH : i * step,
              BASE + 14,
              isLast ? " text-anchor=\"end\"" : "",
              Humanize.number(bars.get(i).from())));
    }
  }

  /** A longest length stands at the end of what it allows, a shortest one at the beginning. */
  private static void limit(
      Report.LengthLimit limit, int row, List<Report.LengthBar> bars, double step, Html html) {
    int first = LengthCounter.bar((int) bars.get(0).from());
    int at = LengthCounter.bar((int) Math.min(limit.codePoints(), Integer.MAX_VALUE)) - first;
    Report.LengthBar bar = bars.get(at);
    long inside = limit.codePoints() - bar.from() + (limit.rule().equals("minLength") ? 0 : 1);
    double x = (at + (double) inside / (bar.to() - bar.from() + 1)) * step - 1;
    boolean isRight = x > WIDTH / 2.0;
    html.raw(
            String.format(
                Locale.ROOT,
                "<line class=\"limit\" x1=\"%.1f\" y1=\"4\" x2=\"%.1f\" y2=\"%d\"/>"
                    + "<text class=\"limit\" x=\"%.1f\" y=\"%d\"%s>",
                x,
                x,
                BASE,
                isRight ? x - 5 : x + 5,
                12 + 13 * row,
                isRight ? " text-anchor=\"end\"" : ""))
        .text(limit.rule() + " " + Humanize.number(limit.codePoints()))
        .raw("</text>");
  }
}
