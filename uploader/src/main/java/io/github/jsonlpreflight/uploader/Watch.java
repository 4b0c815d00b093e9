package io.github.jsonlpreflight.uploader;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What this start of a run has seen of one chunk's attempt: how long it has looked, and how often.
 * Nothing here outlives the process; it decides how long to wait and never what is safe.
 *
 * @param since when the import was first asked after since the last PUT
 * @param inherited whether an earlier start has made the attempt
 * @param urlAtHand whether the URL itself is known
 * @param hasSchema whether the dataset has a schema
 * @param polls how often the import was asked after since the last PUT
 * @param lastPoll when it was last asked after, or sent to; null before
 * @param missingSince since when the service does not know the import; null if it does
 * @param retryAt when a turned down PUT may be repeated; null for at once
 */
record Watch(
    Instant since,
    boolean inherited,
    boolean urlAtHand,
    boolean hasSchema,
    int polls,
    @Nullable Instant lastPoll,
    @Nullable Instant missingSince,
    @Nullable Instant retryAt) {

  static Watch begin(Instant now, boolean inherited, boolean urlAtHand, boolean hasSchema) {
    return new Watch(now, inherited, urlAtHand, hasSchema, 0, null, null, null);
  }

  /** After a poll that the service answered with a status. */
  Watch polled(Instant now) {
    return new Watch(
        firstPoll(now), inherited, urlAtHand, hasSchema, polls + 1, now, null, retryAt);
  }

  /** After a poll that the service answered with "not found". */
  Watch missed(Instant now) {
    Instant missing = missingSince == null ? now : missingSince;
    return new Watch(
        firstPoll(now), inherited, urlAtHand, hasSchema, polls + 1, now, missing, retryAt);
  }

  /**
   * Waiting begins here: neither the upload itself nor the imports before this one are part of it.
   */
  private Instant firstPoll(Instant now) {
    return polls == 0 ? now : since;
  }

  /** After a PUT; {@code retryAt} is when the next may be made at the earliest. */
  Watch sent(Instant now, @Nullable Instant retryAt) {
    return new Watch(since, inherited, urlAtHand, hasSchema, 0, now, null, retryAt);
  }
}
