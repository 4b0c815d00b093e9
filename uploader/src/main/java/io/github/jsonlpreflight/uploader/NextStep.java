package io.github.jsonlpreflight.uploader;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is done next for one chunk: a pure function of how it stands, what was seen of it
 * and the time. Its rules:
 *
 * <ol>
 *   <li>A new URL is asked for only if no PUT on an earlier one can have stored anything.
 *   <li>A PUT is repeated only to the same URL.
 *   <li>Before a PUT is repeated, the import is asked after; anything but {@code uninitialised}
 *       means that the bytes are there.
 *   <li>What cannot be known is held, unless the user lets it be sent again.
 * </ol>
 */
final class NextStep {
  /** How close to its end a URL is no longer used, or a quarter of its life if that is less. */
  private static final Duration EXPIRY_MARGIN = Duration.ofSeconds(30);

  /** The first polls after a PUT come sooner: most imports of a few records take no time. */
  private static final int FIRST_POLL_DIVISOR = 8;

  private static final int LEAST_POLLS_BEFORE_HOLDING = 3;
  private static final int MOST_LATE_EVENT_DOUBLINGS = 6;

  private final UploadOptions options;

  NextStep(UploadOptions options) {
    this.options = options;
  }

  /** Returns what decides from here on, once a person's decision about one chunk is used up. */
  NextStep withoutDecision() {
    return new NextStep(options.toBuilder().onAmbiguous(UploadOptions.OnAmbiguous.HOLD).build());
  }

  /** What can be done for a chunk. */
  sealed interface Step {
    /** Ask for a URL under the name of this attempt. */
    record AskUrl(int attempt) implements Step {}

    /** Send the bytes to the URL at hand. */
    record Put() implements Step {}

    /** Ask after the import, not before a time. */
    record Poll(Instant due) implements Step {}

    /** Look the import up in the dataset's list: asked after on its own, it is not known. */
    record LookUp() implements Step {}

    /** Give the attempt up. */
    record Abandon(String reason) implements Step {}

    /** Give the attempt up although it may hold bytes, because a person has said so. */
    record Resend(String reason) implements Step {}

    /** Believe a person who has found the chunk's records in the dataset. */
    record Confirm() implements Step {}

    /** Leave the chunk to a person. */
    record Hold(String reason) implements Step {}

    /** End the run here; the next start goes on. */
    record Pause(PauseReason reason) implements Step {}

    /** Nothing: the chunk is finished. */
    record Nothing() implements Step {}
  }

  /** Returns the next step for a chunk. */
  Step of(ChunkState chunk, Watch watch, Instant now) {
    if (isMissingForGood(chunk, watch, now)) {
      return new Step.LookUp();
    }
    return switch (chunk.phase()) {
      case PLANNED, ABANDONED -> new Step.AskUrl(chunk.attempt() + 1);
      case URL_INTENT -> new Step.Abandon("no upload URL is on record for it");
      case URL_GRANTED ->
          isUrlUsable(chunk, watch, now)
              ? new Step.Put()
              : new Step.Abandon("its URL is lost or past its time, and nothing was sent to it");
      case PUT_REFUSED -> afterRefusal(chunk, watch, now);
      case PUT_STARTED, PUT_UNKNOWN -> whenUnknown(chunk, watch, now);
      case PUT_ACKED -> whenAcked(chunk, watch, now);
      case LANDED -> wait(watch, now);
      case PARKED -> whenParked(watch, now);
      case HELD -> whenHeld(chunk, watch, now);
      case TERMINAL, CONFIRMED -> new Step.Nothing();
    };
  }

  private boolean isMissingForGood(ChunkState chunk, Watch watch, Instant now) {
    Instant missing = watch.missingSince();
    return missing != null
        && chunk.phase() != ChunkState.Phase.HELD
        && !now.isBefore(missing.plus(options.lateEvent()));
  }

  /** Nothing is stored: the same URL again while it may work, else a new one. */
  private Step afterRefusal(ChunkState chunk, Watch watch, Instant now) {
    if (!isUrlUsable(chunk, watch, now)) {
      return new Step.Abandon("its URL was turned down, and nothing was stored");
    }
    return putOrPoll(orNow(watch.retryAt(), watch.since()), watch, now);
  }

  /** Something may be stored: the import tells, if it is given the time to. */
  private Step whenUnknown(ChunkState chunk, Watch watch, Instant now) {
    Instant sent = orNow(chunk.putAt(), now);
    if (isUrlUsable(chunk, watch, now)) {
      if (isOverdue(watch, now)) {
        return new Step.Pause(PauseReason.POLL_TIMEOUT);
      }
      return putOrPoll(sent.plus(patience(chunk.openPuts())), watch, now);
    }
    Instant quietUntil = lastChance(chunk, sent, now).plus(options.quietTime());
    if (watch.polls() < LEAST_POLLS_BEFORE_HOLDING || !hasPolledSince(watch, quietUntil)) {
      return poll(watch, now);
    }
    return options.mayResend()
        ? new Step.Resend("its outcome cannot be known, and sending it again is allowed")
        : new Step.Hold(
            "its bytes were sent, no answer came, its URL no longer works, and the import stays "
                + ImportJob.UNINITIALISED);
  }

  /** The bytes are stored, the service has to notice; a single repetition tells it again. */
  private Step whenAcked(ChunkState chunk, Watch watch, Instant now) {
    Instant stuck = orNow(chunk.putAt(), now).plus(options.stuckTime());
    boolean mayRepeat = chunk.puts() == 1 && isUrlUsable(chunk, watch, now);
    return mayRepeat && hasPolledSince(watch, stuck) ? new Step.Put() : wait(watch, now);
  }

  private Step whenParked(Watch watch, Instant now) {
    if (!watch.inherited()) {
      return new Step.Pause(PauseReason.PENDING_SCHEMA);
    }
    if (watch.polls() == 0 || (watch.hasSchema() && !isOverdue(watch, now))) {
      return poll(watch, now);
    }
    return watch.hasSchema() && options.mayResend()
        ? new Step.Resend("it waits for a schema that is there, and sending again is allowed")
        : new Step.Pause(PauseReason.PENDING_SCHEMA);
  }

  private Step whenHeld(ChunkState chunk, Watch watch, Instant now) {
    if (watch.inherited() && watch.polls() == 0) {
      return poll(watch, now);
    }
    if (!watch.inherited()) {
      return new Step.Hold(String.valueOf(chunk.heldReason()));
    }
    return switch (options.onAmbiguous()) {
      case HOLD -> new Step.Hold(String.valueOf(chunk.heldReason()));
      case RESEND ->
          new Step.Resend("its outcome cannot be known, and sending it again is allowed");
      case LANDED -> new Step.Confirm();
    };
  }

  private Step wait(Watch watch, Instant now) {
    return isOverdue(watch, now) ? new Step.Pause(PauseReason.POLL_TIMEOUT) : poll(watch, now);
  }

  /** Repeats a PUT once the time has come and the import was asked after since then. */
  private Step putOrPoll(Instant earliest, Watch watch, Instant now) {
    return hasPolledSince(watch, earliest) ? new Step.Put() : poll(watch, now);
  }

  private Step.Poll poll(Watch watch, Instant now) {
    Instant last = watch.lastPoll();
    if (last == null) {
      return new Step.Poll(now);
    }
    int divisor = Math.max(1, FIRST_POLL_DIVISOR >> Math.min(watch.polls(), 30));
    return new Step.Poll(last.plus(options.pollInterval().dividedBy(divisor)));
  }

  private boolean isUrlUsable(ChunkState chunk, Watch watch, Instant now) {
    return watch.urlAtHand() && !chunk.isUrlDead() && !isExpired(chunk, now);
  }

  private static boolean isExpired(ChunkState chunk, Instant now) {
    JournalRecord.UrlGranted grant = chunk.grant();
    if (grant == null || grant.expiresAt() == null) {
      return false;
    }
    Duration quarter = Duration.between(grant.at(), grant.expiresAt()).dividedBy(4);
    Duration margin = quarter.compareTo(EXPIRY_MARGIN) < 0 ? quarter : EXPIRY_MARGIN;
    return !now.isBefore(grant.expiresAt().minus(margin));
  }

  /** Returns when the last PUT can have been accepted at the latest. */
  private static Instant lastChance(ChunkState chunk, Instant sent, Instant now) {
    JournalRecord.UrlGranted grant = chunk.grant();
    Instant expiry = grant == null ? null : grant.expiresAt();
    return expiry != null && isExpired(chunk, now) && expiry.isAfter(sent) ? expiry : sent;
  }

  /** Returns how long the news of a stored object may take: longer, the more PUTs went astray. */
  private Duration patience(int openPuts) {
    int doublings = Math.min(Math.max(openPuts, 1) - 1, MOST_LATE_EVENT_DOUBLINGS);
    return options.lateEvent().multipliedBy(1L << doublings);
  }

  private boolean isOverdue(Watch watch, Instant now) {
    return watch.polls() > 0 && !now.isBefore(watch.since().plus(options.pollTimeout()));
  }

  private static boolean hasPolledSince(Watch watch, Instant time) {
    Instant last = watch.lastPoll();
    return watch.polls() > 0 && last != null && !last.isBefore(time);
  }

  private static Instant orNow(@Nullable Instant time, Instant now) {
    return time == null ? now : time;
  }
}
