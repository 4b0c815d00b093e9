package io.github.jsonlpreflight.uploader;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.jsonlpreflight.chunker.Manifest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the journal remembers. Intents are written before their effect, outcomes before the next
 * step. All times are the service's, as well as they are known.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = JournalRecord.Plan.class, name = "plan"),
  @JsonSubTypes.Type(value = JournalRecord.UrlIntent.class, name = "url_intent"),
  @JsonSubTypes.Type(value = JournalRecord.UrlGranted.class, name = "url_granted"),
  @JsonSubTypes.Type(value = JournalRecord.PutStarted.class, name = "put_started"),
  @JsonSubTypes.Type(value = JournalRecord.PutResult.class, name = "put_result"),
  @JsonSubTypes.Type(value = JournalRecord.Poll.class, name = "poll"),
  @JsonSubTypes.Type(value = JournalRecord.Parked.class, name = "parked"),
  @JsonSubTypes.Type(value = JournalRecord.Terminal.class, name = "terminal"),
  @JsonSubTypes.Type(value = JournalRecord.Abandoned.class, name = "abandoned"),
  @JsonSubTypes.Type(value = JournalRecord.Held.class, name = "held"),
  @JsonSubTypes.Type(value = JournalRecord.Confirmed.class, name = "confirmed"),
  @JsonSubTypes.Type(value = JournalRecord.CountedBefore.class, name = "counted_before"),
  @JsonSubTypes.Type(value = JournalRecord.CountedAfter.class, name = "counted_after"),
  @JsonSubTypes.Type(value = JournalRecord.Ended.class, name = "ended"),
  @JsonSubTypes.Type(value = JournalRecord.Merged.class, name = "merged"),
  @JsonSubTypes.Type(value = JournalRecord.Note.class, name = "note"),
})
sealed interface JournalRecord {

  /** A record about one chunk. */
  sealed interface OfChunk extends JournalRecord {
    int chunk();

    int attempt();
  }

  /**
   * What is to be sent, and where to. The first record. A rehearsal goes to a service that ends
   * with the process, so nobody can go on with it.
   */
  record Plan(
      int format,
      String tool,
      String service,
      boolean rehearsal,
      String datasetId,
      String planId,
      String manifestDigest,
      String sourceName,
      long sourceBytes,
      int chunks,
      Instant at)
      implements JournalRecord {
    /** The version of the journal's format. */
    static final int FORMAT = 1;

    static Plan of(
        ServiceOptions service,
        boolean rehearsal,
        String datasetId,
        Manifest manifest,
        Instant now) {
      return new Plan(
          FORMAT,
          Objects.requireNonNullElse(Run.class.getPackage().getImplementationVersion(), "dev"),
          service.baseUrl().getHost(),
          rehearsal,
          datasetId,
          Names.planId(datasetId, manifest),
          manifest.digest(),
          manifest.source().name(),
          manifest.source().bytes(),
          manifest.chunks().size(),
          now);
    }
  }

  /** A URL is about to be asked for. */
  record UrlIntent(int chunk, int attempt, String filename, Instant at) implements OfChunk {}

  /** A URL was given. The URL itself is a secret and stands elsewhere. */
  record UrlGranted(
      int chunk,
      int attempt,
      String importId,
      @Nullable Instant expiresAt,
      long clockSkewMillis,
      String urlFingerprint,
      String contentType,
      @Nullable String fileKey,
      Instant at)
      implements OfChunk {}

  /** The chunk's bytes are about to be sent. */
  record PutStarted(int chunk, int attempt, int put, Instant at) implements OfChunk {}

  /** What came of sending them. {@code status} is 0 where there was no answer. */
  record PutResult(
      int chunk,
      int attempt,
      int put,
      PutVerdict verdict,
      int status,
      @Nullable String code,
      @Nullable String requestId,
      @Nullable String etag,
      Instant at)
      implements OfChunk {}

  /** The import's status has changed. */
  record Poll(int chunk, int attempt, String status, Instant at) implements OfChunk {}

  /** The import waits for the dataset to get a schema. */
  record Parked(int chunk, int attempt, Instant at) implements OfChunk {}

  /** The import is finished; this is all that the service says about it. */
  record Terminal(int chunk, int attempt, ImportJob job, Instant at) implements OfChunk {}

  /** The attempt holds no bytes for certain, or the user lets them be sent again all the same. */
  record Abandoned(int chunk, int attempt, String reason, Instant at) implements OfChunk {}

  /** The attempt's outcome cannot be known. */
  record Held(int chunk, int attempt, String reason, Instant at) implements OfChunk {}

  /** A person has looked, and found the records of a held chunk in the dataset. */
  record Confirmed(int chunk, int attempt, Instant at) implements OfChunk {}

  /** The dataset's own count before anything is sent, and the imports that had ended by then. */
  record CountedBefore(long datapoints, List<String> endedImports, Instant at)
      implements JournalRecord {}

  /** The dataset's own count when all has ended; imports of others that may have added to it. */
  record CountedAfter(long datapoints, List<String> otherImports, Instant at)
      implements JournalRecord {}

  /** One start of the run has ended. */
  record Ended(
      RunStatus status, @Nullable PauseReason pauseReason, @Nullable String explanation, Instant at)
      implements JournalRecord {}

  /** The answers are written as they stand now; from here on they are the user's. */
  record Merged(Instant at) implements JournalRecord {}

  /** Something that a person should know. */
  record Note(String code, @Nullable Integer chunk, String text, Instant at)
      implements JournalRecord {}
}
