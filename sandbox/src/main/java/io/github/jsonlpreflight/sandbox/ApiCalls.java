package io.github.jsonlpreflight.sandbox;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The calls of the service. Who calls has shown the token, and no fault is in the way. */
final class ApiCalls {
  private static final String UPLOAD_CONTENT_TYPE = "application/x-ndjson";
  private static final int LEGACY_VERSION = 3;
  private static final int SCHEMA_VERSION = 4;

  private final SandboxOptions options;
  private final Datasets datasets;
  private final SandboxFaults faults;
  private final ServerClock clock;
  private final UploadUrlSigner signer;

  ApiCalls(
      SandboxOptions options,
      Datasets datasets,
      SandboxFaults faults,
      ServerClock clock,
      UploadUrlSigner signer) {
    this.options = options;
    this.datasets = datasets;
    this.faults = faults;
    this.clock = clock;
    this.signer = signer;
  }

  ApiAnswer createDataset(String body) {
    ObjectNode request = readBody(body);
    JsonNode schema = request.path("schema");
    String id = UUID.randomUUID().toString();
    var dataset =
        new Dataset(
            id,
            requireString(request, "name"),
            request.path("workspace_id").asString(null),
            schema.isMissingNode() || schema.isNull() ? null : readSchema(schema));
    datasets.create(dataset);
    return ApiAnswer.json(201, datasets.with(id, this::describe));
  }

  ApiAnswer dataset(String datasetId) {
    return ApiAnswer.json(200, datasets.with(datasetId, this::describe));
  }

  ApiAnswer setSchema(String datasetId, String body) {
    datasets.setSchema(datasetId, readSchema(readBody(body).path("schema")));
    return dataset(datasetId);
  }

  ApiAnswer uploadUrl(String datasetId, String filename) {
    if (!filename.endsWith(".jsonl") || filename.chars().anyMatch(c -> c == '/' || c < ' ')) {
      throw ApiException.badRequest("The file name must end in .jsonl: " + filename);
    }
    ImportJob job = datasets.newImport(datasetId, filename);
    Duration armed = faults.takeUrlValidity();
    boolean isExpired = armed != null && armed.isNegative();
    Duration validity = armed == null || isExpired ? options.uploadUrlValidity() : armed;
    Instant now = Instant.now();
    Instant signedAt = isExpired ? now.minus(validity).plus(armed) : now;
    URI url = signer.sign(job.key(), UPLOAD_CONTENT_TYPE, signedAt, validity);
    ObjectNode answer =
        Json.object()
            .put("upload_url", url.toString())
            .put("http_method", "PUT")
            .put("import_id", job.id)
            .put("dataset_id", datasetId)
            .put("file_key", job.key());
    if (!faults.takeSparseUploadUrl()) {
      Duration skew = Duration.between(now, clock.now());
      answer
          .put("content_type", UPLOAD_CONTENT_TYPE)
          .put("expires_at", time(signedAt.plus(validity).plus(skew)));
    }
    return ApiAnswer.json(201, answer);
  }

  ApiAnswer importStatus(String datasetId, String importId) {
    @Nullable String armed = faults.takeShownStatus();
    ObjectNode answer =
        datasets.with(
            datasetId,
            dataset ->
                dataset.imports.stream()
                    .filter(job -> job.id.equals(importId))
                    .findFirst()
                    .map(this::describe)
                    .orElseThrow(
                        () -> ApiException.notFound("No import with the id " + importId + ".")));
    if (armed != null) {
      answer.put("status", armed);
    }
    return ApiAnswer.json(200, answer);
  }

  private ObjectNode describe(Dataset dataset) {
    RecordSchema schema = dataset.schema;
    ObjectNode answer =
        Json.object()
            .put("id", dataset.id)
            .put("name", dataset.name)
            .put("workspace_id", dataset.workspaceId)
            .put("schema_version", schema == null ? LEGACY_VERSION : SCHEMA_VERSION)
            .put("total_datapoint_count", dataset.ledger.size());
    answer.set("schema", schema == null ? answer.nullNode() : schema.source());
    ArrayNode imports = answer.putArray("imports");
    for (int i = dataset.imports.size() - 1; i >= 0; i--) {
      imports.add(describe(dataset.imports.get(i)));
    }
    return answer;
  }

  private ObjectNode describe(ImportJob job) {
    ImportStatus status = job.statusToShow(options.queuedPolls(), options.processingPolls());
    ObjectNode answer =
        Json.object()
            .put("import_id", job.id)
            .put("dataset_id", job.dataset.id)
            .put("filename", job.filename)
            .put("status", status.wireName())
            .put("created_at", time(job.createdAt))
            .put("updated_at", time(job.updatedAt()));
    switch (status) {
      case COMPLETE -> answer.put("accepted_count", job.acceptedCount());
      case PARTIAL -> {
        answer
            .put("accepted_count", job.acceptedCount())
            .put("rejected_count", job.rejectedCount());
        list(job.errors(), answer.putArray("errors"));
      }
      case FAILED -> answer.put("reason", job.reason());
      case UNINITIALISED, QUEUED, PROCESSING, PENDING_SCHEMA -> {}
    }
    return answer;
  }

  private static void list(List<RecordError> errors, ArrayNode target) {
    for (RecordError error : errors) {
      target
          .addObject()
          .put("record_index", error.recordIndex())
          .put("field", error.field())
          .put("reason", error.reason());
    }
  }

  private RecordSchema readSchema(JsonNode schema) {
    try {
      return RecordSchemas.read(schema, options.maxValueCodePoints());
    } catch (IllegalArgumentException e) {
      throw ApiException.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private static ObjectNode readBody(String body) {
    ObjectNode request = Json.readObject(body);
    if (request == null) {
      throw ApiException.badRequest("The body must be a JSON object.");
    }
    return request;
  }

  private static String requireString(ObjectNode request, String member) {
    JsonNode value = request.path(member);
    if (!value.isString() || value.stringValue().isBlank()) {
      throw ApiException.badRequest(member + " must be a string that is not blank.");
    }
    return value.stringValue();
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
