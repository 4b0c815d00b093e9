package io.github.jsonlpreflight.sandbox;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The faults that a sandbox shows on demand, each one real on the wire.
 *
 * <p>A switch arms its fault for the next {@code times} requests of its kind; arming it again adds
 * to what is still armed, and faults of one kind show in the order in which they were armed. API
 * faults only meet calls with the right token, PUT faults only PUTs with a valid signature.
 *
 * <p>Safe for use by many threads.
 */
public final class SandboxFaults {
  /** Long enough ago for no tolerance of clocks to matter. */
  private static final Duration EXPIRED = Duration.ofHours(-1);

  private final ServerClock clock;
  private final Consumer<String> objectEvents;
  private final Map<SandboxCall, Queue<ApiFault>> apiFaults = new EnumMap<>(SandboxCall.class);
  private final Queue<PutFault> putFaults = new ArrayDeque<>();
  private final Queue<Duration> urlValidities = new ArrayDeque<>();
  private final Queue<String> importFailures = new ArrayDeque<>();
  private final Queue<String> shownStatuses = new ArrayDeque<>();
  private final List<String> heldEvents = new ArrayList<>();
  private int sparseUploadUrls;
  private int eventsToHold;

  SandboxFaults(ServerClock clock, Consumer<String> objectEvents) {
    this.clock = clock;
    this.objectEvents = objectEvents;
  }

  /** Answers the next calls with an error status, without carrying them out. */
  public void refuseNext(SandboxCall call, int times, int status) {
    arm(call, times, new ApiFault(false, refusal(status)));
  }

  /** Answers the next calls with 429 and a {@code Retry-After} in seconds. */
  public void rateLimitNext(SandboxCall call, int times, Duration retryAfter) {
    String seconds = Long.toString(retryAfter.toSeconds());
    arm(call, times, new ApiFault(false, refusal(429).withHeader("Retry-After", seconds)));
  }

  /** Answers the next calls with 429 and a {@code Retry-After} in the form of a date. */
  public void rateLimitNextUntil(SandboxCall call, int times, Instant retryAt) {
    String date = ServerClock.httpDate(retryAt);
    arm(call, times, new ApiFault(false, refusal(429).withHeader("Retry-After", date)));
  }

  /** Redirects the next calls, without carrying them out. */
  public void redirectNext(SandboxCall call, int times, URI location) {
    var answer = ApiAnswer.empty(302).withHeader("Location", location.toString());
    arm(call, times, new ApiFault(false, answer));
  }

  /** Answers the next calls with 200 and a web page, as a captive portal does. */
  public void answerNextWithHtml(SandboxCall call, int times) {
    arm(call, times, new ApiFault(false, ApiAnswer.html("<html><body>Sign in</body></html>")));
  }

  /** Carries the next calls out, and answers them with 200 and nothing. */
  public void answerNextWithEmptyBody(SandboxCall call, int times) {
    arm(call, times, new ApiFault(true, ApiAnswer.empty(200)));
  }

  /** Carries the next calls out, and cuts their connections in place of an answer. */
  public void loseNextReplies(SandboxCall call, int times) {
    arm(call, times, new ApiFault(true, null));
  }

  /** Cuts the connections of the next calls without carrying them out. */
  public void cutNext(SandboxCall call, int times) {
    arm(call, times, new ApiFault(false, null));
  }

  /** Hands out upload URLs whose time is over already, with an {@code expires_at} that says so. */
  public void expireNextUploadUrls(int times) {
    arm(urlValidities, times, EXPIRED);
  }

  /** Sets how long the next upload URLs are good for; fractions of a second are cut off. */
  public void shortenNextUploadUrls(int times, Duration validity) {
    if (validity.toSeconds() < 1) {
      throw new IllegalArgumentException("validity must be at least 1 second, was " + validity);
    }
    arm(urlValidities, times, validity.truncatedTo(ChronoUnit.SECONDS));
  }

  /** Leaves {@code content_type} and {@code expires_at} out of the next upload-URL answers. */
  public synchronized void omitOptionalFieldsOfNextUploadUrls(int times) {
    sparseUploadUrls += checked(times);
  }

  /** Lets S3 store the next objects, and cuts the connections in place of an answer. */
  public void loseNextPutReplies(int times) {
    arm(putFaults, times, new PutFault.ReplyLost());
  }

  /** Cuts the connections of the next PUTs before anything is stored. */
  public void cutNextPuts(int times) {
    arm(putFaults, times, new PutFault.Cut());
  }

  /** Lets S3 refuse the next PUTs with 503 {@code SlowDown}. */
  public void slowDownNextPuts(int times) {
    refuseNextPuts(times, 503, "SlowDown");
  }

  /** Lets S3 refuse the next PUTs with a status and error code of S3, and store nothing. */
  public void refuseNextPuts(int times, int status, String code) {
    arm(putFaults, times, new PutFault.Refused(status, code));
  }

  /**
   * Keeps the news of the next stored objects from the importer, so that their imports stay {@code
   * uninitialised} until {@link #releaseObjectEvents()}.
   */
  public synchronized void holdNextObjectEvents(int times) {
    eventsToHold += checked(times);
  }

  /** Delivers the news that {@link #holdNextObjectEvents} held back, oldest first. */
  public void releaseObjectEvents() {
    List<String> released;
    synchronized (this) {
      released = List.copyOf(heldEvents);
      heldEvents.clear();
      eventsToHold = 0;
    }
    released.forEach(objectEvents);
  }

  /** Ends the next imports as {@code failed} for the given reason, whatever is in their files. */
  public void failNextImports(int times, String reason) {
    arm(importFailures, times, reason);
  }

  /**
   * Shows a status of the caller's choice in the next answers to {@link SandboxCall#IMPORT}, such
   * as one that no client knows.
   */
  public void showStatusNext(int times, String status) {
    arm(shownStatuses, times, status);
  }

  /**
   * Sets the service's clock ahead by a duration, or back by a negative one: {@code Date}, {@code
   * expires_at} and the times of imports move. The signatures of upload URLs stay on true time,
   * since S3 would refuse them otherwise.
   */
  public void setClockOffset(Duration offset) {
    clock.setOffset(offset);
  }

  /** Disarms everything, sets the clock right and delivers what was held back. */
  public void clear() {
    synchronized (this) {
      apiFaults.clear();
      putFaults.clear();
      urlValidities.clear();
      importFailures.clear();
      shownStatuses.clear();
      sparseUploadUrls = 0;
    }
    clock.setOffset(Duration.ZERO);
    releaseObjectEvents();
  }

  synchronized @Nullable ApiFault takeApiFault(SandboxCall call) {
    Queue<ApiFault> armed = apiFaults.get(call);
    return armed == null ? null : armed.poll();
  }

  synchronized @Nullable PutFault takePutFault() {
    return putFaults.poll();
  }

  synchronized @Nullable Duration takeUrlValidity() {
    return urlValidities.poll();
  }

  synchronized @Nullable String takeImportFailure() {
    return importFailures.poll();
  }

  synchronized @Nullable String takeShownStatus() {
    return shownStatuses.poll();
  }

  synchronized boolean takeSparseUploadUrl() {
    return sparseUploadUrls > 0 && sparseUploadUrls-- > 0;
  }

  /** Passes the news of an object on, unless it is to be held back. */
  void objectStored(String key) {
    synchronized (this) {
      if (eventsToHold > 0) {
        eventsToHold--;
        heldEvents.add(key);
        return;
      }
    }
    objectEvents.accept(key);
  }

  private synchronized void arm(SandboxCall call, int times, ApiFault fault) {
    arm(apiFaults.computeIfAbsent(call, any -> new ArrayDeque<>()), times, fault);
  }

  private synchronized <T> void arm(Queue<T> armed, int times, T fault) {
    armed.addAll(Collections.nCopies(checked(times), fault));
  }

  private static int checked(int times) {
    if (times < 1) {
      throw new IllegalArgumentException("times must be 1 or more, was " + times);
    }
    return times;
  }

  private static ApiAnswer refusal(int status) {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("status must be from 400 to 599, was " + status);
    }
    return ApiAnswer.error(status, "Refused", "A fault that was armed in the sandbox.");
  }
}
