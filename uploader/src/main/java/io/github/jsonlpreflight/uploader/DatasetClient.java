package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.Closeable;
import java.io.IOException;

/**
 * Asks the service about datasets. Safe to share; closed by whoever made it.
 *
 * <p>A call that fails in passing is tried again up to {@link ServiceOptions#maxRetries()} times.
 */
public final class DatasetClient implements Closeable {
  private final Outside outside;
  private final ServiceApi api;

  DatasetClient(ServiceOptions options, Outside outside) {
    this.outside = outside;
    this.api = new ServiceApi(options, outside, new ServiceClock(outside.time()));
  }

  /** Returns a client; no call is made yet. */
  public static DatasetClient connect(ServiceOptions options) {
    return new DatasetClient(options, Outside.real(options));
  }

  /**
   * Returns what the service says about a dataset.
   *
   * @throws PreflightException if the token is refused, the dataset unknown, or the service failed
   * @throws InterruptedException if the thread is interrupted
   */
  public DatasetInfo dataset(String datasetId) throws InterruptedException {
    return api.dataset(datasetId, waiting -> {});
  }

  @Override
  public void close() throws IOException {
    outside.transport().close();
  }
}
