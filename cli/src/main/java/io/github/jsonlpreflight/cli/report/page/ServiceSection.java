package io.github.jsonlpreflight.cli.report.page;

import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.report.Report;
import java.util.ArrayList;
import java.util.List;

/** Where the service has judged otherwise than Preflight, and what else a person should know. */
final class ServiceSection {
  private ServiceSection() {}

  static Html of(Report report) {
    Html html = new Html();
    Report.Upload upload = report.upload();
    if (upload != null) {
      disagreements(upload, html);
    }
    notes(report, html);
    return html;
  }

  private static void disagreements(Report.Upload upload, Html html) {
    if (upload.disagreements().isEmpty() && upload.moreDisagreements() == 0) {
      return;
    }
    html.raw("<section aria-labelledby=\"service\"><h2 id=\"service\">Valid here, rejected by the")
        .raw(" service</h2><div class=\"scroll\"><table><caption>Here the local rules are more")
        .raw(" lenient than the service. A JSON Schema or a policy that says the same finds such")
        .raw(
            " records before they are sent.</caption><thead><tr><th scope=\"col\">What the service")
        .raw(
            " says</th><th scope=\"col\" class=\"n\">Times</th><th scope=\"col\" class=\"n\">First")
        .raw(" on line</th></tr></thead><tbody>");
    for (Report.Disagreement one : upload.disagreements()) {
      html.raw("<tr><td class=\"wide\">")
          .data(one.reason())
          .raw("</td><td class=\"n\">")
          .number(one.count())
          .raw("</td><td class=\"n\">")
          .number(one.firstLine())
          .raw("</td></tr>");
    }
    html.raw("</tbody></table></div>");
    if (upload.moreDisagreements() > 0) {
      html.raw("<p class=\"note\">")
          .text(Humanize.count(upload.moreDisagreements(), "more reason"))
          .raw(" in <code>result.json</code>.</p>");
    }
    html.raw("</section>\n");
  }

  private static void notes(Report report, Html html) {
    List<String> notes = new ArrayList<>();
    Report.Validation validation = report.validation();
    if (validation != null) {
      boolean several = validation.files().size() > 1;
      for (Report.SourceFile file : validation.files()) {
        String before = several ? file.name() + ": " : "";
        file.notes().forEach(note -> notes.add(before + note));
        if (file.unusable() != null) {
          notes.add(before + file.unusable());
        } else if (!file.finished()) {
          notes.add(before + "The rest of the file was not read");
        }
      }
    } else {
      notes.add(
          "What the validation found is no longer there (validation.json of the run directory):"
              + " warnings, rules and lengths are missing here");
    }
    Report.Upload upload = report.upload();
    if (upload != null) {
      if (upload.rehearsal()) {
        notes.add(
            "A rehearsal in the sandbox, a stand-in of the service: nothing left the machine");
      }
      notes.addAll(upload.notes());
      if (upload.datapoints() != null) {
        notes.add(upload.datapoints());
      }
    }
    if (notes.isEmpty()) {
      return;
    }
    html.raw("<section aria-labelledby=\"notes\"><h2 id=\"notes\">Notes</h2><ul class=\"notes\">");
    notes.forEach(note -> html.raw("<li>").data(note).raw("</li>"));
    html.raw("</ul></section>\n");
  }
}
