package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.chunker.Manifest;
import java.util.List;

/**
 * A run's records, each counted once: {@code accepted + rejected + skipped + unfinished = records}.
 *
 * @param records how many the source has
 * @param accepted how many are in the dataset
 * @param rejected how many the service has turned down, those of failed imports among them
 * @param skipped how many were never sent, because they are invalid
 * @param unfinished how many are in chunks that have not ended
 */
public record RunCounts(long records, long accepted, long rejected, long skipped, long unfinished) {
  static RunCounts of(Manifest manifest, List<ChunkOutcome> outcomes) {
    long accepted = 0;
    long rejected = 0;
    long unfinished = 0;
    for (ChunkOutcome outcome : outcomes) {
      accepted += outcome.accepted();
      rejected += outcome.rejected();
      unfinished += outcome.isTerminal() ? 0 : outcome.chunk().records();
    }
    return new RunCounts(
        manifest.totals().records(), accepted, rejected, manifest.skippedCount(), unfinished);
  }
}
