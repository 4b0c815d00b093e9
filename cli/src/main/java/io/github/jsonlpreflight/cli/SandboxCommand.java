package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.cli.console.Logging;
import io.github.jsonlpreflight.cli.console.WordWrap;
import io.github.jsonlpreflight.cli.files.InputFiles;
import io.github.jsonlpreflight.cli.options.Usage;
import io.github.jsonlpreflight.sandbox.Sandbox;
import io.github.jsonlpreflight.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "sandbox",
    description = "Serve the local stand-in of the dataset service until interrupted.",
    footer = {
      "%nExample:",
      "  preflight sandbox --dataset demo --schema reviews.schema.json",
      "  PROLIFIC_URL=… PROLIFIC_TOKEN=… preflight upload --dataset demo reviews.jsonl"
    })
final class SandboxCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "The port on 127.0.0.1; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--dataset",
      paramLabel = "ID",
      defaultValue = "sandbox",
      description = "The dataset to begin with. Default: ${DEFAULT-VALUE}.")
  private String dataset;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "The token it asks for: no secret, it only guards itself. Default: made anew.")
  private @Nullable String token;

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description =
          "The dataset's schema; a JSON Schema works too, in the sandbox only. Default: none, so"
              + " imports wait for one.")
  private @Nullable Path schemaFile;

  @Option(names = "--quiet", description = "Print the addresses only.")
  private boolean quiet;

  private SandboxCommand() {}

  @Override
  public Integer call() throws IOException {
    Logging.configure(0);
    String schema = schemaFile == null ? null : InputFiles.readText("the schema", schemaFile);
    SandboxOptions options =
        Usage.checked(
            spec,
            () -> {
              SandboxOptions.Builder builder =
                  SandboxOptions.builder().port(port).keepsRecordText(false);
              return token == null ? builder.build() : builder.token(token).build();
            });
    try (Sandbox sandbox = Sandbox.start(options)) {
      Usage.checked(spec, () -> sandbox.createDataset(dataset, schema));
      PrintWriter out = spec.commandLine().getOut();
      if (!quiet) {
        WordWrap.ofResults(List.of()).over(out).println(Sandbox.describe().strip());
        out.println();
      }
      out.println("PROLIFIC_URL=" + sandbox.baseUrl());
      out.println("PROLIFIC_TOKEN=" + sandbox.token());
      out.println("dataset: " + dataset);
      out.println("ledger:  " + sandbox.baseUrl() + "/sandbox/datasets/" + dataset + "/ledger");
      out.flush();
      new CountDownLatch(1).await(); // until a signal ends the process
      return ExitCode.OK;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    }
  }
}
