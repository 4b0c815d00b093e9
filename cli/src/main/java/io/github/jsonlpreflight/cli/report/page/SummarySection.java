package io.github.jsonlpreflight.cli.report.page;

import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.report.Report;
import org.jspecify.annotations.Nullable;

/** The answer first: how it stands, in a sentence, a bar and a few numbers. */
final class SummarySection {
  private static final String GOOD = "good";
  private static final String FAIR = "fair";
  private static final String BAD = "bad";

  private SummarySection() {}

  static Html of(Report report) {
    Html html = new Html().raw("<section aria-labelledby=\"answer\">");
    Report.Upload upload = report.upload();
    Report.Validation validation = report.validation();
    if (upload != null) {
      upload(upload, html);
    } else if (validation != null) {
      validation(validation, html);
    }
    if (validation != null) {
      tiles(validation, html);
    }
    return html.raw("</section>\n");
  }

  private static void answer(String mood, String sentence, @Nullable String next, Html html) {
    String sign =
        switch (mood) {
          case GOOD -> "✓";
          case FAIR -> "!";
          default -> "✕";
        };
    html.raw(
            "<h2 id=\"answer\" class=\"answer "
                + mood
                + "\"><span class=\"sign\" aria-hidden=\"true\">")
        .raw(sign)
        .raw("</span><span>")
        .text(sentence)
        .raw("</span></h2>");
    if (next != null) {
      html.raw("<p class=\"next\">").data(next).raw("</p>");
    }
  }

  private static void validation(Report.Validation validation, Html html) {
    Report.Totals totals = validation.totals();
    long unusable = validation.files().stream().filter(file -> file.unusable() != null).count();
    if (unusable > 0) {
      answer(
          BAD,
          Humanize.count(unusable, "file") + " could not be used",
          firstUnusable(validation),
          html);
    } else if (totals.records() == 0) {
      answer(FAIR, "There are no records", null, html);
    } else if (totals.invalid() == 0) {
      boolean isWarned = totals.warned() > 0;
      answer(
          isWarned ? FAIR : GOOD,
          isWarned
              ? "Every record is valid, and "
                  + Humanize.number(totals.warned())
                  + (totals.warned() == 1 ? " has" : " have")
                  + " warnings"
              : "Every record is valid",
          isWarned ? "Warnings make no record invalid: the service may or may not object." : null,
          html);
    } else {
      answer(
          BAD,
          Humanize.number(totals.invalid())
              + " of "
              + Humanize.count(totals.records(), "record")
              + (totals.invalid() == 1 ? " is invalid" : " are invalid"),
          null,
          html);
    }
    if (totals.records() > 0) {
      new ShareBar(totals.records())
          .part("fill-green", "valid", totals.valid() - totals.warned())
          .part("fill-amber", "valid, with warnings", totals.warned())
          .part("fill-red", "invalid", totals.invalid())
          .addTo(html);
    }
  }

  private static @Nullable String firstUnusable(Report.Validation validation) {
    return validation.files().stream()
        .map(Report.SourceFile::unusable)
        .filter(reason -> reason != null)
        .findFirst()
        .orElse(null);
  }

  private static void upload(Report.Upload upload, Html html) {
    String inDataset =
        Humanize.number(upload.accepted()) + " of " + Humanize.count(upload.records(), "record");
    String where = upload.rehearsal() ? " in the rehearsal’s dataset" : " in the dataset";
    switch (upload.status()) {
      case "complete" -> answer(GOOD, "Every record is" + where, upload.reason(), html);
      case "partial" ->
          answer(FAIR, "All is done, and " + inDataset + " are" + where, mend(upload), html);
      case "failed" ->
          answer(BAD, "The upload has failed with " + inDataset + where, upload.reason(), html);
      case "paused" ->
          answer(FAIR, "The upload is paused with " + inDataset + where, upload.reason(), html);
      case "undecided" ->
          answer(
              BAD,
              "A person has to decide: " + inDataset + " are known to be" + where,
              upload.reason(),
              html);
      case "interrupted" ->
          answer(
              FAIR, "The upload was interrupted with " + inDataset + where, upload.reason(), html);
      default ->
          answer(FAIR, upload.status() + ": " + inDataset + " are" + where, upload.reason(), html);
    }
    new ShareBar(upload.records())
        .part("fill-green", "accepted", upload.accepted())
        .part("fill-red", "rejected by the service", upload.rejected())
        .part("fill-amber", "invalid here, never sent", upload.skipped())
        .part("fill-grey", "unfinished", upload.unfinished())
        .addTo(html);
  }

  private static @Nullable String mend(Report.Upload upload) {
    return upload.reason() != null
        ? upload.reason()
        : "Next: mend a copy of rejected.jsonl of the run directory and upload that like any file.";
  }

  private static void tiles(Report.Validation validation, Html html) {
    Report.Totals totals = validation.totals();
    html.raw("<dl class=\"tiles\">");
    long files = validation.files().size() + validation.moreFiles();
    if (files > 1) {
      tile("Files", Humanize.number(files), "", html);
    }
    tile("Records", Humanize.number(totals.records()), blankLines(totals.blankLines()), html);
    tile("Size", Html.size(totals.bytes()), "", html);
    tile(
        "Invalid records",
        Humanize.number(totals.invalid()),
        Html.percent(totals.invalid(), totals.records()),
        html);
    tile(
        "Errors",
        Humanize.number(totals.errors()),
        totals.errors() == 0 ? "" : "a record may have several",
        html);
    tile(
        "Warnings",
        Humanize.number(totals.warnings()),
        totals.warnings() == 0 ? "" : "they make no record invalid",
        html);
    html.raw("</dl>");
  }

  private static String blankLines(long count) {
    return count == 0 ? "" : Humanize.count(count, "blank line") + " besides";
  }

  private static void tile(String name, String value, String besides, Html html) {
    html.raw("<div><dt>").text(name).raw("</dt><dd>").text(value);
    if (!besides.isEmpty()) {
      html.raw("<small>").text(besides).raw("</small>");
    }
    html.raw("</dd></div>");
  }
}
