package io.github.jsonlpreflight.cli.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Parts of a whole as one bar, and a legend that says the same in words and numbers. */
final class ShareBar {
  private static final double WIDTH = 1000;

  /** What there is at all can be seen. */
  private static final double LEAST_WIDTH = 4;

  private record Part(String color, String name, long count) {}

  private final long whole;
  private final List<Part> parts = new ArrayList<>();

  ShareBar(long whole) {
    this.whole = whole;
  }

  ShareBar part(String color, String name, long count) {
    if (count > 0) {
      parts.add(new Part(color, name, count));
    }
    return this;
  }

  void addTo(Html html) {
    html.raw(
        "<svg class=\"share\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\""
            + " aria-hidden=\"true\">");
    double sum = parts.stream().mapToDouble(this::width).sum();
    double x = 0;
    for (Part part : parts) {
      double width = width(part) * WIDTH / Math.max(sum, WIDTH);
      html.raw(
          String.format(
              Locale.ROOT,
              "<rect class=\"%s\" x=\"%.2f\" width=\"%.2f\" height=\"10\"/>",
              part.color,
              x,
              width));
      x += width;
    }
    html.raw("</svg><ul class=\"legend\">");
    for (Part part : parts) {
      html.raw(
              "<li><span class=\"swatch " + part.color + "\" aria-hidden=\"true\"></span><span><b>")
          .number(part.count)
          .raw("</b> ")
          .text(part.name)
          .raw(" <span class=\"muted\">")
          .text(Html.percent(part.count, whole))
          .raw("</span></span></li>");
    }
    html.raw("</ul>");
  }

  private double width(Part part) {
    return Math.max(LEAST_WIDTH, WIDTH * part.count / whole);
  }
}
