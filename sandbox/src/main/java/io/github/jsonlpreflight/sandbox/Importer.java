package io.github.jsonlpreflight.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Imports one file after the other, in the order in which their objects arrived. */
final class Importer implements AutoCloseable {
  private final Datasets datasets;
  private final ObjectStore store;
  private final SandboxFaults faults;
  private final FileJudge judge;
  private final Thread thread;

  private Importer(
      Datasets datasets, ObjectStore store, SandboxFaults faults, SandboxOptions options) {
    this.datasets = datasets;
    this.store = store;
    this.faults = faults;
    this.judge = new FileJudge(options);
    this.thread = new Thread(this::run, "sandbox-importer");
    this.thread.setDaemon(true);
  }

  static Importer start(
      Datasets datasets, ObjectStore store, SandboxFaults faults, SandboxOptions options) {
    var importer = new Importer(datasets, store, faults, options);
    importer.thread.start();
    return importer;
  }

  private void run() {
    try {
      while (!thread.isInterrupted()) {
        ImportJob job = datasets.takeNext();
        datasets.finish(job, outcome(job));
      }
    } catch (InterruptedException e) {
      // close() asks the thread to end.
      Thread.currentThread().interrupt();
    }
  }

  private ImportOutcome outcome(ImportJob job) {
    String forced = faults.takeImportFailure();
    if (forced != null) {
      return ImportOutcome.failed(forced);
    }
    RecordSchema schema = Objects.requireNonNull(datasets.schemaOf(job), "a job in process");
    try (InputStream file = store.open(job.key())) {
      return judge.judge(job, schema, file);
    } catch (IOException | RuntimeException e) {
      // The thread serves every dataset; the job that broke it must not take the others along.
      return ImportOutcome.failed("The sandbox could not read the file: " + e);
    } finally {
      store.delete(job.key());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    Closing.join(thread);
  }
}
