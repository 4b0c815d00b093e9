package io.github.jsonlpreflight.uploader;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.uploader.ServiceCalls.PassingFailure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** What is asked of the dataset service, by its API. */
final class ServiceApi {
  private static final Logger log = LoggerFactory.getLogger(ServiceApi.class);

  private static final int MAX_URL_BYTES = 1 << 20;
  private static final int MAX_DATASET_BYTES = 64 << 20;
  private static final int MAX_IMPORT_BYTES = 256 << 20;

  private final ServiceCalls calls;

  ServiceApi(ServiceOptions options, Outside outside, ServiceClock clock) {
    this.calls = new ServiceCalls(options, outside, clock);
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

  /**
   * Asks once for a URL to send a file to. Whether it fails or not, there may be an import of that
   * name afterwards; so a name is never used for a second try.
   */
  Grant uploadUrl(String datasetId, String filename) throws PassingFailure, InterruptedException {
    String path = Names.segment(datasetId) + "/upload-url/" + Names.segment(filename);
    Grant grant =
        calls.parse(
            ServiceCalls.requireFound(calls.get(path, MAX_URL_BYTES), "the dataset " + datasetId),
            Grant.class);
    if (!grant.isWhole()) {
      throw new PassingFailure("The service's answer lacks what an upload needs", null, null);
    }
    return grant;
  }

  /** Returns how an import stands; nothing if the service does not know it. */
  Optional<ImportJob> importJob(String datasetId, String importId, Consumer<String> waiting)
      throws InterruptedException {
    String path = Names.segment(datasetId) + "/imports/" + Names.segment(importId);
    return calls.retrying(
        waiting,
        () -> {
          Transport.Answer answer = calls.get(path, MAX_IMPORT_BYTES);
          return answer.status() == 404
              ? Optional.empty()
              : Optional.of(requireStatus(calls.parse(answer, ImportJob.class)));
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

  /** Waits before something is asked for once more, as {@link ServiceCalls#waitAfter} does. */
  void waitAfter(int failures, PassingFailure failure, Consumer<String> waiting)
      throws InterruptedException {
    calls.waitAfter(failures, failure, waiting);
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
    return calls.retrying(waiting, () -> datasetOnce(datasetId, shape));
  }

  private <T> T datasetOnce(String datasetId, Class<T> shape)
      throws PassingFailure, InterruptedException {
    Transport.Answer answer = calls.get(Names.segment(datasetId), MAX_DATASET_BYTES);
    return calls.parse(ServiceCalls.requireFound(answer, "the dataset " + datasetId), shape);
  }

  private static ImportJob requireStatus(ImportJob job) throws PassingFailure {
    if (job.status().isEmpty()) {
      throw new PassingFailure("The service's answer has no import status", null, null);
    }
    return job;
  }
}
