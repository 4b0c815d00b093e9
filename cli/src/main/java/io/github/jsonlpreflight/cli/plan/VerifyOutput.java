package io.github.jsonlpreflight.cli.plan;

import io.github.jsonlpreflight.chunker.ChunkFolderReport;
import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.console.JsonOutput;
import io.github.jsonlpreflight.cli.options.OutputOptions;
import io.github.jsonlpreflight.jsonl.Messages;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** Shows whether a folder's files are those of its manifest. */
public final class VerifyOutput {
  private VerifyOutput() {}

  /** Shows a report. */
  public static void show(
      Path folder, ChunkFolderReport report, OutputOptions output, Console console) {
    if (output.isJson()) {
      json(folder, report, console);
    } else {
      text(folder, report, console);
    }
    console.out().flush();
  }

  private static void text(Path folder, ChunkFolderReport report, Console console) {
    for (ChunkFolderReport.Finding finding : report.findings()) {
      console
          .text()
          .println(
              "  "
                  + Messages.printable(finding.file())
                  + ": "
                  + console.red(finding.message())
                  + "  ["
                  + id(finding.kind())
                  + "]");
    }
    String chunks = Humanize.count(report.manifest().chunks().size(), "chunk");
    console
        .text()
        .println(
            report.findings().isEmpty()
                ? Humanize.path(folder) + " holds what its manifest says: " + chunks
                : Humanize.path(folder)
                    + " does not hold what its manifest says: "
                    + chunks
                    + ", "
                    + Humanize.count(report.findings().size(), "finding"));
  }

  private static void json(Path folder, ChunkFolderReport report, Console console) {
    try (JsonGenerator json = JsonOutput.to(console.out())) {
      json.writeStartObject();
      json.writeStringProperty("folder", folder.toString());
      json.writeStringProperty("source", report.manifest().source().name());
      json.writeNumberProperty("chunks", report.manifest().chunks().size());
      json.writeArrayPropertyStart("findings");
      for (ChunkFolderReport.Finding finding : report.findings()) {
        json.writeStartObject();
        json.writeStringProperty("file", finding.file());
        json.writeStringProperty("code", id(finding.kind()));
        json.writeStringProperty("message", finding.message());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static String id(ChunkFolderReport.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
