package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.console.JsonOutput;
import io.github.jsonlpreflight.cli.options.OptionGroups;
import io.github.jsonlpreflight.cli.options.OptionNames;
import io.github.jsonlpreflight.cli.options.OutputOptions;
import io.github.jsonlpreflight.cli.options.ServiceArguments;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.uploader.DatasetClient;
import io.github.jsonlpreflight.uploader.DatasetInfo;
import io.github.jsonlpreflight.validator.RecordSchema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;

@Command(
    name = "doctor",
    description =
        "Check what an upload needs, and say what to do where something is missing: Java, the disk of"
            + " the run directory, the clock, the token, the dataset. Changes nothing.",
    footer = {"%nExamples:", "  preflight doctor", "  preflight doctor --dataset 6745…"})
final class DoctorCommand implements Callable<Integer> {
  /** Less free space than this may not hold a run's answers. */
  private static final long ENOUGH_BYTES = 1L << 30;

  /** A journal is flushed a few times for each chunk, so a slow disk is noticed. */
  private static final Duration QUICK_FLUSH = Duration.ofMillis(250);

  /** Where the further lines of a finding begin. */
  private static final int FURTHER_IN = 10;

  private static final Duration HARMLESS_SKEW = Duration.ofMinutes(1);

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

  private final List<Finding> findings = new ArrayList<>();

  private DoctorCommand() {}

  /** How something was found. */
  private enum State {
    OK,
    WARNING,
    NOT_OK
  }

  /**
   * One line of the answer.
   *
   * @param advice what to do, or null where nothing is to be done
   */
  private record Finding(State state, String what, String finding, @Nullable String advice) {}

  @Override
  public Integer call() throws IOException {
    Console console = output.console();
    java();
    disk();
    if (service.hasDataset() && !service.hasToken()) {
      findings.add(
          new Finding(
              State.NOT_OK,
              "token",
              "there is none",
              "Make one in your account, and set PROLIFIC_TOKEN to it, or give --token-file FILE"));
    } else if (service.hasDataset()) {
      service();
    } else {
      findings.add(
          new Finding(
              State.WARNING,
              "service",
              "not asked",
              "Give --dataset ID to check the token, the clock and the dataset"));
    }
    if (output.isJson()) {
      json(console);
    } else {
      text(console);
    }
    console.out().flush();
    return findings.stream().anyMatch(finding -> finding.state() == State.NOT_OK)
        ? ExitCode.INVALID
        : ExitCode.OK;
  }

  private void java() {
    Runtime runtime = Runtime.getRuntime();
    findings.add(
        new Finding(
            State.OK,
            "java",
            "%s, %s of heap, %s"
                .formatted(
                    Runtime.version(),
                    Humanize.size(runtime.maxMemory()),
                    Humanize.count(runtime.availableProcessors(), "processor")),
            null));
  }

  private void disk() {
    Path folder = existing(runDir);
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      findings.add(
          new Finding(
              free < ENOUGH_BYTES ? State.WARNING : State.OK,
              "space",
              Humanize.size(free) + " free in " + Humanize.path(folder),
              free < ENOUGH_BYTES
                  ? "A run keeps its answers and the rejected records there: choose --run-dir on"
                      + " another disk"
                  : null));
      flush(folder);
    } catch (IOException e) {
      findings.add(
          new Finding(
              State.NOT_OK,
              "disk",
              Messages.printable("cannot be used: " + e.getMessage()),
              "Choose --run-dir in a folder where you may write"));
    }
  }

  /** Returns the folder, or the nearest one above that is there: a run makes its own. */
  private static Path existing(Path folder) {
    Path at = folder.toAbsolutePath().normalize();
    while (!Files.isDirectory(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }

  private void flush(Path folder) throws IOException {
    Path probe = Files.createTempFile(folder, ".preflight-doctor", null);
    try (FileChannel channel = FileChannel.open(probe, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
      long begun = System.nanoTime();
      channel.force(true);
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      boolean isQuick = took.compareTo(QUICK_FLUSH) < 0;
      findings.add(
          new Finding(
              isQuick ? State.OK : State.WARNING,
              "flush",
              "%.1f ms to flush a file to the disk"
                  .formatted(took.toNanos() / (double) TimeUnit.MILLISECONDS.toNanos(1)),
              isQuick
                  ? null
                  : "Each chunk takes a few of these: a local disk is better for --run-dir"));
    } finally {
      Files.delete(probe);
    }
  }

  private void service() throws IOException {
    try (DatasetClient client = DatasetClient.connect(service.toServiceOptions())) {
      DatasetInfo dataset = client.dataset(service.dataset());
      findings.add(new Finding(State.OK, "token", "accepted", null));
      dataset(dataset);
      clock(client.clockSkew());
    } catch (PreflightException e) {
      findings.add(
          new Finding(
              State.NOT_OK,
              "service",
              OptionNames.toFlags(String.valueOf(e.getMessage())),
              switch (e.code()) {
                case TOKEN_REFUSED ->
                    "Make a new token in your account, and set PROLIFIC_TOKEN to it";
                default -> "Check --dataset, --base-url (or PROLIFIC_URL), and the network";
              }));
    } catch (InterruptedException e) {
      throw ServiceArguments.interrupted(e);
    }
  }

  private void dataset(DatasetInfo dataset) {
    String name = Messages.printable(dataset.name().isEmpty() ? dataset.id() : dataset.name());
    findings.add(
        new Finding(
            State.OK,
            "dataset",
            name
                + (dataset.totalDatapointCount().isPresent()
                    ? ", " + Humanize.count(dataset.totalDatapointCount().getAsLong(), "datapoint")
                    : "")
                + ", "
                + Humanize.count(dataset.imports().size(), "import"),
            null));
    Optional<String> schema = dataset.schema();
    if (schema.isEmpty()) {
      findings.add(
          new Finding(
              State.WARNING,
              "schema",
              "the dataset has none",
              "An upload waits as pending_schema until one is set"));
      return;
    }
    try {
      RecordSchema parsed =
          RecordSchema.parse(
              "of dataset " + dataset.id(), schema.get().getBytes(StandardCharsets.UTF_8));
      findings.add(
          new Finding(
              State.OK, "schema", Humanize.count(parsed.fieldNames().size(), "field"), null));
    } catch (PreflightException e) {
      findings.add(
          new Finding(
              State.NOT_OK,
              "schema",
              String.valueOf(e.getMessage()),
              "It may be of a newer kind: is there a newer Preflight? Or give --schema FILE"));
    }
  }

  private void clock(Duration skew) {
    boolean isHarmless = skew.abs().compareTo(HARMLESS_SKEW) <= 0;
    String seconds = Humanize.number(skew.abs().toSeconds());
    findings.add(
        new Finding(
            isHarmless ? State.OK : State.WARNING,
            "clock",
            skew.abs().toSeconds() < 2
                ? "as the service's"
                : seconds + " s " + (skew.isNegative() ? "ahead of" : "behind") + " the service's",
            isHarmless
                ? null
                : "Upload addresses are timed by the service's clock all the same; set this"
                    + " machine's"));
  }

  private void text(Console console) {
    for (Finding finding : findings) {
      String state =
          switch (finding.state()) {
            case OK -> console.green("ok     ");
            case WARNING -> console.yellow("note   ");
            case NOT_OK -> console.red("not ok ");
          };
      console.line(state + " " + finding.what() + ": " + finding.finding(), FURTHER_IN);
      if (finding.advice() != null) {
        console.line("        " + finding.advice(), FURTHER_IN);
      }
    }
  }

  private void json(Console console) {
    try (JsonGenerator json = JsonOutput.to(console.out())) {
      json.writeStartArray();
      for (Finding finding : findings) {
        json.writeStartObject();
        json.writeStringProperty("check", finding.what());
        json.writeStringProperty(
            "state",
            switch (finding.state()) {
              case OK -> "ok";
              case WARNING -> "note";
              case NOT_OK -> "not-ok";
            });
        json.writeStringProperty("finding", finding.finding());
        json.writeStringProperty("advice", finding.advice());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeRaw('\n');
    }
  }
}
