package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.options.OptionGroups;
import io.github.jsonlpreflight.cli.options.OutputOptions;
import io.github.jsonlpreflight.cli.upload.RunFiles;
import io.github.jsonlpreflight.cli.upload.StatusOutput;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.uploader.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

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
    RunDirectory run = RunFiles.directoryOf(path);
    RunFiles.requireManifest(run);
    if (!Files.exists(run.manifest())) {
      throw new PreflightException(
          ErrorCode.INPUT_UNREADABLE, "There is no run in " + Humanize.path(run.folder()));
    }
    StatusOutput.show(run, output, console);
    return ExitCode.OK;
  }
}
