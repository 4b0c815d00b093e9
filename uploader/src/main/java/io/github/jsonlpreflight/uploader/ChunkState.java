package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.uploader.JournalRecord.Abandoned;
import io.github.jsonlpreflight.uploader.JournalRecord.Confirmed;
import io.github.jsonlpreflight.uploader.JournalRecord.Held;
import io.github.jsonlpreflight.uploader.JournalRecord.OfChunk;
import io.github.jsonlpreflight.uploader.JournalRecord.Parked;
import io.github.jsonlpreflight.uploader.JournalRecord.Poll;
import io.github.jsonlpreflight.uploader.JournalRecord.PutResult;
import io.github.jsonlpreflight.uploader.JournalRecord.PutStarted;
import io.github.jsonlpreflight.uploader.JournalRecord.Terminal;
import io.github.jsonlpreflight.uploader.JournalRecord.UrlGranted;
import io.github.jsonlpreflight.uploader.JournalRecord.UrlIntent;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one chunk stands: what its journal records add up to, and nothing else.
 *
 * <pre>
 * PLANNED → URL_INTENT → URL_GRANTED → PUT_STARTED → PUT_ACKED | PUT_REFUSED | PUT_UNKNOWN
 *         → LANDED → TERMINAL          aside: ABANDONED, PARKED, HELD → CONFIRMED
 * </pre>
 */
final class ChunkState {
  enum Phase {
    /** Nothing was done yet. */
    PLANNED,
    /** A URL was asked for, and none is on record. */
    URL_INTENT,
    /** There is a URL, and nothing was sent to it. */
    URL_GRANTED,
    /** Something was sent, and its outcome is not on record. */
    PUT_STARTED,
    /** The storage says that it has the bytes. */
    PUT_ACKED,
    /** No PUT on this URL has stored anything. */
    PUT_REFUSED,
    /** A PUT on this URL may have stored the bytes. */
    PUT_UNKNOWN,
    /** The service has the bytes. */
    LANDED,
    /** The import has ended. */
    TERMINAL,
    /** The last attempt is given up; the next may begin. */
    ABANDONED,
    /** The outcome cannot be known. */
    HELD,
    /** The service has the bytes and waits for a schema. */
    PARKED,
    /** Its outcome could not be known, and a person has found its records in the dataset. */
    CONFIRMED
  }

  /**
   * How an import ended. Of its errors only the number is kept here; they are read again from the
   * journal at {@code position}.
   */
  record Ending(
      String status,
      @Nullable Long acceptedCount,
      @Nullable Long rejectedCount,
      long duplicates,
      int errors,
      @Nullable String reason,
      long position) {}

  private final int index;
  private Phase phase = Phase.PLANNED;
  private int attempt;
  private @Nullable UrlGranted grant;
  private int puts;
  private int openPuts;
  private boolean acked;
  private boolean urlDead;
  private @Nullable Instant putAt;
  private @Nullable String importStatus;
  private @Nullable Ending ending;
  private @Nullable String heldReason;
  private boolean earlierBytes;

  ChunkState(int index) {
    this.index = index;
  }

  /** Takes the next record about this chunk, which stands at a position of the journal. */
  void apply(OfChunk record, long position) {
    if (record instanceof UrlIntent intent) {
      beginAttempt(intent.attempt());
    } else if (record instanceof UrlGranted granted) {
      phase = Phase.URL_GRANTED;
      grant = granted;
    } else if (record instanceof PutStarted started) {
      phase = acked ? phase : Phase.PUT_STARTED;
      puts++;
      openPuts++; // until its result is known, it may have stored the chunk
      putAt = started.at();
    } else if (record instanceof PutResult result) {
      settle(result);
    } else if (record instanceof Poll poll) {
      importStatus = poll.status();
      phase = poll.status().equals(ImportJob.UNINITIALISED) ? phase : Phase.LANDED;
    } else if (record instanceof Parked) {
      importStatus = ImportJob.PENDING_SCHEMA;
      phase = Phase.PARKED;
    } else if (record instanceof Terminal terminal) {
      end(terminal.job(), position);
    } else if (record instanceof Abandoned) {
      earlierBytes |= acked || openPuts > 0 || phase == Phase.HELD || phase == Phase.PARKED;
      phase = Phase.ABANDONED;
    } else if (record instanceof Held held) {
      phase = Phase.HELD;
      heldReason = held.reason();
    } else if (record instanceof Confirmed) {
      phase = Phase.CONFIRMED;
    }
  }

  private void beginAttempt(int number) {
    phase = Phase.URL_INTENT;
    attempt = number;
    grant = null;
    puts = 0;
    openPuts = 0;
    acked = false;
    urlDead = false;
    putAt = null;
    importStatus = null;
    heldReason = null;
  }

  private void settle(PutResult result) {
    PutVerdict verdict = result.verdict();
    putAt = result.at();
    acked |= verdict == PutVerdict.ACKED;
    urlDead |= verdict == PutVerdict.EXPIRED || verdict == PutVerdict.REFUSED;
    if (verdict != PutVerdict.UNKNOWN) {
      openPuts--;
    }
    if (acked) {
      phase = Phase.PUT_ACKED;
    } else {
      phase = openPuts > 0 ? Phase.PUT_UNKNOWN : Phase.PUT_REFUSED;
    }
  }

  private void end(ImportJob job, long position) {
    phase = Phase.TERMINAL;
    importStatus = job.status();
    ending =
        new Ending(
            job.status(),
            job.acceptedCount(),
            job.rejectedCount(),
            job.hasDuplicates() ? Objects.requireNonNull(job.duplicateCount()) : 0,
            job.errors().size(),
            job.reason(),
            position);
  }

  /** Returns the chunk's index, from 1. */
  int index() {
    return index;
  }

  Phase phase() {
    return phase;
  }

  /** Returns which URL is at hand, counted from 1; 0 before the first. */
  int attempt() {
    return attempt;
  }

  /** Returns what is known about that URL, or null before there is one. */
  @Nullable UrlGranted grant() {
    return grant;
  }

  /** Returns how many PUTs were begun on it. */
  int puts() {
    return puts;
  }

  /** Returns how many of them have no answer that settles whether they stored anything. */
  int openPuts() {
    return openPuts;
  }

  /** Tells whether the storage has turned the URL down for good. */
  boolean isUrlDead() {
    return urlDead;
  }

  /** Returns when the last PUT ended, or began if its end is not on record; or null. */
  @Nullable Instant putAt() {
    return putAt;
  }

  /** Returns what the service last said, or null. */
  @Nullable String importStatus() {
    return importStatus;
  }

  /** Returns how the import ended, or null. */
  @Nullable Ending ending() {
    return ending;
  }

  /** Returns why the outcome cannot be known, or null. */
  @Nullable String heldReason() {
    return heldReason;
  }

  /** Tells whether an attempt was given up that may have stored the chunk: a person's decision. */
  boolean mayBeThereByAnEarlierAttempt() {
    return earlierBytes;
  }

  /** Returns what the service calls the import at hand, or null. */
  @Nullable String importId() {
    return grant == null ? null : grant.importId();
  }

  /** Tells whether the chunk has been sent and only its import is waited for. */
  boolean isInFlight() {
    return phase == Phase.PUT_ACKED || phase == Phase.LANDED;
  }

  /** Tells whether the chunk's next step is to ask for a URL. */
  boolean isUnsent() {
    return phase == Phase.PLANNED || phase == Phase.ABANDONED;
  }

  /** Tells whether the URL at hand may still be sent to. */
  boolean needsUrl() {
    return switch (phase) {
      case URL_GRANTED, PUT_STARTED, PUT_ACKED, PUT_REFUSED, PUT_UNKNOWN -> true;
      case PLANNED, URL_INTENT, LANDED, TERMINAL, ABANDONED, HELD, PARKED, CONFIRMED -> false;
    };
  }

  /** Tells whether nothing is left to be done for the chunk. */
  boolean isTerminal() {
    return phase == Phase.TERMINAL || phase == Phase.CONFIRMED;
  }

  boolean hasFailed() {
    return ending != null && ending.status().equals(ImportJob.FAILED);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "ChunkState[%d, %s, attempt %d, grant %s, puts %d, open %d, acked %b, dead %b,"
            + " put at %s,"
            + " import %s, ending %s, held %s, earlier bytes %b]",
        index,
        phase,
        attempt,
        grant,
        puts,
        openPuts,
        acked,
        urlDead,
        putAt,
        importStatus,
        ending,
        heldReason,
        earlierBytes);
  }
}
