package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.chunker.ChunkFolderReport;
import io.github.jsonlpreflight.jsonl.Messages;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** Shows whether a folder's files are those of its manifest. */
final class VerifyOutput {
  private VerifyOutput() {}

  /** Shows a report, and returns the exit code that goes with it. */
  static int show(Path folder, ChunkFolderReport report, OutputOptions output, Console console) {
    if (output.isJson()) {
      json(folder, report, console);
    } else {
      text(folder, report, console);
    }
    console.out().flush();
    return report.findings().isEmpty() ? ExitCode.OK : ExitCode.UNUSABLE;
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
    String chunks = Console.count(report.manifest().chunks().size(), "chunk");
    console
        .text()
        .println(
            report.findings().isEmpty()
                ? Console.path(folder) + " holds what its manifest says: " + chunks
                : Console.path(folder)
                    + " does not hold what its manifest says: "
                    + chunks
                    + ", "
                    + Console.count(report.findings().size(), "finding"));
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
