package io.github.jsonlpreflight.cli.report.page;

import io.github.jsonlpreflight.cli.report.RecordValues;
import io.github.jsonlpreflight.cli.report.Report;

/** What the records were judged by, so that the report can be read, and made, again. */
final class SettingsSection {
  private SettingsSection() {}

  static Html of(Report report) {
    Report.Settings settings = report.settings();
    Html html = new Html();
    html.raw("<section aria-labelledby=\"settings\"><h2 id=\"settings\">Settings</h2>")
        .raw("<dl class=\"settings\">");
    html.raw("<dt>Schema</dt><dd>").data(settings.schema());
    if (settings.schemaKind() != null) {
      html.raw(" <span class=\"muted\">(").text(settings.schemaKind()).raw(")</span>");
    }
    html.raw("</dd>");
    if (settings.schemaSha256() != null) {
      html.raw("<dt>SHA-256 of the schema</dt><dd><code>")
          .text(settings.schemaSha256())
          .raw("</code></dd>");
    }
    html.raw("<dt>Policies</dt><dd>");
    if (settings.policies().isEmpty()) {
      html.raw("as they are by default");
    } else {
      html.text("other than by default: ");
      String between = "";
      for (String policy : settings.policies()) {
        html.raw(between).raw("<code>").text(policy).raw("</code>");
        between = ", ";
      }
    }
    html.raw("</dd>");
    for (Report.Setting limit : settings.limits()) {
      html.raw("<dt>").text(limit.name()).raw("</dt><dd>").data(limit.value()).raw("</dd>");
    }
    html.raw("<dt>Values of the data</dt><dd>")
        .text(
            settings.valuesShown()
                ? "shown, shortened to "
                    + RecordValues.MAX_SHOWN_CODE_POINTS
                    + " code points; --no-values hides them"
                : "hidden (--no-values)")
        .raw("</dd></dl></section>\n");
    return html;
  }
}
