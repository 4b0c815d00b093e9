package io.github.jsonlpreflight.cli.doctor;

import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.options.OptionNames;
import io.github.jsonlpreflight.cli.options.ServiceArguments;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.uploader.DatasetClient;
import io.github.jsonlpreflight.uploader.DatasetInfo;
import io.github.jsonlpreflight.validator.RecordSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at what an upload needs of the service: the token, the dataset, its schema, the clock. */
public final class ServiceChecks {
  private static final Duration HARMLESS_SKEW = Duration.ofMinutes(1);

  private final List<Check> checks = new ArrayList<>();

  private ServiceChecks() {}

  /** Asks the service, if a dataset and a token are given. */
  public static List<Check> of(ServiceArguments service) throws IOException {
    ServiceChecks asked = new ServiceChecks();
    if (!service.hasDataset()) {
      asked.checks.add(
          new Check(
              Check.State.WARNING,
              "service",
              "not asked",
              "Give --dataset ID to check the token, the clock and the dataset"));
    } else if (!service.hasToken()) {
      asked.checks.add(
          new Check(
              Check.State.NOT_OK,
              "token",
              "there is none",
              "Make one in your account, and set PROLIFIC_TOKEN to it, or give --token-file FILE"));
    } else {
      asked.ask(service);
    }
    return asked.checks;
  }

  private void ask(ServiceArguments service) throws IOException {
    try (DatasetClient client = DatasetClient.connect(service.toServiceOptions())) {
      DatasetInfo dataset = client.dataset(service.dataset());
      checks.add(new Check(Check.State.OK, "token", "accepted", null));
      dataset(dataset);
      clock(client.clockSkew());
    } catch (PreflightException e) {
      checks.add(
          new Check(
              Check.State.NOT_OK,
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
    checks.add(
        new Check(
            Check.State.OK,
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
      checks.add(
          new Check(
              Check.State.WARNING,
              "schema",
              "the dataset has none",
              "An upload waits as pending_schema until one is set"));
      return;
    }
    try {
      RecordSchema parsed =
          RecordSchema.parse(
              "of dataset " + dataset.id(), schema.get().getBytes(StandardCharsets.UTF_8));
      checks.add(
          new Check(
              Check.State.OK, "schema", Humanize.count(parsed.fieldNames().size(), "field"), null));
    } catch (PreflightException e) {
      checks.add(
          new Check(
              Check.State.NOT_OK,
              "schema",
              String.valueOf(e.getMessage()),
              "It may be of a newer kind: is there a newer Preflight? Or give --schema FILE"));
    }
  }

  private void clock(Duration skew) {
    boolean isHarmless = skew.abs().compareTo(HARMLESS_SKEW) <= 0;
    String seconds = Humanize.number(skew.abs().toSeconds());
    checks.add(
        new Check(
            isHarmless ? Check.State.OK : Check.State.WARNING,
            "clock",
            skew.abs().toSeconds() < 2
                ? "as the service's"
                : seconds + " s " + (skew.isNegative() ? "ahead of" : "behind") + " the service's",
            isHarmless
                ? null
                : "Upload addresses are timed by the service's clock all the same; set this"
                    + " machine's"));
  }
}
