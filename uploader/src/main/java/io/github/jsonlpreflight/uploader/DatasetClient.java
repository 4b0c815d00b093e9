package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/**
 * Asks the service about datasets. Safe to share; closed by whoever made it.
 *
 * <p>A call that fails in passing is tried again up to {@link ServiceOptions#maxRetries()} times.
 */
public final class DatasetClient implements Closeable {
  private final Outside outside;
  private final ServiceClock clock;
  private final ServiceApi api;

  DatasetClient(ServiceOptions options, Outside outside) {
    this.outside = outside;
    this.clock = new ServiceClock(outside.time());
    this.api = new ServiceApi(options, outside, clock);
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

  /**
   * Returns how far this machine's clock is behind the service's, by its last answer; negative if
   * it is ahead, zero before any answer. The service tells whole seconds.
   */
  public Duration clockSkew() {
    return clock.skew();
  }

  @Override
  public void close() throws IOException {
    outside.transport().close();
  }
}
