package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.cli.doctor.Check;
import io.github.jsonlpreflight.cli.doctor.CheckOutput;
import io.github.jsonlpreflight.cli.doctor.MachineChecks;
import io.github.jsonlpreflight.cli.doctor.ServiceChecks;
import io.github.jsonlpreflight.cli.options.OptionGroups;
import io.github.jsonlpreflight.cli.options.OutputOptions;
import io.github.jsonlpreflight.cli.options.ServiceArguments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "doctor",
    description =
        "Check what an upload needs, and say what to do where something is missing: Java, the disk of"
            + " the run directory, the clock, the token, the dataset. Changes nothing.",
    footer = {"%nExamples:", "  preflight doctor", "  preflight doctor --dataset 6745…"})
final class DoctorCommand implements Callable<Integer> {
  @Option(
      names = "--run-dir",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Check the disk of this folder. Default: the working directory.")
  private Path runDir;

  @Mixin(name = OptionGroups.SERVICE)
  private ServiceArguments service;

  @Mixin(name = OptionGroups.OUTPUT)
  private OutputOptions output;

  private DoctorCommand() {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console();
    List<Check> checks = new ArrayList<>(MachineChecks.of(runDir));
    checks.addAll(ServiceChecks.of(service));
    CheckOutput.show(checks, output, console);
    return checks.stream().anyMatch(Check::isNotOk) ? ExitCode.INVALID : ExitCode.OK;
  }
}
