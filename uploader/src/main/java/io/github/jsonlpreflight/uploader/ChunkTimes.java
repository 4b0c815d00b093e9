package io.github.jsonlpreflight.uploader;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When what happened to a chunk, as the journal has it: in the service's time as far as it is
 * known, so neighbouring times may be up to a second out of order.
 *
 * @param attempts how many upload URLs were asked for
 * @param begun when the first was asked for; null before
 * @param sent when the storage said that it has the bytes, the last time; null before
 * @param ended when the import had ended, or a person had confirmed the chunk; null before
 */
public record ChunkTimes(
    int attempts, @Nullable Instant begun, @Nullable Instant sent, @Nullable Instant ended) {
  /** Of a chunk that nothing was done for yet. */
  static final ChunkTimes NONE = new ChunkTimes(0, null, null, null);

  ChunkTimes after(JournalRecord.OfChunk record) {
    if (record instanceof JournalRecord.UrlIntent intent) {
      return new ChunkTimes(intent.attempt(), begun == null ? intent.at() : begun, null, null);
    }
    if (record instanceof JournalRecord.PutResult result) {
      return result.verdict() == PutVerdict.ACKED
          ? new ChunkTimes(attempts, begun, result.at(), ended)
          : this;
    }
    if (record instanceof JournalRecord.Terminal terminal) {
      return new ChunkTimes(attempts, begun, sent, terminal.at());
    }
    if (record instanceof JournalRecord.Confirmed confirmed) {
      return new ChunkTimes(attempts, begun, sent, confirmed.at());
    }
    return this;
  }
}
