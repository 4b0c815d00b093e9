package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.uploader.ChunkOutcome;
import io.github.jsonlpreflight.uploader.RunCounts;
import io.github.jsonlpreflight.uploader.RunDirectory;
import io.github.jsonlpreflight.uploader.RunReport;
import io.github.jsonlpreflight.uploader.RunStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;

@Command(
    name = "status",
    description = "Say what a run has done so far, from its journal, without the network.")
final class StatusCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE|RUN_DIR",
      description = "The file that is uploaded, or its run directory.")
  private Path path;

  @Mixin(name = OptionGroups.OUTPUT)
  private OutputOptions output;

  private StatusCommand() {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console();
    RunDirectory run = runOf(path);
    RunFiles.requireManifest(run);
    if (!Files.exists(run.manifest())) {
      throw new PreflightException(
          ErrorCode.INPUT_UNREADABLE, "There is no run in " + Console.path(run.folder()));
    }
    show(run, output, console);
    return ExitCode.OK;
  }

  /** Returns the run directory that a path means: itself, or that of the file or chunk files. */
  static RunDirectory runOf(Path path) {
    Path beside = UploadCommand.defaultRunDir(path.toAbsolutePath().normalize());
    boolean isRun =
        Files.isDirectory(path)
            && (Files.exists(RunDirectory.at(path).journal()) || !Files.isDirectory(beside));
    return RunDirectory.at(isRun ? path : beside);
  }

  static void show(RunDirectory run, OutputOptions output, Console console) throws IOException {
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
