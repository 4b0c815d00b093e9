package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.options.OptionGroups;
import io.github.jsonlpreflight.cli.options.OutputOptions;
import io.github.jsonlpreflight.cli.options.ServiceArguments;
import io.github.jsonlpreflight.cli.upload.RunFiles;
import io.github.jsonlpreflight.cli.upload.StatusOutput;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.uploader.RunDirectory;
import io.github.jsonlpreflight.uploader.UploadOptions;
import io.github.jsonlpreflight.uploader.Uploader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "repair",
    description =
        "Make a run's lost or damaged journal anew from the dataset's list of imports, or say why"
            + " that cannot be done. Sends nothing.",
    footer = {"%nExample:", "  preflight repair reviews.jsonl --dataset 6745…"})
final class RepairCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE|RUN_DIR",
      description = "The file that is uploaded, or its run directory.")
  private Path path;

  @Mixin(name = OptionGroups.SERVICE)
  private ServiceArguments service;

  @Mixin(name = OptionGroups.OUTPUT)
  private OutputOptions output;

  private RepairCommand() {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console();
    String dataset = service.dataset();
    RunDirectory run = RunFiles.directoryOf(path);
    if (!Files.exists(run.manifest())) {
      throw new PreflightException(
          ErrorCode.INPUT_UNREADABLE,
          "There is no manifest in " + Humanize.path(run.folder()) + ", so nothing to repair by");
    }
    try (Uploader uploader =
        Uploader.connect(service.toServiceOptions(), UploadOptions.defaults())) {
      uploader.repair(Manifest.read(run.manifest()), dataset, run);
    } catch (InterruptedException e) {
      throw ServiceArguments.interrupted(e);
    }
    StatusOutput.show(run, output, console);
    if (!output.quiet()) {
      console.say("The journal is made anew. Upload again: it goes on from here");
    }
    return ExitCode.OK;
  }
}
