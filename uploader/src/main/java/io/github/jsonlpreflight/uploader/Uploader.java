package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.chunker.ChunkSource;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Sends the chunks of a source to a dataset, one after another and each exactly once, and merges
 * the service's answers. Not safe to share; closed by whoever made it.
 *
 * <p>A run may take several starts: whatever ends one, the next goes on from the run directory's
 * journal, and a finished run started again sends nothing.
 */
public final class Uploader implements Closeable {
  private final ServiceOptions service;
  private final UploadOptions options;
  private final Outside outside;

  Uploader(ServiceOptions service, UploadOptions options, Outside outside) {
    this.service = service;
    this.options = options;
    this.outside = outside;
  }

  /** Returns an uploader; no call is made yet. */
  public static Uploader connect(ServiceOptions service, UploadOptions options) {
    return new Uploader(service, options, Outside.real(service));
  }

  /**
   * Starts a run, or goes on with it. The directory is locked meanwhile unless it already is.
   *
   * <p>An interrupt of the calling thread ends the run soon, also in the middle of an upload; the
   * result then says so, and the thread's interrupt flag is set again.
   *
   * @param source where the manifest's chunks are, unchanged: in the file that it was made from, or
   *     in chunk files
   * @param manifest what is to be sent; it also stands in the directory
   * @return how it has ended; the three files that it names are written
   * @throws PreflightException with one of the codes {@code NOTHING_TO_UPLOAD}, {@code
   *     SOURCE_CHANGED}, {@code RUN_MISMATCH}, {@code RUN_LOCKED}, {@code RUN_FILE_BROKEN}, {@code
   *     TOKEN_REFUSED} or {@code SERVICE_FAILED}; after the last two, running again goes on
   * @throws IOException if a file of the run cannot be read or written; nothing was sent since then
   */
  public RunResult run(
      ChunkSource source,
      Manifest manifest,
      String datasetId,
      RunDirectory directory,
      UploadListener listener)
      throws IOException {
    if (directory.isLocked()) {
      return new Run(service, options, outside, source, manifest, datasetId, directory, listener)
          .execute();
    }
    RunLock lock = directory.lock();
    try (lock) {
      return run(source, manifest, datasetId, directory, listener);
    }
  }

  /** The same for chunks that are in the file that they were cut from. */
  public RunResult run(
      Path source,
      Manifest manifest,
      String datasetId,
      RunDirectory directory,
      UploadListener listener)
      throws IOException {
    return run(ChunkSource.file(source), manifest, datasetId, directory, listener);
  }

  /**
   * Makes a lost or damaged journal anew from the dataset's list of imports, whose file names say
   * plan, chunk and attempt. What was there is kept as {@link RunDirectory#damagedJournal()}; then
   * {@link #run} goes on, and asks first after whatever is in doubt.
   *
   * @param manifest what was to be sent; it also stands in the directory
   * @throws PreflightException with the code {@code RUN_FILE_BROKEN} and the reason if the list
   *     does not allow it or there is nothing to repair; else as {@link #run}
   * @throws InterruptedException if the thread is interrupted; nothing is changed then
   */
  public void repair(Manifest manifest, String datasetId, RunDirectory directory)
      throws IOException, InterruptedException {
    if (directory.isLocked()) {
      ServiceClock clock = new ServiceClock(outside.time());
      ServiceApi api = new ServiceApi(service, outside, clock);
      new Repair(service, api, manifest, datasetId, directory, clock.now()).run();
      return;
    }
    RunLock lock = directory.lock();
    try (lock) {
      repair(manifest, datasetId, directory);
    }
  }

  @Override
  public void close() throws IOException {
    outside.transport().close();
  }
}
