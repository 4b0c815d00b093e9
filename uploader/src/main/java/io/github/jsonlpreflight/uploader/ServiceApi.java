package io.github.jsonlpreflight.uploader;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The dataset service's calls. What may pass is tried again; what will not pass ends the run. */
final class ServiceApi {
  private static final Logger log = LoggerFactory.getLogger(ServiceApi.class);

  private static final String ROOT = "/api/v1/data-collection/datasets/";
  private static final int MAX_URL_BYTES = 1 << 20;
  private static final int MAX_DATASET_BYTES = 64 << 20;
  private static final int MAX_IMPORT_BYTES = 256 << 20;

  private final ServiceOptions options;
  private final Outside outside;
  private final ServiceClock clock;

  ServiceApi(ServiceOptions options, Outside outside, ServiceClock clock) {
    this.options = options;
    this.outside = outside;
    this.clock = clock;
  }

  /** What the service answers when asked for an upload URL. */
  record Grant(
      @Nullable String uploadUrl,
      @Nullable String httpMethod,
      @Nullable String importId,
      @Nullable String contentType,
      @Nullable String expiresAt,
      @Nullable String fileKey) {
    static final String DEFAULT_CONTENT_TYPE = "application/x-ndjson";

    Secret url() {
      return Secret.of(Objects.requireNonNull(uploadUrl));
    }

    String id() {
      return Objects.requireNonNull(importId);
    }

    String type() {
      return contentType == null ? DEFAULT_CONTENT_TYPE : contentType;
    }

    Optional<Instant> expiry() {
      try {
        return Optional.ofNullable(expiresAt).map(text -> OffsetDateTime.parse(text).toInstant());
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }

    private boolean isWhole() {
      return uploadUrl != null
          && !uploadUrl.isBlank()
          && importId != null
          && !importId.isBlank()
          && (httpMethod == null || httpMethod.equalsIgnoreCase("PUT"))
          && type().chars().allMatch(c -> c >= ' ' && c < 127);
    }

    @Override
    public String toString() {
      return "Grant[" + importId + "]";
    }
  }

  private record Dataset(
      @Nullable String name,
      @Nullable JsonNode schema,
      @Nullable Integer schemaVersion,
      @Nullable Long totalDatapointCount,
      @JsonIgnoreProperties("errors") @Nullable List<ImportJob> imports) {}

  private record DatasetImports(@Nullable List<ImportJob> imports) {}

  /** A call that has failed this time and may pass the next. */
  static final class PassingFailure extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient @Nullable Duration wish;

    PassingFailure(String message, @Nullable Duration wish, @Nullable Throwable cause) {
      super(message, cause);
      this.wish = wish;
    }

    /** Returns how long the service asks to wait, or null. */
    @Nullable Duration wish() {
      return wish;
    }

    PreflightException afterAllRetries() {
      return new PreflightException(
          ErrorCode.SERVICE_FAILED, getMessage() + "; running again goes on from here", this);
    }
  }

  /**
   * Asks once for a URL to send a file to. Whether it fails or not, there may be an import of that
   * name afterwards; so a name is never used for a second try.
   */
  Grant uploadUrl(String datasetId, String filename) throws PassingFailure, InterruptedException {
    String path = Names.segment(datasetId) + "/upload-url/" + Names.segment(filename);
    Grant grant =
        parse(requireFound(get(path, MAX_URL_BYTES), "the dataset " + datasetId), Grant.class);
    if (!grant.isWhole()) {
      throw new PassingFailure("The service's answer lacks what an upload needs", null, null);
    }
    return grant;
  }

  /** Returns how an import stands; nothing if the service does not know it. */
  Optional<ImportJob> importJob(String datasetId, String importId, Consumer<String> waiting)
      throws InterruptedException {
    String path = Names.segment(datasetId) + "/imports/" + Names.segment(importId);
    return retrying(
        waiting,
        () -> {
          Transport.Answer answer = get(path, MAX_IMPORT_BYTES);
          return answer.status() == 404
              ? Optional.empty()
              : Optional.of(requireStatus(parse(answer, ImportJob.class)));
        });
  }

  /**
   * Looks an import up in its dataset's list. Not by its file's name: a request that the network
   * has doubled makes two of one name.
   */
  Optional<ImportJob> importInList(String datasetId, String importId, Consumer<String> waiting)
      throws InterruptedException {
    return imports(datasetId, waiting).orElse(List.of()).stream()
        .filter(job -> importId.equals(job.importId()) && !job.status().isEmpty())
        .findFirst();
  }

  /** Returns a dataset's imports; nothing if the service does not list them. */
  Optional<List<ImportJob>> imports(String datasetId, Consumer<String> waiting)
      throws InterruptedException {
    return Optional.ofNullable(dataset(datasetId, DatasetImports.class, waiting).imports());
  }

  DatasetInfo dataset(String datasetId, Consumer<String> waiting) throws InterruptedException {
    return info(datasetId, dataset(datasetId, Dataset.class, waiting));
  }

  /** Asks once about a dataset, where the answer is welcome and not needed. */
  Optional<DatasetInfo> datasetIfItAnswers(String datasetId) throws InterruptedException {
    try {
      return Optional.of(info(datasetId, datasetOnce(datasetId, Dataset.class)));
    } catch (PassingFailure | PreflightException e) {
      log.info("not asked again: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private static DatasetInfo info(String datasetId, Dataset dataset) {
    JsonNode schema = dataset.schema();
    List<DatasetInfo.Import> imports = new ArrayList<>();
    boolean dropsDuplicates = false;
    for (ImportJob job : Optional.ofNullable(dataset.imports()).orElse(List.of())) {
      imports.add(
          new DatasetInfo.Import(
              Objects.requireNonNullElse(job.importId(), ""),
              Objects.requireNonNullElse(job.filename(), ""),
              job.status()));
      dropsDuplicates |= job.hasDuplicates();
    }
    return new DatasetInfo(
        datasetId,
        Objects.requireNonNullElse(dataset.name(), ""),
        schema == null || schema.isNull() ? null : schema.toString(),
        dataset.schemaVersion(),
        dataset.totalDatapointCount(),
        imports,
        dropsDuplicates);
  }

  private <T> T dataset(String datasetId, Class<T> shape, Consumer<String> waiting)
      throws InterruptedException {
    return retrying(waiting, () -> datasetOnce(datasetId, shape));
  }

  private <T> T datasetOnce(String datasetId, Class<T> shape)
      throws PassingFailure, InterruptedException {
    Transport.Answer answer = get(Names.segment(datasetId), MAX_DATASET_BYTES);
    return parse(requireFound(answer, "the dataset " + datasetId), shape);
  }

  private interface Attempt<T> {
    T make() throws PassingFailure, InterruptedException;
  }

  private <T> T retrying(Consumer<String> waiting, Attempt<T> attempt) throws InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        return attempt.make();
      } catch (PassingFailure e) {
        waitAfter(failures, e, waiting);
      }
    }
  }

  /**
   * Waits until it is time to try again.
   *
   * @throws PreflightException if it has been tried often enough, or the service asks for too much
   */
  void waitAfter(int failures, PassingFailure failure, Consumer<String> waiting)
      throws InterruptedException {
    Duration wish = failure.wish();
    if (failures > options.maxRetries()
        || (wish != null && wish.compareTo(Backoff.LONGEST_WISH) > 0)) {
      throw failure.afterAllRetries();
    }
    Duration wait = Backoff.wait(failures, wish, outside.random());
    log.atLevel(failures == 1 ? Level.WARN : Level.INFO)
        .log(
            "{}; trying again in {} ms, up to {} times",
            failure.getMessage(),
            wait.toMillis(),
            options.maxRetries());
    waiting.accept(failure.getMessage());
    outside.time().sleep(wait);
  }

  private Transport.Answer get(String path, int maxBytes)
      throws PassingFailure, InterruptedException {
    String base = options.baseUrl().toString().replaceAll("/+$", "");
    Transport.Call call =
        new Transport.Call(
            "GET",
            Secret.of(base + ROOT + path),
            Map.of(
                "Authorization", "Token " + options.token().reveal(), "Accept", "application/json"),
            null,
            maxBytes);
    Transport.Answer answer;
    try {
      answer = outside.transport().exchange(call);
    } catch (IOException e) {
      throw new PassingFailure(
          "No answer from the service (" + visible(String.valueOf(e.getMessage())) + ")", null, e);
    }
    log.info("GET {}: {}", visible(path), answer.status());
    answer.header("date").ifPresent(clock::hear);
    check(answer);
    return answer;
  }

  private void check(Transport.Answer answer) throws PassingFailure {
    int status = answer.status();
    if (answer.isSuccess() || status == 404) {
      if (answer.truncated()) {
        throw failed("The service's answer is over " + answer.body().length + " bytes", null);
      }
      return;
    }
    String text = "The service answered " + status + ": " + visible(errorText(answer.body()));
    if (status == 401 || status == 403) {
      throw new PreflightException(
          ErrorCode.TOKEN_REFUSED,
          text
              + " (is the token right, and may it use this dataset? nothing is lost: running"
              + " again goes on)");
    }
    if (status >= 300 && status < 400) {
      throw failed(
          "The service redirects elsewhere, which is not followed; is baseUrl right?", null);
    }
    if (status == 408 || status == 425 || status == 429 || status >= 500) {
      throw new PassingFailure(
          text,
          answer.header("retry-after").map(h -> Backoff.retryAfter(h, clock.now())).orElse(null),
          null);
    }
    throw failed(text, null);
  }

  private static Transport.Answer requireFound(Transport.Answer answer, String what) {
    if (answer.status() == 404) {
      throw failed("The service does not know " + Messages.printable(what), null);
    }
    return answer;
  }

  private static ImportJob requireStatus(ImportJob job) throws PassingFailure {
    if (job.status().isEmpty()) {
      throw new PassingFailure("The service's answer has no import status", null, null);
    }
    return job;
  }

  private <T> T parse(Transport.Answer answer, Class<T> shape) throws PassingFailure {
    if (answer.body().length > 0) {
      try {
        T parsed = Json.MAPPER.readValue(answer.body(), shape);
        if (parsed != null) {
          return parsed;
        }
      } catch (JacksonException e) {
        log.debug("not the JSON that was expected: {}", e.getClass().getSimpleName());
      }
    }
    throw new PassingFailure(
        "The service's answer is not the JSON it should be: "
            + visible(new String(answer.body(), StandardCharsets.UTF_8)),
        null,
        null);
  }

  /** Finds the best text in the forms that errors come in; see {@code error} and flat ones. */
  private static String errorText(byte[] body) {
    try {
      JsonNode root = Json.MAPPER.readTree(body);
      JsonNode error = root.path("error").isObject() ? root.path("error") : root;
      for (String name : new String[] {"detail", "title", "message", "error"}) {
        JsonNode text = error.path(name);
        if (text.isString() && !text.asString().isBlank()) {
          return text.asString();
        }
        if (text.isContainer() && !text.isEmpty()) {
          return text.toString();
        }
      }
    } catch (JacksonException e) {
      // Then it is some other text.
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Cuts a text from outside to what may be shown; a service may echo what it was sent. */
  private String visible(String text) {
    String shown =
        options
            .token()
            .removeFrom(text)
            .replaceAll("\\?[^\\s\"'<>]*X-Amz-[^\\s\"'<>]*", "?[redacted]");
    return shown.isBlank() ? "(nothing)" : Messages.printable(shown.strip(), 200);
  }

  private static PreflightException failed(String message, @Nullable Throwable cause) {
    return new PreflightException(ErrorCode.SERVICE_FAILED, message, cause);
  }
}
