package io.github.jsonlpreflight.cli.upload;

import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.cli.console.JsonOutput;
import io.github.jsonlpreflight.cli.options.OptionNames;
import io.github.jsonlpreflight.cli.options.OutputOptions;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.uploader.ChunkOutcome;
import io.github.jsonlpreflight.uploader.RunCounts;
import io.github.jsonlpreflight.uploader.RunDirectory;
import io.github.jsonlpreflight.uploader.RunReport;
import io.github.jsonlpreflight.uploader.RunStatus;
import java.io.IOException;
import java.io.PrintWriter;
import tools.jackson.core.JsonGenerator;

/** Shows what a run has done so far, from its journal. */
public final class StatusOutput {
  private StatusOutput() {}

  /** Shows a run. */
  public static void show(RunDirectory run, OutputOptions output, Console console)
      throws IOException {
    RunReport report = RunReport.read(run);
    if (output.isJson()) {
      json(report, console);
    } else {
      text(report, console);
    }
  }

  private static void text(RunReport report, Console console) {
    PrintWriter out = console.text();
    out.println(
        console.bold(
            Messages.printable(
                report.sourceName()
                    + report.datasetId().map(id -> " into dataset " + id).orElse(""))));
    UploadOutput.chunks(report.chunks(), console);
    for (String note : report.notes()) {
      out.println("  note: " + Messages.printable(note));
    }
    out.println("  " + state(report) + ": " + UploadOutput.counts(report.counts()));
    report
        .explanation()
        .ifPresent(text -> out.println("  " + OptionNames.toFlags(Messages.printable(text))));
    out.flush();
  }

  private static String state(RunReport report) {
    return report
        .owner()
        .map(owner -> "at work (" + Messages.printable(owner) + ")")
        .or(() -> report.lastStatus().map(RunStatus::id))
        .orElse("not finished; running upload again goes on");
  }

  private static void json(RunReport report, Console console) {
    try (JsonGenerator json = JsonOutput.to(console.out())) {
      RunCounts counts = report.counts();
      json.writeStartObject();
      json.writeStringProperty("dataset_id", report.datasetId().orElse(null));
      json.writeStringProperty("source", report.sourceName());
      json.writeStringProperty("status", report.lastStatus().map(RunStatus::id).orElse(null));
      json.writeStringProperty("owner", report.owner().orElse(null));
      json.writeStringProperty("explanation", report.explanation().orElse(null));
      json.writeArrayPropertyStart("notes");
      report.notes().forEach(json::writeString);
      json.writeEndArray();
      json.writeNumberProperty("records", counts.records());
      json.writeNumberProperty("accepted_count", counts.accepted());
      json.writeNumberProperty("rejected_count", counts.rejected());
      json.writeNumberProperty("skipped_count", counts.skipped());
      json.writeArrayPropertyStart("chunks");
      for (ChunkOutcome outcome : report.chunks()) {
        json.writeStartObject();
        json.writeNumberProperty("index", outcome.chunk().index());
        json.writeStringProperty("name", outcome.chunk().name());
        json.writeNumberProperty("first_line", outcome.chunk().firstLine());
        json.writeNumberProperty("last_line", outcome.chunk().lastLine());
        json.writeNumberProperty("records", outcome.chunk().records());
        json.writeNumberProperty("bytes", outcome.chunk().bytes());
        json.writeStringProperty("import_id", outcome.importId());
        json.writeStringProperty("status", outcome.status());
        json.writeNumberProperty("accepted_count", outcome.accepted());
        json.writeNumberProperty("rejected_count", outcome.rejected());
        json.writeStringProperty("reason", outcome.reason());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
    console.out().flush();
  }
}
