package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.chunker.Chunk;
import io.github.jsonlpreflight.chunker.ChunkSource;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.uploader.JournalRecord.CountedAfter;
import io.github.jsonlpreflight.uploader.JournalRecord.CountedBefore;
import io.github.jsonlpreflight.uploader.JournalRecord.Ended;
import io.github.jsonlpreflight.uploader.JournalRecord.Merged;
import io.github.jsonlpreflight.uploader.JournalRecord.Note;
import io.github.jsonlpreflight.uploader.JournalRecord.Plan;
import io.github.jsonlpreflight.uploader.NextStep.Step;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One start of a run: asks {@link NextStep} what to do, and does it until nothing is left. */
final class Run {
  private static final Duration NOTEWORTHY_SKEW = Duration.ofMinutes(1);
  private static final String CLOCK_SKEW = "CLOCK_SKEW";

  private final ServiceOptions service;
  private final UploadOptions options;
  private final Outside outside;
  private final ChunkSource source;
  private final Manifest manifest;
  private final String datasetId;
  private final RunDirectory directory;
  private final UploadListener listener;

  private final RunState state = new RunState();
  private final RunIdentity identity;
  private NextStep nextStep;
  private final ServiceClock clock;
  private final ServiceApi api;

  /** Chunks that this start does nothing more about. */
  private final Set<Integer> givenUp = new HashSet<>();

  private boolean sendsNoMore;
  private boolean dropsDuplicates;
  private boolean interrupted;

  Run(
      ServiceOptions service,
      UploadOptions options,
      Outside outside,
      ChunkSource source,
      Manifest manifest,
      String datasetId,
      RunDirectory directory,
      UploadListener listener) {
    this.service = service;
    this.options = options;
    this.outside = outside;
    this.source = source;
    this.manifest = manifest;
    this.datasetId = datasetId;
    this.directory = directory;
    this.listener = listener;
    this.identity = new RunIdentity(manifest, directory, state);
    this.nextStep = new NextStep(options);
    this.clock = new ServiceClock(outside.time());
    this.api = new ServiceApi(service, outside, clock);
  }

  RunResult execute() throws IOException {
    if (manifest.chunks().isEmpty()) {
      throw new PreflightException(
          ErrorCode.NOTHING_TO_UPLOAD, manifest.source().name() + " has no record to upload");
    }
    interrupted = Thread.interrupted(); // files must stay readable until all is written
    try {
      identity.requireManifest();
      source.requireUnchanged(manifest);
      try (Journal journal = Journal.open(directory.journal(), outside.journals(), state)) {
        RunLog log = new RunLog(journal, state);
        beginOrGoOn(log);
        new UploadUrls(directory).dropUnneeded(state.chunks());
        ChunkContents.removeLeftOvers(manifest, directory);
        return isFinished() ? finish(log, conclusion()) : workThenFinish(log);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private RunResult workThenFinish(RunLog log) throws IOException {
    try {
      if (interrupted) {
        throw new InterruptedException();
      }
      return finish(log, work(log));
    } catch (InterruptedException e) {
      return interrupted(log);
    } catch (ClosedByInterruptException e) {
      Thread.interrupted(); // the interrupt came while a file was written, and left its flag set
      return interrupted(log);
    } catch (PreflightException e) {
      if (e.code() == ErrorCode.SERVICE_FAILED || e.code() == ErrorCode.TOKEN_REFUSED) {
        finishAfter(e, log);
      }
      throw e;
    }
  }

  private RunResult interrupted(RunLog log) throws IOException {
    interrupted = true;
    return finish(
        log,
        ended(RunStatus.INTERRUPTED, null, "The run was interrupted; running it again goes on"));
  }

  private void finishAfter(PreflightException failure, RunLog log) {
    try {
      finish(log, ended(RunStatus.FAILED, null, failure.getMessage()));
    } catch (IOException | PreflightException e) {
      failure.addSuppressed(e);
    }
  }

  private RunResult finish(RunLog log, Ended ended) throws IOException {
    Ended last = state.ended();
    Merge merge = new Merge(source, manifest, directory, state, log.journal());
    if (last == null || !isSame(last, ended)) {
      log.append(ended);
    } else if (state.isMerged() && merge.isWritten()) {
      return merge.result(ended); // rejected.jsonl may have been mended in place since
    }
    RunResult result = merge.write(ended);
    log.append(new Merged(clock.now()));
    return result;
  }

  private static boolean isSame(Ended one, Ended other) {
    return one.status() == other.status()
        && one.pauseReason() == other.pauseReason()
        && Objects.equals(one.explanation(), other.explanation());
  }

  private void beginOrGoOn(RunLog log) throws IOException {
    Plan wanted = Plan.of(service, options.rehearsal(), datasetId, manifest, clock.now());
    Plan found = state.plan();
    if (found == null) {
      log.append(wanted);
    } else {
      identity.requireSamePlan(found, wanted);
    }
  }

  // The work.

  private Ended work(RunLog log) throws IOException, InterruptedException {
    DatasetInfo dataset = api.dataset(datasetId, listener::waiting);
    noteSkew(log);
    if (!options.allowConcurrent()) {
      identity.refuseForeign(dataset);
    }
    dropsDuplicates = dataset.dropsDuplicates();
    countBefore(dataset, log);
    try (Sender sender =
        new Sender(
            service, outside, clock, api, log, source, manifest, directory, listener, dataset)) {
      return advance(sender, log);
    }
  }

  private Ended advance(Sender sender, RunLog log) throws IOException, InterruptedException {
    while (true) {
      Optional<ChunkState> chunk = pick();
      if (chunk.isEmpty()) {
        countAfter(log);
        return conclusion();
      }
      Ended ended = advance(chunk.get(), sender);
      if (ended != null) {
        return ended;
      }
    }
  }

  private void countBefore(DatasetInfo dataset, RunLog log) throws IOException {
    boolean begun = state.chunks().stream().anyMatch(chunk -> chunk.attempt() > 0);
    if (begun || state.countedBefore() != null) {
      return;
    }
    Optional<CountedBefore> count = Audit.begin(dataset, clock.now());
    if (count.isPresent()) {
      log.append(count.get());
    }
  }

  private void countAfter(RunLog log) throws IOException, InterruptedException {
    CountedBefore before = state.countedBefore();
    if (before == null || !isFinished()) {
      return;
    }
    Set<String> ours = identity.namesAskedFor();
    Optional<CountedAfter> count =
        api.datasetIfItAnswers(datasetId)
            .flatMap(dataset -> Audit.end(before, dataset, ours, clock.now()));
    if (count.isPresent()) {
      log.append(count.get());
    }
  }

  private void noteSkew(RunLog log) throws IOException {
    boolean noted = state.notes().stream().anyMatch(note -> note.code().equals(CLOCK_SKEW));
    if (clock.skew().abs().compareTo(NOTEWORTHY_SKEW) > 0 && !noted) {
      String text =
          String.format(
              Locale.ROOT,
              "this machine's clock is %d s %s the service's; URLs are timed by the service's",
              clock.skew().abs().toSeconds(),
              clock.skew().isNegative() ? "ahead of" : "behind");
      log.append(new Note(CLOCK_SKEW, null, text, clock.now()));
    }
  }

  /**
   * Returns the chunk to work at: one that is under way, so that at most one is ever in doubt; else
   * the next to send, if few enough are unfinished; else the oldest that is waited for.
   */
  private Optional<ChunkState> pick() {
    List<ChunkState> open =
        state.chunks().stream()
            .filter(chunk -> !chunk.isTerminal() && !givenUp.contains(chunk.index()))
            .toList();
    Optional<ChunkState> underWay =
        open.stream().filter(chunk -> !chunk.isUnsent() && !chunk.isInFlight()).findFirst();
    if (underWay.isPresent()) {
      return underWay;
    }
    List<ChunkState> inFlight = open.stream().filter(ChunkState::isInFlight).toList();
    Optional<ChunkState> unsent = open.stream().filter(ChunkState::isUnsent).findFirst();
    boolean maySend = !sendsNoMore && inFlight.size() < options.inFlight();
    return maySend && unsent.isPresent() ? unsent : inFlight.stream().findFirst();
  }

  /** Takes a chunk one step further. Returns how the run ends if it ends here. */
  private @Nullable Ended advance(ChunkState chunk, Sender sender)
      throws IOException, InterruptedException {
    Step step = nextStep.of(chunk, sender.watch(chunk), clock.now());
    if (step instanceof Step.AskUrl ask) {
      if (!sender.datasetHasSchema()) {
        return paused(PauseReason.PENDING_SCHEMA);
      }
      sender.askUrl(chunk, ask.attempt());
    } else if (step instanceof Step.Put) {
      sender.put(chunk);
    } else if (step instanceof Step.Poll poll) {
      sender.poll(chunk, poll.due());
    } else if (step instanceof Step.LookUp) {
      sender.lookUp(chunk);
    } else if (step instanceof Step.Abandon abandon) {
      sender.abandon(chunk, abandon.reason());
    } else if (step instanceof Step.Resend resend) {
      sender.abandon(chunk, resend.reason());
      nextStep = nextStep.withoutDecision();
    } else if (step instanceof Step.Confirm) {
      sender.confirm(chunk);
      nextStep = nextStep.withoutDecision();
    } else if (step instanceof Step.Hold hold) {
      sender.hold(chunk, hold.reason());
      giveUp(chunk);
    } else if (step instanceof Step.Pause pause) {
      return paused(pause.reason());
    }
    if (chunk.isTerminal()) {
      listener.chunkDone(chunkOf(chunk), Outcomes.of(chunkOf(chunk), chunk));
      sendsNoMore |= chunk.hasFailed() && options.onFailed() == UploadOptions.OnFailed.STOP;
    }
    return null;
  }

  private void giveUp(ChunkState chunk) {
    givenUp.add(chunk.index());
    sendsNoMore = true;
    listener.chunkDone(chunkOf(chunk), Outcomes.of(chunkOf(chunk), chunk));
  }

  private Chunk chunkOf(ChunkState chunk) {
    return manifest.chunks().get(chunk.index() - 1);
  }

  // The end.

  private boolean isFinished() {
    return state.chunks().stream().allMatch(ChunkState::isTerminal);
  }

  private Ended conclusion() {
    Conclusion conclusion = Conclusion.of(manifest, state, dropsDuplicates);
    return ended(conclusion.status(), null, conclusion.explanation());
  }

  private Ended paused(PauseReason reason) {
    String text =
        switch (reason) {
          case PENDING_SCHEMA ->
              "The dataset "
                  + datasetId
                  + " has no schema, or an import still waits for it; set one, then running again"
                  + " goes on without sending anything twice";
          case POLL_TIMEOUT ->
              "An import was not finished within "
                  + options.pollTimeout().toSeconds()
                  + " s; running again goes on waiting for it";
        };
    return ended(RunStatus.PAUSED, reason, text);
  }

  private Ended ended(RunStatus status, @Nullable PauseReason pauseReason, @Nullable String text) {
    return new Ended(status, pauseReason, text, clock.now());
  }
}
