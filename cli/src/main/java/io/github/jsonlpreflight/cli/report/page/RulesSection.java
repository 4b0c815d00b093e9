package io.github.jsonlpreflight.cli.report.page;

import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.report.Report;
import io.github.jsonlpreflight.cli.report.RuleTable;
import java.util.Locale;

/** How often each rule fired on each field. */
final class RulesSection {
  private RulesSection() {}

  static Html of(Report report) {
    Html html = new Html();
    Report.Validation validation = report.validation();
    if (validation == null || validation.rules().isEmpty()) {
      return html;
    }
    html.raw("<section aria-labelledby=\"rules\"><h2 id=\"rules\">What is wrong</h2>")
        .raw(
            "<div class=\"scroll\"><table><caption>How often each rule fired on each field. A record")
        .raw(" may break several; the counts are exact.</caption><thead><tr>")
        .raw("<th scope=\"col\">Kind</th><th scope=\"col\">Rule</th><th scope=\"col\">Field</th>")
        .raw("<th scope=\"col\" class=\"n\">Times</th>")
        .raw(
            "<th scope=\"col\" class=\"bar\"><span aria-hidden=\"true\"></span></th></tr></thead><tbody>");
    long greatest = validation.rules().stream().mapToLong(Report.RuleCount::count).max().orElse(1);
    for (Report.RuleCount rule : validation.rules()) {
      row(rule, greatest, html);
    }
    html.raw("</tbody></table></div>");
    if (validation.moreRules() > 0) {
      html.raw("<p class=\"note\">")
          .text("The " + RuleTable.MAX_RULES_SHOWN + " most frequent are shown; ")
          .text(Humanize.count(validation.moreRules(), "more pair"))
          .raw(" of a rule and a field are not.</p>");
    }
    return html.raw("</section>\n");
  }

  private static void row(Report.RuleCount rule, long greatest, Html html) {
    boolean isError = rule.severity().equals("error");
    html.raw("<tr><td><span class=\"tag " + (isError ? "red" : "amber") + "\">")
        .text(rule.severity())
        .raw("</span></td><td><code data-severity=\"")
        .text(rule.severity())
        .raw("\" data-rule=\"")
        .text(rule.rule())
        .raw("\"");
    String field = rule.field();
    if (field != null) {
      html.raw(" data-field=\"").text(field).raw("\"");
    }
    html.raw(">").text(rule.rule()).raw("</code></td><td class=\"name\">");
    if (field == null) {
      html.raw("<span class=\"muted\">the record</span>");
    } else {
      html.raw("<code>").data(field).raw("</code>");
    }
    html.raw("</td><td class=\"n\">")
        .number(rule.count())
        .raw(
            String.format(
                Locale.ROOT,
                "</td><td class=\"bar\"><svg viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\""
                    + " aria-hidden=\"true\"><rect class=\"%s\" width=\"%.2f\" height=\"8\"/></svg>"
                    + "</td></tr>",
                isError ? "fill-red" : "fill-amber",
                Math.max(0.6, 100.0 * rule.count() / greatest)));
  }
}
