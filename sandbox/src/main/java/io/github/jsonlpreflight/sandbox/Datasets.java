package io.github.jsonlpreflight.sandbox;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All state of the service, behind one lock; the importer's line of waiting jobs is part of it. */
final class Datasets {
  private final ServerClock clock;
  private final Map<String, Dataset> datasets = new HashMap<>();
  private final Map<String, ImportJob> jobsByKey = new HashMap<>();
  private final ArrayDeque<ImportJob> arrivals = new ArrayDeque<>();

  /** Jobs that have arrived and are not settled: those in {@link #arrivals} and the current one. */
  private int unsettled;

  Datasets(ServerClock clock) {
    this.clock = clock;
  }

  synchronized boolean create(Dataset dataset) {
    return datasets.putIfAbsent(dataset.id, dataset) == null;
  }

  /**
   * Applies a function to a dataset under the lock.
   *
   * @throws ApiException if there is no such dataset
   */
  synchronized <T> T with(String datasetId, Function<Dataset, T> use) {
    return use.apply(find(datasetId));
  }

  synchronized ImportJob newImport(String datasetId, String filename) {
    Dataset dataset = find(datasetId);
    var job = new ImportJob(UUID.randomUUID().toString(), dataset, filename, clock.now());
    dataset.imports.add(job);
    jobsByKey.put(job.key(), job);
    return job;
  }

  /** Sets a dataset's schema; the first one releases the imports that waited for it. */
  synchronized void setSchema(String datasetId, RecordSchema schema) {
    Dataset dataset = find(datasetId);
    RecordSchema old = dataset.schema;
    if (old != null
        && !dataset.ledger.isEmpty()
        && !Objects.equals(old.taskGroupField(), schema.taskGroupField())) {
      throw ApiException.badRequest(
          "The task_group_id field cannot change once the dataset holds data.");
    }
    dataset.schema = schema;
    List<ImportJob> released = List.copyOf(dataset.parked);
    dataset.parked.clear();
    released.forEach(this::enqueue);
  }

  /**
   * Takes note of an object; a second one under the same key is none of the importer's business.
   */
  synchronized void objectArrived(String key) {
    ImportJob job = jobsByKey.get(key);
    if (job != null && job.status() == ImportStatus.UNINITIALISED) {
      enqueue(job);
    }
  }

  private void enqueue(ImportJob job) {
    job.moveTo(ImportStatus.QUEUED, clock.now());
    arrivals.add(job);
    unsettled++;
    notifyAll();
  }

  /** Waits for the next job and moves it on to {@code processing}. */
  synchronized ImportJob takeNext() throws InterruptedException {
    while (true) {
      while (arrivals.isEmpty()) {
        wait();
      }
      ImportJob job = arrivals.remove();
      if (job.dataset.schema != null) {
        job.moveTo(ImportStatus.PROCESSING, clock.now());
        return job;
      }
      job.dataset.parked.add(job);
      job.moveTo(ImportStatus.PENDING_SCHEMA, clock.now());
      settled();
    }
  }

  synchronized @Nullable RecordSchema schemaOf(ImportJob job) {
    return job.dataset.schema;
  }

  synchronized void finish(ImportJob job, ImportOutcome outcome) {
    job.dataset.ledger.addAll(outcome.accepted());
    job.finish(outcome, clock.now());
    settled();
  }

  private void settled() {
    unsettled--;
    notifyAll();
  }

  synchronized void awaitSettled() throws InterruptedException {
    while (unsettled > 0) {
      wait();
    }
  }

  private Dataset find(String datasetId) {
    Dataset dataset = datasets.get(datasetId);
    if (dataset == null) {
      throw ApiException.notFound("No dataset with the id " + datasetId + ".");
    }
    return dataset;
  }
}
