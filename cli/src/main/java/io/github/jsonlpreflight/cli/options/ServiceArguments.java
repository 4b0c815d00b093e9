package io.github.jsonlpreflight.cli.options;

import io.github.jsonlpreflight.cli.files.InputFiles;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.uploader.DatasetClient;
import io.github.jsonlpreflight.uploader.DatasetInfo;
import io.github.jsonlpreflight.uploader.Secret;
import io.github.jsonlpreflight.uploader.ServiceOptions;
import io.github.jsonlpreflight.validator.RecordSchema;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where the dataset is, and the token to get at it: never an argument, which others can see. */
public final class ServiceArguments {
  private static final String TOKEN_VARIABLE = "PROLIFIC_TOKEN";
  private static final String URL_VARIABLE = "PROLIFIC_URL";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(names = "--dataset", paramLabel = "ID", description = "The dataset.")
  private @Nullable String dataset;

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      converter = ServiceAddress.class,
      description = "The service. Default: " + URL_VARIABLE + ", or else the public service.")
  private @Nullable URI baseUrl;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Read the API token there. Default: " + TOKEN_VARIABLE + ".")
  private @Nullable Path tokenFile;

  private ServiceArguments() {}

  /** Adds the files that are read to reach the service. */
  public void addTo(CommandFiles files) throws IOException {
    files.reads("--token-file", tokenFile);
  }

  public boolean hasDataset() {
    if (dataset != null && dataset.isBlank()) {
      throw Usage.error(spec, "--dataset is empty: into which dataset?");
    }
    return dataset != null;
  }

  public String dataset() {
    if (dataset == null || !hasDataset()) {
      throw Usage.error(spec, "Missing --dataset ID: into which dataset?");
    }
    return dataset;
  }

  public ServiceOptions toServiceOptions() throws IOException {
    Secret token = token();
    return Usage.checked(
        spec,
        () -> {
          ServiceOptions.Builder builder = ServiceOptions.builder().token(token);
          String fromEnvironment = System.getenv(URL_VARIABLE);
          if (baseUrl != null) {
            builder.baseUrl(baseUrl);
          } else if (fromEnvironment != null && !fromEnvironment.isBlank()) {
            builder.baseUrl(ServiceAddress.of(URL_VARIABLE, fromEnvironment));
          }
          return builder.build();
        });
  }

  public boolean hasToken() throws IOException {
    return !tokenText().isEmpty();
  }

  /** Returns the token, or nothing where none is set. */
  private String tokenText() throws IOException {
    if (tokenFile != null) {
      return InputFiles.readText("the token file", tokenFile).strip();
    }
    String fromEnvironment = System.getenv(TOKEN_VARIABLE);
    return fromEnvironment == null ? "" : fromEnvironment.strip();
  }

  private Secret token() throws IOException {
    String token = tokenText();
    if (token.isEmpty()) {
      throw Usage.error(
          spec, "Missing API token: set " + TOKEN_VARIABLE + ", or give --token-file FILE");
    }
    return Secret.of(token);
  }

  /** Returns the dataset's own schema, as the service has it. */
  public RecordSchema fetchSchema(RuleOptions rules) throws IOException {
    return fetchSchema(toServiceOptions(), dataset(), rules);
  }

  public static RecordSchema fetchSchema(ServiceOptions service, String dataset, RuleOptions rules)
      throws IOException {
    DatasetInfo info;
    try (DatasetClient client = DatasetClient.connect(service)) {
      info = client.dataset(dataset);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    String schema =
        info.schema()
            .orElseThrow(
                () ->
                    new PreflightException(
                        ErrorCode.SCHEMA_PENDING,
                        "Dataset "
                            + Messages.printable(dataset)
                            + " has no schema yet; set one and run again, or give --schema"
                            + " FILE"));
    return rules.parse("of dataset " + dataset, schema.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns an interruption of a call to the service as the failure that it is to a command. */
  public static IOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return (IOException) new InterruptedIOException("interrupted").initCause(e);
  }
}
