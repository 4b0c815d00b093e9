package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.chunker.Chunk;
import io.github.jsonlpreflight.chunker.ChunkSource;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.uploader.JournalRecord.Abandoned;
import io.github.jsonlpreflight.uploader.JournalRecord.Confirmed;
import io.github.jsonlpreflight.uploader.JournalRecord.Held;
import io.github.jsonlpreflight.uploader.JournalRecord.Note;
import io.github.jsonlpreflight.uploader.JournalRecord.Parked;
import io.github.jsonlpreflight.uploader.JournalRecord.Poll;
import io.github.jsonlpreflight.uploader.JournalRecord.PutResult;
import io.github.jsonlpreflight.uploader.JournalRecord.PutStarted;
import io.github.jsonlpreflight.uploader.JournalRecord.Terminal;
import io.github.jsonlpreflight.uploader.JournalRecord.UrlGranted;
import io.github.jsonlpreflight.uploader.JournalRecord.UrlIntent;
import java.io.Closeable;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out single steps for single chunks: each writes down what it is about to do, and does it.
 */
final class Sender implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(Sender.class);

  private final ServiceOptions service;
  private final Outside outside;
  private final ServiceClock clock;
  private final ServiceApi api;
  private final RunLog journal;
  private final ChunkSource source;
  private final Manifest manifest;
  private final UploadListener listener;
  private final DatasetInfo dataset;
  private final UploadUrls urls;
  private final ChunkContents contents;

  private final Map<Integer, Watch> watches = new HashMap<>();
  private final Map<Integer, Integer> failures = new HashMap<>();

  Sender(
      ServiceOptions service,
      Outside outside,
      ServiceClock clock,
      ServiceApi api,
      RunLog journal,
      ChunkSource source,
      Manifest manifest,
      RunDirectory directory,
      UploadListener listener,
      DatasetInfo dataset) {
    this.service = service;
    this.outside = outside;
    this.clock = clock;
    this.api = api;
    this.journal = journal;
    this.source = source;
    this.manifest = manifest;
    this.listener = listener;
    this.dataset = dataset;
    this.urls = new UploadUrls(directory);
    this.contents = new ChunkContents(source, manifest, directory);
  }

  boolean datasetHasSchema() {
    return dataset.schema().isPresent();
  }

  /** Returns what was seen of a chunk. What this start has not begun, an earlier one has. */
  Watch watch(ChunkState chunk) throws IOException {
    Watch known = watches.get(chunk.index());
    if (known == null) {
      boolean urlAtHand = urls.get(chunk).isPresent();
      known = Watch.begin(clock.now(), !chunk.isUnsent(), urlAtHand, datasetHasSchema());
      watches.put(chunk.index(), known);
    }
    return known;
  }

  /** Asks for a URL under a name that was never used before. */
  void askUrl(ChunkState chunk, int attempt) throws IOException, InterruptedException {
    source.requireUnchanged(manifest, chunkOf(chunk));
    contents.prepare(chunkOf(chunk));
    String filename = Names.file(planId(), chunk.index(), attempt);
    journal.append(new UrlIntent(chunk.index(), attempt, filename, clock.now()));
    ServiceApi.Grant grant;
    try {
      grant = api.uploadUrl(dataset.id(), filename);
    } catch (ServiceCalls.PassingFailure e) {
      abandon(chunk, "no upload URL was received for it");
      api.waitAfter(failures.merge(chunk.index(), 1, Integer::sum), e, listener::waiting);
      return;
    }
    PresignedUrl url = PresignedUrl.of(grant.url());
    requireReachable(url);
    urls.put(chunk.index(), url);
    Instant expiresAt = grant.expiry().or(url::expiresAt).orElse(null);
    journal.append(
        new UrlGranted(
            chunk.index(),
            attempt,
            grant.id(),
            expiresAt,
            clock.skew().toMillis(),
            url.secret().fingerprint(),
            grant.type(),
            grant.fileKey(),
            clock.now()));
    if (expiresAt != null && !expiresAt.isAfter(clock.now())) {
      countFailure(chunk, "its URL was past its time when it came");
    }
    watches.put(
        chunk.index(),
        Watch.begin(
            clock.now(), /* inherited= */ false, /* urlAtHand= */ true, datasetHasSchema()));
  }

  private void requireReachable(PresignedUrl url) {
    try {
      url.requireReachableFrom(service.baseUrl(), outside.hosts());
    } catch (UnknownHostException e) {
      log.debug("a proxy may know a host that this machine does not: {}", e.getMessage());
    }
  }

  /** Sends a chunk's bytes to its URL. */
  void put(ChunkState chunk) throws IOException, InterruptedException {
    Chunk sent = chunkOf(chunk);
    source.requireUnchanged(manifest, sent);
    UrlGranted grant = Objects.requireNonNull(chunk.grant());
    PresignedUrl url = urls.get(chunk).orElseThrow();
    listener.chunkStarted(sent, chunk.attempt());
    try (ChunkContents.Content content = contents.of(sent)) {
      VerifiedBody body = new VerifiedBody(content, sent, bytes -> listener.bytesSent(sent, bytes));
      journal.append(new PutStarted(chunk.index(), chunk.attempt(), chunk.puts() + 1, clock.now()));
      Transport.@Nullable Answer answer = null;
      PutOutcome outcome;
      try {
        answer = outside.transport().exchange(call(url, grant, body));
      } catch (IOException e) {
        log.info("chunk {}: no answer to the upload: {}", chunk.index(), e.getMessage());
      } finally {
        // Also on an interrupt: if the last block was not let go by now, it never will be.
        body.cut();
        outcome = PutOutcome.of(answer, body, isPastExpiry(chunk));
        record(chunk, outcome);
      }
      if (body.isChanged()) {
        throw ChunkContents.changed(source, sent);
      }
      react(chunk, url, outcome);
    }
  }

  private static Transport.Call call(PresignedUrl url, UrlGranted grant, VerifiedBody body) {
    return new Transport.Call(
        "PUT",
        url.secret(),
        Map.of("Content-Type", grant.contentType()),
        body,
        StorageAnswer.MAX_BODY_BYTES);
  }

  private void record(ChunkState chunk, PutOutcome outcome) throws IOException {
    log.info("PUT of chunk {}: {}", chunk.index(), outcome.said().text());
    journal.append(
        new PutResult(
            chunk.index(),
            chunk.attempt(),
            chunk.puts(),
            outcome.verdict(),
            outcome.said().status(),
            outcome.said().code(),
            outcome.header("x-amz-request-id"),
            outcome.header("etag"),
            clock.now()));
    if (outcome.contradictedBy() != null) {
      String text =
          String.format(
              Locale.ROOT,
              "the storage took chunk %d and says by %s that it has other bytes than were sent",
              chunk.index(),
              outcome.contradictedBy());
      journal.append(new Note(Outcomes.SERVER_INCONSISTENT, chunk.index(), text, clock.now()));
    }
  }

  private boolean isPastExpiry(ChunkState chunk) {
    UrlGranted grant = chunk.grant();
    return grant != null && grant.expiresAt() != null && clock.now().isAfter(grant.expiresAt());
  }

  private void react(ChunkState chunk, PresignedUrl url, PutOutcome outcome) {
    StorageAnswer said = outcome.said();
    Instant retryAt = null;
    switch (outcome.verdict()) {
      case ACKED -> failures.remove(chunk.index());
      case UNKNOWN -> listener.waiting("the storage's answer to the upload: " + said.text());
      case BUSY -> retryAt = clock.now().plus(waitAfterBusy(chunk, outcome));
      case EXPIRED -> countFailure(chunk, said.text());
      case REFUSED -> {
        if (chunk.phase() == ChunkState.Phase.PUT_REFUSED) {
          throw failed(chunk, said.text() + ": " + said.advice(url.signedHeaders()));
        }
      }
    }
    watches.put(chunk.index(), seen(chunk).sent(clock.now(), retryAt));
  }

  private Duration waitAfterBusy(ChunkState chunk, PutOutcome outcome) {
    String said = outcome.said().text();
    int count = countFailure(chunk, said);
    listener.waiting("the storage's answer to the upload: " + said);
    Duration wish = outcome.wish(clock.now());
    if (wish != null && wish.compareTo(Backoff.LONGEST_WISH) > 0) {
      throw failed(
          chunk, said + ", and asks to wait " + wish.toSeconds() + " s; running again goes on");
    }
    return Backoff.wait(count, wish, outside.random());
  }

  private int countFailure(ChunkState chunk, String what) {
    int count = failures.merge(chunk.index(), 1, Integer::sum);
    if (count > service.maxRetries()) {
      throw failed(chunk, what + ", " + count + " times; running again goes on from here");
    }
    return count;
  }

  private static PreflightException failed(ChunkState chunk, String what) {
    return new PreflightException(
        ErrorCode.SERVICE_FAILED,
        "The upload of chunk " + chunk.index() + " was turned down: " + what);
  }

  /** Waits until it is time, and asks after a chunk's import. */
  void poll(ChunkState chunk, Instant due) throws IOException, InterruptedException {
    Duration wait = Duration.between(clock.now(), due);
    if (!wait.isNegative() && !wait.isZero()) {
      outside.time().sleep(wait);
    }
    Optional<ImportJob> job = api.importJob(dataset.id(), importId(chunk), listener::waiting);
    Watch watch = seen(chunk);
    watches.put(
        chunk.index(), job.isPresent() ? watch.polled(clock.now()) : watch.missed(clock.now()));
    if (job.isPresent()) {
      observe(chunk, job.get());
    }
  }

  /** Looks for a chunk's import in the dataset's list, the last place where it may be. */
  void lookUp(ChunkState chunk) throws IOException, InterruptedException {
    Optional<ImportJob> job = api.importInList(dataset.id(), importId(chunk), listener::waiting);
    watches.put(chunk.index(), seen(chunk).polled(clock.now()));
    if (job.isPresent()) {
      observe(chunk, job.get());
    } else {
      hold(chunk, "the service no longer knows its import, and its bytes may be in the dataset");
    }
  }

  private void observe(ChunkState chunk, ImportJob job) throws IOException {
    String status = job.status();
    boolean isNews = !status.equals(chunk.importStatus());
    if (status.equals(ImportJob.FAILED) && job.writtenAllTheSame() > 0) {
      long written = job.writtenAllTheSame();
      hold(chunk, "its import failed after it had written " + written + " of its records");
    } else if (job.isFinal()) {
      journal.append(new Terminal(chunk.index(), chunk.attempt(), job, clock.now()));
    } else if (status.equals(ImportJob.PENDING_SCHEMA)) {
      if (chunk.phase() != ChunkState.Phase.PARKED) {
        journal.append(new Parked(chunk.index(), chunk.attempt(), clock.now()));
      }
    } else if (isNews) {
      noteIfBackwards(chunk, status);
      journal.append(new Poll(chunk.index(), chunk.attempt(), status, clock.now()));
    }
    if (isNews) {
      listener.statusChanged(chunkOf(chunk), status);
    }
    if (!status.equals(ImportJob.UNINITIALISED)) {
      urls.drop(chunk.index());
      contents.drop(chunk.index());
    }
  }

  private void noteIfBackwards(ChunkState chunk, String status) throws IOException {
    if (status.equals(ImportJob.UNINITIALISED) && chunk.phase() == ChunkState.Phase.LANDED) {
      String text =
          String.format(
              Locale.ROOT,
              "the import of chunk %d was %s and is %s again",
              chunk.index(),
              chunk.importStatus(),
              status);
      journal.append(new Note(Outcomes.SERVER_INCONSISTENT, chunk.index(), text, clock.now()));
    }
  }

  void abandon(ChunkState chunk, String reason) throws IOException {
    journal.append(new Abandoned(chunk.index(), chunk.attempt(), reason, clock.now()));
    urls.drop(chunk.index());
    watches.remove(chunk.index());
  }

  void confirm(ChunkState chunk) throws IOException {
    journal.append(new Confirmed(chunk.index(), chunk.attempt(), clock.now()));
  }

  void hold(ChunkState chunk, String reason) throws IOException {
    if (chunk.phase() != ChunkState.Phase.HELD) {
      journal.append(new Held(chunk.index(), chunk.attempt(), reason, clock.now()));
    }
    urls.drop(chunk.index());
    contents.drop(chunk.index());
  }

  @Override
  public void close() throws IOException {
    contents.close();
  }

  private Watch seen(ChunkState chunk) {
    return Objects.requireNonNull(watches.get(chunk.index()));
  }

  private String planId() {
    return Objects.requireNonNull(journal.state().plan()).planId();
  }

  private static String importId(ChunkState chunk) {
    return Objects.requireNonNull(chunk.importId());
  }

  private Chunk chunkOf(ChunkState chunk) {
    return manifest.chunks().get(chunk.index() - 1);
  }
}
