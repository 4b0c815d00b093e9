package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.jsonl.Messages;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of one PUT: the storage's answer, held against what was sent.
 *
 * @param answer as it came, or null where none did
 * @param said what the storage says by it
 * @param verdict what is known now
 * @param contradictedBy the header by which it says that it has other bytes than were sent, or null
 */
record PutOutcome(
    Transport.@Nullable Answer answer,
    StorageAnswer said,
    PutVerdict verdict,
    @Nullable String contradictedBy) {

  /**
   * Judges an answer.
   *
   * @param body what was sent, which is cut off: nothing of it is let go any more
   * @param pastExpiry whether the URL is past its time by the service's clock
   */
  static PutOutcome of(Transport.@Nullable Answer answer, VerifiedBody body, boolean pastExpiry) {
    StorageAnswer said = answer == null ? StorageAnswer.none() : StorageAnswer.of(answer);
    String contradictedBy =
        answer != null && answer.isSuccess() ? body.contradictedBy(answer).orElse(null) : null;
    // Bytes that are certainly not the chunk's are not taken for it, and were not refused either.
    PutVerdict verdict =
        contradictedBy == null ? said.verdict(body.isComplete(), pastExpiry) : PutVerdict.UNKNOWN;
    return new PutOutcome(answer, said, verdict, contradictedBy);
  }

  /** Returns a header of the answer, cut to what may be shown; null where there is none. */
  @Nullable String header(String lowerCaseName) {
    return answer == null
        ? null
        : answer.header(lowerCaseName).map(value -> Messages.printable(value, 200)).orElse(null);
  }

  /** Returns how long the storage asks to wait, or null. */
  @Nullable Duration wish(Instant now) {
    return answer == null
        ? null
        : answer.header("retry-after").map(text -> Backoff.retryAfter(text, now)).orElse(null);
  }
}
