package io.github.jsonlpreflight.cli.report.page;

import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.report.FindingList;
import io.github.jsonlpreflight.cli.report.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Single findings: the first in the page's own markup, all of them for its script. */
final class FindingsSection {
  /** Rows for who reads the page without its script. */
  static final int MAX_ROWS_WITHOUT_SCRIPT = 100;

  private FindingsSection() {}

  static Html of(Report report) {
    Html html = new Html();
    Report.Validation validation = report.validation();
    Report.Upload upload = report.upload();
    List<Report.Finding> findings = new ArrayList<>();
    if (validation != null) {
      findings.addAll(validation.findings());
    }
    if (upload != null) {
      findings.addAll(upload.findings());
    }
    if (findings.isEmpty()) {
      return html;
    }
    findings.sort(
        Comparator.comparingInt(Report.Finding::file).thenComparingLong(Report.Finding::line));
    boolean several = validation != null && validation.files().size() + validation.moreFiles() > 1;
    html.raw("<section id=\"findings\" aria-labelledby=\"findings-title\">")
        .raw("<h2 id=\"findings-title\">Line by line</h2>");
    lead(report, html);
    tools(findings, html);
    html.raw("<div class=\"scroll\"><table id=\"findings-table\"")
        .raw(several ? " data-files=\"several\"" : "")
        .raw("><caption id=\"only-first\">")
        .text(
            findings.size() > MAX_ROWS_WITHOUT_SCRIPT
                ? "The first "
                    + MAX_ROWS_WITHOUT_SCRIPT
                    + " of "
                    + Humanize.number(findings.size())
                    + "; with its script, the page lists them all."
                : "In the order of the file.")
        .raw("</caption><thead><tr>");
    if (several) {
      html.raw("<th scope=\"col\" data-column=\"file\">File</th>");
    }
    html.raw("<th scope=\"col\" class=\"n\" data-column=\"line\" aria-sort=\"ascending\">Line</th>")
        .raw("<th scope=\"col\" data-column=\"kind\">Kind</th>")
        .raw("<th scope=\"col\" data-column=\"rule\">Rule</th>")
        .raw("<th scope=\"col\" data-column=\"field\">Field</th>")
        .raw("<th scope=\"col\" data-column=\"reason\">What is wrong</th></tr></thead><tbody>\n");
    for (Report.Finding finding :
        findings.subList(0, Math.min(MAX_ROWS_WITHOUT_SCRIPT, findings.size()))) {
      row(finding, several ? nameOf(finding.file(), report) : "", html);
    }
    return html.raw("</tbody></table></div>")
        .raw("<button type=\"button\" id=\"more\" class=\"quiet\" hidden>Show more</button>")
        .raw("</section>\n");
  }

  private static void lead(Report report, Html html) {
    Report.Validation validation = report.validation();
    Report.Upload upload = report.upload();
    long more = validation == null ? 0 : validation.moreErrors() + validation.moreWarnings();
    more += upload == null ? 0 : upload.moreFindings();
    html.raw("<p class=\"lead\">");
    if (more > 0) {
      html.text(
              "Of each kind, errors, warnings and the service’s reasons, the first %,d are listed, and of a rule that comes later up to %d; "
                  .formatted(FindingList.MAX_LISTED, FindingList.LISTED_OF_EACH_RULE))
          .text(Humanize.number(more) + (more == 1 ? " is" : " are") + " not. ");
    }
    html.text(
            upload == null ? "All of them: " : "Every reason why a record is not in the dataset: ")
        .raw("<code>")
        .data(report.completeList())
        .raw("</code></p>");
  }

  private static void tools(List<Report.Finding> findings, Html html) {
    Set<String> kinds = new LinkedHashSet<>();
    findings.forEach(finding -> kinds.add(finding.kind()));
    html.raw("<div class=\"tools\" id=\"tools\" role=\"search\" hidden>")
        .raw(
            "<input type=\"search\" id=\"search\" placeholder=\"Search: line, rule, field, words\"")
        .raw(" aria-label=\"Search the findings\" autocomplete=\"off\" spellcheck=\"false\">")
        .raw(
            "<select id=\"kind\" aria-label=\"Kind of finding\"><option value=\"\">all kinds</option>");
    for (String kind : kinds) {
      html.raw("<option value=\"").text(kind).raw("\">").text(kind).raw("</option>");
    }
    html.raw("</select><span class=\"count\" id=\"count\" role=\"status\"></span></div>");
  }

  private static String nameOf(int file, Report report) {
    Report.Validation validation = report.validation();
    return validation != null && file < validation.files().size()
        ? validation.files().get(file).name()
        : "file " + (file + 1);
  }

  private static void row(Report.Finding finding, String file, Html html) {
    html.raw("<tr>");
    if (!file.isEmpty()) {
      html.raw("<td class=\"name\">").data(file).raw("</td>");
    }
    html.raw("<td class=\"n line\">")
        .number(finding.line())
        .raw("</td><td><span class=\"tag " + tone(finding.kind()) + "\">")
        .text(finding.kind())
        .raw("</span></td><td><code class=\"rule\">")
        .data(finding.rule())
        .raw("</code></td><td class=\"name\">");
    String field = finding.field();
    if (field == null) {
      html.raw("–");
    } else {
      html.raw("<code>").data(field).raw("</code>");
    }
    html.raw("</td><td class=\"wide\">").data(finding.reason());
    String value = finding.value();
    if (value != null) {
      html.raw("<code class=\"value\">").data(value).raw("</code>");
    }
    html.raw("</td></tr>\n");
  }

  private static String tone(String kind) {
    return kind.equals("warning") || kind.equals("unidentified") ? "amber" : "red";
  }
}
