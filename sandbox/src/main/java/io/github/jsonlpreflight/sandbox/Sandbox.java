package io.github.jsonlpreflight.sandbox;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A local stand-in of the dataset service, for rehearsals and tests: the API on one port of
 * 127.0.0.1 and an S3 on another, with real upload URLs between them.
 *
 * <p>It shares no code with Preflight's validator and uploader, since it is there to check them.
 * Where the service is silent it has rules of its own; {@link #describe()} tells them apart. All
 * state is in memory and ends with {@link #close()}.
 *
 * <p>Beside the service's calls there is {@code GET /sandbox/datasets/{dataset_id}/ledger}, which
 * needs no token: {@link #ledger} for other processes, one JSON object a line.
 *
 * <p>Safe for use by many threads.
 */
public final class Sandbox implements AutoCloseable {
  private static final Pattern DATASET_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final SandboxOptions options;
  private final Datasets datasets;
  private final SandboxFaults faults;
  private final ObjectStore store;
  private final Importer importer;
  private final ApiServer server;

  private Sandbox(SandboxOptions options) throws IOException {
    this.options = options;
    var clock = new ServerClock();
    datasets = new Datasets(clock);
    faults = new SandboxFaults(clock, datasets::objectArrived);
    store = ObjectStore.start(faults);
    var calls = new ApiCalls(options, datasets, faults, clock, store.signer());
    var handler = new ApiHandler(calls, faults, clock, new LedgerWriter(datasets), options);
    try {
      server = ApiServer.start(options.port(), handler);
    } catch (IOException e) {
      store.close();
      throw e;
    }
    importer = Importer.start(datasets, store, faults, options);
  }

  /**
   * Starts a sandbox, which is ready when this returns.
   *
   * @throws IOException if a port cannot be had
   */
  public static Sandbox start(SandboxOptions options) throws IOException {
    return new Sandbox(options);
  }

  /** Returns a text that says what the sandbox is, and which of its rules are the service's. */
  public static String describe() {
    return SandboxRules.TEXT;
  }

  /** Returns where the API is, such as {@code http://127.0.0.1:40123}. */
  public URI baseUrl() {
    return server.baseUrl();
  }

  /** Returns the API token. */
  public String token() {
    return options.token();
  }

  /** Returns the switches for faults. */
  public SandboxFaults faults() {
    return faults;
  }

  /**
   * Creates a dataset, whose name is its id.
   *
   * @param datasetId 1 to 64 of {@code A-Z a-z 0-9 _ -}
   * @param schema JSON text: a dataset schema, or a JSON Schema, which is a convenience of the
   *     sandbox; null for a dataset without one
   * @return the id
   * @throws IllegalArgumentException if the id is malformed or taken, or the schema not valid
   */
  public String createDataset(String datasetId, @Nullable String schema) {
    return create(
        datasetId,
        schema == null ? null : RecordSchemas.read(read(schema), options.maxValueCodePoints()));
  }

  /**
   * Creates a dataset with a JSON Schema, whatever its members are called, or {@code true}: a
   * convenience of the sandbox.
   *
   * @param datasetId 1 to 64 of {@code A-Z a-z 0-9 _ -}
   * @param jsonSchema JSON text
   * @return the id
   * @throws IllegalArgumentException if the id is malformed or taken, or the schema not valid
   */
  public String createDatasetWithJsonSchema(String datasetId, String jsonSchema) {
    return create(datasetId, JsonSchema.read(read(jsonSchema)));
  }

  private String create(String datasetId, @Nullable RecordSchema schema) {
    if (!DATASET_ID.matcher(datasetId).matches()) {
      throw new IllegalArgumentException(
          "A dataset's id has 1 to 64 of A-Z, a-z, 0-9, _ and -, not: " + datasetId);
    }
    if (!datasets.create(new Dataset(datasetId, datasetId, null, schema))) {
      throw new IllegalArgumentException("There is a dataset already with the id " + datasetId);
    }
    return datasetId;
  }

  private static JsonNode read(String schema) {
    JsonNode json = Json.read(schema);
    if (json == null) {
      throw new IllegalArgumentException("The schema is no JSON.");
    }
    return json;
  }

  /**
   * Returns every record that a dataset holds, in the order in which they were stored.
   *
   * @throws IllegalArgumentException if there is no such dataset
   */
  public List<LedgerEntry> ledger(String datasetId) {
    return query(datasetId, dataset -> List.copyOf(dataset.ledger));
  }

  /**
   * Returns a dataset's imports, oldest first, as they truly stand.
   *
   * @throws IllegalArgumentException if there is no such dataset
   */
  public List<SandboxImport> imports(String datasetId) {
    return query(datasetId, dataset -> dataset.imports.stream().map(ImportJob::snapshot).toList());
  }

  private <T> T query(String datasetId, Function<Dataset, T> use) {
    try {
      return datasets.with(datasetId, use);
    } catch (ApiException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Waits until no import is queued or in process; the polls of them may still show otherwise. */
  public void awaitImports() throws InterruptedException {
    datasets.awaitSettled();
  }

  /** Stops everything; no thread or port is left when this returns. */
  @Override
  public void close() {
    try (store;
        importer;
        server) {
      // Closed in reverse: first whoever asks, then whoever works, then what they work on.
    }
  }
}
