package io.github.jsonlpreflight.cli.report.page;

import io.github.jsonlpreflight.cli.report.Report;
import io.github.jsonlpreflight.cli.report.ReportJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a report as one HTML page that needs no other file and no network. Its security policy
 * names the page's own style and script by their digests, so nothing else can ever run in it.
 */
public final class ReportPage {
  private static final Pattern SLOT = Pattern.compile("\\{\\{([a-z]+)}}");

  private ReportPage() {}

  /** Returns the page, which is UTF-8. */
  public static byte[] of(Report report) {
    String style = resource("report.css");
    String script = resource("report.js");
    Map<String, String> slots =
        Map.of(
            "policy", policy(style, script),
            "title", Html.escape(report.title()) + " – Preflight report",
            "style", style,
            "header", header(report).toString(),
            "sections", sections(report).toString(),
            "tool", Html.escape(report.tool()),
            "written", Html.escape(report.writtenAt()),
            "json", ReportJson.of(report),
            "script", script);
    return fill(resource("report.html"), slots).getBytes(StandardCharsets.UTF_8);
  }

  private static String policy(String style, String script) {
    return String.join(
        "; ",
        "default-src 'none'",
        "style-src 'sha256-" + sha256(style) + "'",
        "script-src 'sha256-" + sha256(script) + "'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'");
  }

  private static Html header(Report report) {
    return new Html()
        .raw("<div><p class=\"kicker\">Preflight ")
        .text(report.command())
        .raw(" · ")
        .text(report.writtenAt())
        .raw("</p><h1>")
        .data(report.title())
        .raw("</h1></div>");
  }

  private static Html sections(Report report) {
    return new Html()
        .add(SummarySection.of(report))
        .add(ChunksSection.of(report))
        .add(ServiceSection.of(report))
        .add(StripSection.of(report))
        .add(RulesSection.of(report))
        .add(LengthsSection.of(report))
        .add(FindingsSection.of(report))
        .add(SettingsSection.of(report));
  }

  /** Fills slots in one go: what is filled in is not looked at again. */
  private static String fill(String template, Map<String, String> slots) {
    return SLOT.matcher(template)
        .replaceAll(
            slot -> Matcher.quoteReplacement(Objects.requireNonNull(slots.get(slot.group(1)))));
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(ReportPage.class.getResourceAsStream(name))) {
      // A browser digests a script after it has made its line ends plain.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("a file of this program cannot be read", e);
    }
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
