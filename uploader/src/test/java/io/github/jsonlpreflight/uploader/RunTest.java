package io.github.jsonlpreflight.uploader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunTest {
  @TempDir Path folder;
  private FakeWorld world;
  private FakeService service;

  @BeforeEach
  void makeWorld() {
    world = new FakeWorld(folder);
    service = world.service;
  }

  private void requireEachOnce(int records) {
    assertThat(service.ledger).hasSize(records);
    assertThat(service.ledger.values()).allMatch(count -> count == 1);
  }

  private static void requireCode(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            PreflightException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private long count(String call) {
    return service.calls.stream().filter(made -> made.startsWith(call)).count();
  }

  @Test
  void sendsOneChunkAfterTheOther() throws IOException {
    RunResult result = world.run(world.plan(10, 2));
    assertThat(result.status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(result.counts()).isEqualTo(new RunCounts(10, 10, 0, 0, 0));
    assertThat(result.explanation()).isNull();
    requireEachOnce(10);
    assertThat(service.calls)
        .startsWith("DATASET")
        .filteredOn(call -> call.startsWith("URL"))
        .allMatch(call -> call.matches("URL pf-[0-9a-f]{16}-0000\\d-a1\\.jsonl"))
        .isSorted();
  }

  @Test
  void sendsNothingWhenAFinishedRunIsStartedAgain() throws IOException {
    Manifest manifest = world.plan(4, 2);
    RunResult first = world.run(manifest);
    byte[] answer = Files.readAllBytes(first.resultFile());
    String journal = world.journalText();
    service.calls.clear();
    RunResult second = world.run(manifest);
    assertThat(service.calls).isEmpty();
    assertThat(second.status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(Files.readAllBytes(second.resultFile())).isEqualTo(answer);
    assertThat(world.journalText()).isEqualTo(journal);
  }

  @Test
  void keepsAsManyInFlightAsAllowedAndTheirOrder() throws IOException {
    world.options = UploadOptions.builder().inFlight(3).build();
    RunResult result = world.run(world.plan(10, 2));
    assertThat(result.status()).isEqualTo(RunStatus.COMPLETE);
    List<String> sent =
        service.calls.stream().filter(call -> !call.startsWith("URL")).limit(5).toList();
    assertThat(sent).containsExactly("DATASET", "PUT", "PUT", "PUT", "POLL");
    requireEachOnce(10);
  }

  @Test
  void sendsNothingTwiceAfterPartialImports() throws IOException {
    RunResult result = world.run(world.plan("{\"a\":1}\n{\"reject\":1}\n{\"a\":2}\n", 2));
    assertThat(result.status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(result.counts()).isEqualTo(new RunCounts(3, 2, 1, 0, 0));
    assertThat(count("PUT")).isEqualTo(2);
    assertThat(Files.readString(result.rejectedFile())).isEqualTo("{\"reject\":1}\n");
  }

  @Test
  @DisplayName("fault 14: a plan without a chunk is refused before anything is asked for")
  void refusesToUploadNothing() throws IOException {
    Manifest manifest = world.plan("\n \n", 2);
    requireCode(ErrorCode.NOTHING_TO_UPLOAD, () -> world.run(manifest));
    assertThat(service.calls).isEmpty();
  }

  @Test
  @DisplayName(
      "fault 16: a source edited since the plan is refused, and what stands in storage is whole")
  void refusesAChangedSource() throws IOException {
    Manifest manifest = world.plan(4, 2);
    var modified = Files.getLastModifiedTime(world.source);
    Files.writeString(world.source, Files.readString(world.source).replace("2", "9"));
    Files.setLastModifiedTime(world.source, modified); // only the bytes tell
    requireCode(ErrorCode.SOURCE_CHANGED, () -> world.run(manifest));
    assertThat(service.jobs.values())
        .extracting(job -> job.body != null)
        .containsExactly(true, false);
    requireEachOnce(2);
  }

  @Test
  @DisplayName(
      "fault 22: the storage says that the URL has expired: a new one, and no retry of the old")
  void asksForANewUrlAfterAnExpiredOne() throws IOException {
    service.puts.add(
        FakeService.answers(403, FakeService.s3Error("AccessDenied", "Request has expired")));
    RunResult result = world.run(world.plan(2, 2));
    assertThat(result.status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(service.calls)
        .filteredOn(call -> call.startsWith("URL"))
        .extracting(call -> call.substring(call.length() - 8))
        .containsExactly("a1.jsonl", "a2.jsonl");
    requireEachOnce(2);
  }

  @Test
  @DisplayName("fault 22: URLs that are always past their time end the run, not an endless loop")
  void givesUpOnUrlsThatAreAlwaysPastTheirTime() throws IOException {
    service.urlLife = Duration.ofSeconds(-10);
    Manifest manifest = world.plan(2, 2);
    requireCode(ErrorCode.SERVICE_FAILED, () -> world.run(manifest));
    assertThat(count("PUT")).isZero();
    service.urlLife = Duration.ofHours(1);
    assertThat(world.run(manifest).status()).isEqualTo(RunStatus.COMPLETE);
  }

  @Test
  @DisplayName("fault 23: a URL that ends during the PUT: what the import says counts")
  void believesTheImportWhenTheUrlEndsDuringThePut() throws IOException {
    service.puts.add(
        effect -> {
          effect.take();
          world.time.now = world.time.now.plus(Duration.ofHours(2));
          throw new IOException("Read timed out");
        });
    RunResult result = world.run(world.plan(2, 2));
    assertThat(result.status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(count("PUT")).isEqualTo(1);
    requireEachOnce(2);
  }

  @ParameterizedTest(name = "fault 24: this machine's clock is {0} hours off")
  @ValueSource(ints = {-3, 3})
  void timesUrlsByTheServicesClock(int hours) throws IOException {
    world.time.skew = Duration.ofHours(hours);
    RunResult result = world.run(world.plan(4, 2));
    assertThat(result.status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(service.jobs).hasSize(2);
    assertThat(result.notes())
        .singleElement()
        .asString()
        .contains("CLOCK_SKEW")
        .contains("10800 s");
  }

  @Test
  @DisplayName(
      "fault 25: a signature that does not match is fatal with advice, and not tried again")
  void neverRetriesASignatureThatDoesNotMatch() throws IOException {
    service.puts.add(
        FakeService.answers(403, FakeService.s3Error("SignatureDoesNotMatch", "The request ...")));
    Manifest manifest = world.plan(2, 2);
    assertThatThrownBy(() -> world.run(manifest))
        .isInstanceOf(PreflightException.class)
        .hasMessageContaining("SignatureDoesNotMatch")
        .hasMessageContaining("proxy");
    assertThat(count("PUT")).isEqualTo(1);
    assertThat(service.putHeaders).containsExactly("Content-Type");
    assertThat(world.run(manifest).status()).isEqualTo(RunStatus.COMPLETE);
    requireEachOnce(2);
  }

  @Test
  @DisplayName("fault 26: a checksum fixed by the server's signer is explained and not retried")
  void explainsAChecksumInTheUrl() throws IOException {
    String message = "The CRC32 checksum you specified did not match";
    service.puts.add(FakeService.answers(400, FakeService.s3Error("BadDigest", message)));
    Manifest manifest = world.plan(2, 2);
    assertThatThrownBy(() -> world.run(manifest)).hasMessageContaining("service's side");
    assertThat(count("PUT")).isEqualTo(1);
  }

  @ParameterizedTest(name = "fault 27: {0} to a PUT: the import is asked, then the same URL again")
  @ValueSource(ints = {500, 502, 503, 504})
  void sendsToTheSameUrlAfterAServerError(int status) throws IOException {
    service.puts.add(FakeService.answers(status, "<html>"));
    RunResult result = world.run(world.plan(2, 2));
    assertThat(result.status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(service.jobs).hasSize(1);
    assertThat(count("PUT")).isEqualTo(2);
    int first = service.calls.indexOf("PUT");
    assertThat(service.calls.subList(first + 1, service.calls.lastIndexOf("PUT"))).contains("POLL");
    requireEachOnce(2);
  }

  /** The chunk is {"n":0} and {"n":1}, each with a newline; the right sums are from elsewhere. */
  @ParameterizedTest(name = "stored as sent: {0}: {1}")
  @CsvSource({
    "etag, \"0123\"",
    "x-amz-checksum-sha256, Pi7oyAyr0DgunjwnnItxiGIVEBI92XPjoJluJjRwn3M=",
    "x-amz-checksum-crc64nvme, q0WzFy5dQN8=",
    "x-amz-checksum-crc32c, no sum",
    "x-amz-checksum-sha1, AAAAAAAAAAAAAAAAAAAAAAAAAAA="
  })
  void believesAnAnswerThatSaysNothingElse(String header, String value) throws IOException {
    Manifest manifest = world.plan(2, 2);
    service.puts.add(answering(header, value));
    RunResult result = world.run(manifest);
    assertThat(result.status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(result.notes()).isEmpty();
    assertThat(count("PUT")).isEqualTo(1);
  }

  private static FakeService.Fault answering(String... headers) {
    return effect -> {
      effect.take();
      return FakeService.answer(200, "", headers);
    };
  }

  @ParameterizedTest(name = "stored other bytes by {0}")
  @CsvSource({
    "x-amz-checksum-sha256, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "x-amz-checksum-crc64nvme, AAAAAAAAAAA=",
    "x-amz-checksum-crc32c, AAAAAA==",
    "x-amz-checksum-crc32, AAAAAA=="
  })
  void doesNotTakeOtherBytesForTheChunk(String header, String value) throws IOException {
    service.puts.add(answering(header, value)); // its import takes what is there
    service.puts.add(
        effect -> {
          effect.take();
          Objects.requireNonNull(service.jobs.get("imp-2")).received =
              null; // this one the service never hears of
          return FakeService.answer(200, "", header, value);
        });
    RunResult result = world.run(world.plan(4, 2));
    assertThat(result.status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(result.notes())
        .hasSize(2)
        .allMatch(note -> note.startsWith("SERVER_INCONSISTENT") && note.contains(header));
    assertThat(world.journalText()).containsOnlyOnce("\"verdict\":\"ACKED\"");
    assertThat(count("PUT")).isEqualTo(3);
    assertThat(service.jobs).hasSize(2);
    requireEachOnce(4);
  }

  @Test
  void leavesTheChecksumsOfPartsAlone() throws IOException {
    service.puts.add(
        answering("x-amz-checksum-crc32", "AAAAAA==", "x-amz-checksum-type", "COMPOSITE"));
    assertThat(world.run(world.plan(2, 2)).notes()).isEmpty();
  }

  @Test
  @DisplayName(
      "fault 28: the answer is lost after the object was stored: no second PUT, no second URL")
  void findsOutThatALostPutHasArrived() throws IOException {
    service.eventLag = Duration.ofSeconds(90);
    service.puts.add(FakeService.LOST_AFTER);
    service.puts.add(FakeService.effectThenAnswers(500, ""));
    RunResult result = world.run(world.plan(4, 2));
    assertThat(result.status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(count("PUT")).isEqualTo(2);
    assertThat(service.jobs).hasSize(2);
    requireEachOnce(4);
  }

  @Test
  @DisplayName("fault 28: URL gone, outcome unknown: held; another start still holds it")
  void holdsWhatCannotBeKnown() throws IOException {
    service.losesEvents = true;
    service.puts.add(
        effect -> {
          world.time.now = world.time.now.plus(Duration.ofHours(2));
          effect.take();
          throw new IOException("Connection reset");
        });
    service.urlLife = Duration.ofHours(3);
    service.puts.add(
        effect -> {
          world.time.now = world.time.now.plus(Duration.ofHours(2));
          throw new IOException("Connection reset");
        });
    Manifest manifest = world.plan(4, 2);
    RunResult result = untilNoPollTimeout(manifest);
    assertThat(result.status()).isEqualTo(RunStatus.UNDECIDED);
    assertThat(result.explanation()).contains("Chunk 1 (lines 1 to 2)").contains("resend");
    assertThat(result.counts().unfinished()).isEqualTo(4);
    assertThat(world.run(manifest).status()).isEqualTo(RunStatus.UNDECIDED);
    assertThat(service.jobs).hasSize(1);

    service.losesEvents = false; // late, but here it is
    assertThat(world.run(manifest).status()).isEqualTo(RunStatus.COMPLETE);
    requireEachOnce(4);
  }

  @Test
  void sendsAgainWhatWasHeldIfTheUserSaysSo() throws IOException {
    service.losesEvents = true;
    Manifest manifest = world.plan(2, 2);
    service.puts.add(
        effect -> {
          world.time.now = world.time.now.plus(Duration.ofHours(2));
          return FakeService.effectThenAnswers(500, "").exchange(effect);
        });
    service.urlLife = Duration.ofHours(2).plusMinutes(1);
    assertThat(untilNoPollTimeout(manifest).status()).isEqualTo(RunStatus.UNDECIDED);
    service.losesEvents = false;
    service.jobs.values().iterator().next().received = null; // it never arrived
    world.options = UploadOptions.builder().onAmbiguous(UploadOptions.OnAmbiguous.RESEND).build();
    assertThat(world.run(manifest).status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(service.jobs).hasSize(2);
    requireEachOnce(2);
  }

  private RunResult untilNoPollTimeout(Manifest manifest) throws IOException {
    RunResult result = world.run(manifest);
    for (int i = 0; i < 9 && result.pauseReason() == PauseReason.POLL_TIMEOUT; i++) {
      result = world.run(manifest);
    }
    return result;
  }

  @ParameterizedTest(name = "fault 29: {0} from the service ends the run, and its state is kept")
  @ValueSource(ints = {401, 403})
  void endsWhenTheTokenIsRefused(int status) throws IOException {
    Manifest manifest = world.plan(4, 2);
    service.polls.add(FakeService.NONE);
    service.polls.add(
        FakeService.answers(status, "{\"message\":\"no\",\"detail\":\"who are you\"}"));
    assertThatThrownBy(() -> world.run(manifest))
        .isInstanceOfSatisfying(
            PreflightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOKEN_REFUSED))
        .hasMessageContaining("who are you");
    assertThat(world.run(manifest).status()).isEqualTo(RunStatus.COMPLETE);
    requireEachOnce(4);
  }

  @Test
  @DisplayName("fault 29: 429 is waited for as long as asked, a wish in seconds or a date")
  void honoursRetryAfter() throws IOException {
    service.polls.add(FakeService.answers(429, "", "retry-after", "77"));
    service.polls.add(FakeService.answers(503, "", "retry-after", "Thu, 01 Jan 2026 00:05:00 GMT"));
    world.run(world.plan(2, 2));
    assertThat(world.time.sleeps).contains(Duration.ofSeconds(77));
    assertThat(world.time.now).isAfterOrEqualTo(FakeWorld.START.plusSeconds(300));
  }

  @Test
  @DisplayName(
      "fault 29: HTML, an empty body and a 5xx pass; when they do not, 200 safe characters")
  void survivesWhatIsNoJson() throws IOException {
    Manifest manifest = world.plan(2, 2);
    service.datasets.add(FakeService.answers(200, "<html>captive portal"));
    service.datasets.add(FakeService.answers(200, ""));
    service.urls.add(FakeService.answers(200, "null"));
    service.polls.add(FakeService.answers(500, "oops"));
    assertThat(world.run(manifest).status()).isEqualTo(RunStatus.COMPLETE);
    requireEachOnce(2);
  }

  @Test
  @DisplayName("fault 29: a redirect is refused at once")
  void refusesRedirects() throws IOException {
    Manifest manifest = world.plan(2, 2);
    service.datasets.add(FakeService.answers(302, "", "location", "https://evil.example"));
    assertThatThrownBy(() -> world.run(manifest)).hasMessageContaining("redirect");
    assertThat(service.calls).hasSize(1);
  }

  @ParameterizedTest(name = "fault 29: an upload URL at {0} is not used, and nothing is sent")
  @ValueSource(
      strings = {
        "http://bucket.example.com",
        "ftp://bucket.example.com",
        "file:///etc",
        "https://user:pw@bucket.example.com",
        "https://169.254.169.254",
        "https://10.0.0.1",
        "https://100.100.100.200",
        "https://0.0.0.1",
        "https://[fd00::1]",
        "https://[::ffff:10.0.0.1]",
        "https://[64:ff9b::a00:1]"
      })
  void refusesUploadUrlsThatLeadElsewhere(String origin) throws IOException {
    Manifest manifest = world.plan(2, 2);
    service.urls.add(
        FakeService.answers(
            201, "{\"upload_url\":\"" + origin + "/k?s=planted\",\"import_id\":\"imp-9\"}"));
    assertThatThrownBy(() -> world.run(manifest))
        .isInstanceOfSatisfying(
            PreflightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVICE_FAILED))
        .hasMessageContaining("an upload URL that is not used")
        .hasMessageNotContaining("planted");
    assertThat(count("PUT")).isZero();
    assertThat(world.run(manifest).status()).isEqualTo(RunStatus.COMPLETE);
    requireEachOnce(2);
  }

  @Test
  void givesUpAfterTheBudgetAndGoesOnLater() throws IOException {
    Manifest manifest = world.plan(2, 2);
    for (int i = 0; i < 9; i++) {
      service.urls.add(FakeService.LOST_AFTER);
    }
    requireCode(ErrorCode.SERVICE_FAILED, () -> world.run(manifest));
    assertThat(Files.readString(world.directory.result())).contains("\"status\":\"failed\"");
    assertThat(service.jobs).hasSize(9);
    assertThat(world.run(manifest).status()).isEqualTo(RunStatus.COMPLETE);
    requireEachOnce(2);
  }

  @Test
  @DisplayName("fault 30: an import that is not found at first")
  void toleratesAnImportThatIsNotFoundAtFirst() throws IOException {
    for (int i = 0; i < 5; i++) {
      service.polls.add(FakeService.answers(404, ""));
    }
    assertThat(world.run(world.plan(2, 2)).status()).isEqualTo(RunStatus.COMPLETE);
  }

  @Test
  @DisplayName("fault 30: an import that is found nowhere is held")
  void holdsAnImportThatIsFoundNowhere() throws IOException {
    service.unknowsJobs = true;
    Manifest manifest = world.plan(2, 2);
    RunResult result = world.run(manifest);
    assertThat(result.status()).isEqualTo(RunStatus.UNDECIDED);
    assertThat(world.time.slept).isGreaterThan(Duration.ofMinutes(2));
    service.unknowsJobs = false;
    assertThat(world.run(manifest).status()).isEqualTo(RunStatus.COMPLETE);
    requireEachOnce(2);
  }

  @Test
  @DisplayName(
      "faults 30, 31: an unknown status, and one that never ends, are waited for and paused")
  void pausesAtThePollTimeout() throws IOException {
    service.stuckStatus = "reticulating";
    Manifest manifest = world.plan(2, 2);
    RunResult result = world.run(manifest);
    assertThat(result.status()).isEqualTo(RunStatus.PAUSED);
    assertThat(result.pauseReason()).isEqualTo(PauseReason.POLL_TIMEOUT);
    assertThat(result.chunks().get(0).status()).isEqualTo("reticulating");
    assertThat(world.told).contains("1 reticulating");
    service.stuckStatus = null;
    assertThat(world.run(manifest).status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(count("PUT")).isEqualTo(1);
  }

  @Test
  @DisplayName("fault 30: a status that goes backwards is noted, and the run does not end well")
  void notesAStatusThatGoesBackwards() throws IOException {
    service.polls.add(FakeService.NONE);
    service.polls.add(
        FakeService.answers(200, "{\"import_id\":\"imp-1\",\"status\":\"uninitialised\"}"));
    RunResult result = world.run(world.plan(2, 2));
    assertThat(result.status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(result.notes()).singleElement().asString().contains("SERVER_INCONSISTENT");
  }

  @ParameterizedTest(name = "fault 30: counts that do not add up: {0}")
  @ValueSource(
      strings = {
        "'status':'complete','accepted_count':1",
        "'status':'complete','accepted_count':3,'rejected_count':0",
        "'status':'partial','accepted_count':1,'rejected_count':5",
        "'status':'partial','accepted_count':1",
        "'status':'complete','accepted_count':2,'errors':[{'record_index':0,'reason':'r'}]"
      })
  void keepsTheInvariantWhenCountsDoNotAddUp(String ending) throws IOException {
    service.endings.put(1, ending.replace('\'', '"'));
    RunResult result = world.run(world.plan(2, 2));
    assertThat(result.status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(result.notes()).anyMatch(note -> note.startsWith("SERVER_INCONSISTENT"));
    RunCounts counts = result.counts();
    assertThat(counts.accepted() + counts.rejected()).isEqualTo(2);
  }

  @Test
  @DisplayName("fault 31: an event that is lost: one repetition to the same URL, then a pause")
  void waitsForALostEvent() throws IOException {
    service.losesEvents = true;
    Manifest manifest = world.plan(2, 2);
    assertThat(world.run(manifest).pauseReason()).isEqualTo(PauseReason.POLL_TIMEOUT);
    assertThat(count("PUT")).isEqualTo(2);
    assertThat(service.jobs).hasSize(1);
    assertThat(world.run(manifest).pauseReason()).isEqualTo(PauseReason.POLL_TIMEOUT);
    assertThat(count("PUT")).isEqualTo(2);
  }

  @Test
  @DisplayName("fault 33: a disk that does not keep the intent: nothing is asked for")
  void stopsBeforeTheEffectWhenTheDiskFails() throws IOException {
    Manifest manifest = world.plan(2, 2);
    world.disk.forceFails = true;
    assertThatThrownBy(() -> world.run(manifest)).isInstanceOf(IOException.class).hasMessage("EIO");
    assertThat(service.calls).isEmpty();
  }

  @Test
  @DisplayName("fault 34: a journal of another dataset, or of other chunks, is refused")
  void refusesAnotherRunsJournal() throws IOException {
    Manifest manifest = world.plan(4, 2);
    world.run(manifest);
    requireCode(
        ErrorCode.RUN_MISMATCH,
        () ->
            world
                .uploader()
                .run(world.source, manifest, "other", world.directory, UploadListener.SILENT));
    Manifest other = world.plan(4, 1);
    requireCode(ErrorCode.RUN_MISMATCH, () -> world.run(other));
  }

  @Test
  @DisplayName("fault 35: imports of this plan that the journal does not know are refused")
  void refusesAConcurrentRun() throws IOException {
    Manifest manifest = world.plan(4, 2);
    world.run(manifest);
    world.disk.set(new byte[0]); // as on another machine
    requireCode(ErrorCode.RUN_MISMATCH, () -> world.run(manifest));
    requireEachOnce(4);
    world.options = UploadOptions.builder().allowConcurrent(true).build();
    assertThat(world.run(manifest).status()).isEqualTo(RunStatus.COMPLETE);
  }

  @Test
  void pausesBeforeTheFirstUrlWhenThereIsNoSchema() throws IOException {
    service.hasSchema = false;
    Manifest manifest = world.plan(2, 2);
    RunResult result = world.run(manifest);
    assertThat(result.status()).isEqualTo(RunStatus.PAUSED);
    assertThat(result.pauseReason()).isEqualTo(PauseReason.PENDING_SCHEMA);
    assertThat(service.calls).containsExactly("DATASET");
    service.hasSchema = true;
    assertThat(world.run(manifest).status()).isEqualTo(RunStatus.COMPLETE);
  }

  @Test
  void pausesWhenAnImportIsParkedAndPollsThatOneFirst() throws IOException {
    Manifest manifest = world.plan(4, 2);
    service.puts.add(
        effect -> {
          service.hasSchema = false;
          return effect.take();
        });
    RunResult result = world.run(manifest);
    assertThat(result.pauseReason()).isEqualTo(PauseReason.PENDING_SCHEMA);
    assertThat(result.chunks().get(0).status()).isEqualTo("pending_schema");
    service.hasSchema = true;
    service.calls.clear();
    assertThat(world.run(manifest).status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(service.calls).startsWith("DATASET", "POLL");
    requireEachOnce(4);
    assertThat(service.jobs).hasSize(2);
  }

  @Test
  void stopsAfterAFailedImportAndGoesOnWithTheNext() throws IOException {
    Manifest manifest = world.plan(4, 2);
    service.failReason = "invalid JSON on line 2";
    RunResult result = world.run(manifest);
    assertThat(result.status()).isEqualTo(RunStatus.FAILED);
    assertThat(result.counts()).isEqualTo(new RunCounts(4, 0, 2, 0, 2));
    assertThat(result.notes()).contains("chunk 1: line 2 of the chunk is line 2 of the source");
    String failed =
        "The import of chunk 1 (lines 1 to 2) failed: invalid JSON on line 2. Its records are in"
            + " rejected.jsonl";
    assertThat(result.explanation())
        .isEqualTo(failed + "; running again goes on with the chunks that are left");
    service.failReason = null;
    RunResult second = world.run(manifest);
    assertThat(second.status()).isEqualTo(RunStatus.FAILED);
    assertThat(second.counts()).isEqualTo(new RunCounts(4, 2, 2, 0, 0));
    assertThat(second.explanation()).isEqualTo(failed);
    assertThat(count("PUT")).isEqualTo(2);
  }

  @Test
  void goesOnAfterAFailedImportIfToldTo() throws IOException {
    world.options = UploadOptions.builder().onFailed(UploadOptions.OnFailed.CONTINUE).build();
    service.failReason = "no";
    RunResult result = world.run(world.plan(4, 2));
    assertThat(result.status()).isEqualTo(RunStatus.FAILED);
    assertThat(result.counts().rejected()).isEqualTo(4);
  }

  @Test
  void holdsAFailedImportThatHasWritten() throws IOException {
    service.failReason = "half way";
    service.written = 1L;
    RunResult result = world.run(world.plan(2, 2));
    assertThat(result.status()).isEqualTo(RunStatus.UNDECIDED);
    assertThat(result.explanation()).contains("had written 1 of its records");
  }

  @Test
  @DisplayName("fault 30: an import that failed and counts accepted records is held")
  void holdsAFailedImportThatCountsAcceptedRecords() throws IOException {
    service.polls.add(
        FakeService.answers(200, "{\"status\":\"failed\",\"accepted_count\":1,\"reason\":\"r\"}"));
    RunResult result = world.run(world.plan(2, 2));
    assertThat(result.status()).isEqualTo(RunStatus.UNDECIDED);
    assertThat(result.explanation()).contains("had written 1 of its records");
    assertThat(Files.readString(result.rejectedFile())).isEmpty();
  }

  @Test
  void expectsNoDatapointOfARecordThatWasDroppedAsADuplicate() throws IOException {
    service.datapoints = 7;
    service.polls.add(
        FakeService.answers(
            200, "{\"status\":\"complete\",\"accepted_count\":2,\"duplicate_count\":1}"));
    RunResult result = world.run(world.plan(2, 2));
    assertThat(Files.readString(result.resultFile())).contains("\"expected_added\":1,");
  }

  @Test
  void saysWhatTheDatasetCountsBeforeAndAfter() throws IOException {
    service.datapoints = 7;
    service.othersImports.add("{\"import_id\":\"old\",\"status\":\"complete\"}");
    RunResult result = world.run(world.plan("{\"a\":1}\n{\"reject\":1}\n", 2));
    assertThat(Files.readString(result.resultFile()))
        .contains(
            "\"datapoints\":{\"before\":7,\"after\":8,\"expected_added\":1,\"other_imports\":[]}");
    assertThat(result.notes()).isEmpty();
  }

  @Test
  void namesTheImportsOfOthersWhereTheCountDiffers() throws IOException {
    Manifest manifest = world.plan(2, 2);
    service.puts.add(
        effect -> {
          service.datapoints = 3;
          service.othersImports.add("{\"import_id\":\"theirs\",\"status\":\"processing\"}");
          return effect.take();
        });
    RunResult result = world.run(manifest);
    assertThat(result.status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(result.notes())
        .singleElement()
        .asString()
        .contains("COUNT_DIFFERS", "5 more than before", "added 2", "theirs");
    assertThat(Files.readString(result.resultFile()))
        .contains("\"other_imports\":[\"theirs\"]", "\"notes\":[\"COUNT_DIFFERS: ");
    RunResult again = world.run(manifest);
    assertThat(again.notes()).isEqualTo(result.notes());
  }

  @Test
  void endsWellWhereTheSecondCountDoesNotCome() throws IOException {
    service.datasets.add(FakeService.NONE);
    service.datasets.add(FakeService.answers(500, "no"));
    RunResult result = world.run(world.plan(2, 2));
    assertThat(result.status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(world.time.sleeps).hasSizeLessThan(10);
    assertThat(Files.readString(result.resultFile())).contains("\"datapoints\":null");
  }

  @ParameterizedTest(name = "an import of the dataset that counts {0} duplicates")
  @ValueSource(ints = {0, 1})
  void saysWhereSendingAgainIsSafe(int duplicates) throws IOException {
    service.failReason = "half way";
    service.written = 1L;
    service.othersImports.add(
        "{\"import_id\":\"old\",\"status\":\"complete\",\"duplicate_count\":%d}"
            .formatted(duplicates));
    RunResult result = world.run(world.plan(2, 2));
    assertThat(result.status()).isEqualTo(RunStatus.UNDECIDED);
    assertThat(String.valueOf(result.explanation()).contains("onAmbiguous=resend is safe here"))
        .isEqualTo(duplicates > 0);
  }

  @Test
  void saysThatSendingAgainIsSafeWhereAnImportOfItsOwnHasDroppedDuplicates() throws IOException {
    service.polls.add(
        FakeService.answers(
            200, "{\"status\":\"complete\",\"accepted_count\":2,\"duplicate_count\":1}"));
    service.polls.add(
        FakeService.answers(200, "{\"status\":\"failed\",\"accepted_count\":1,\"reason\":\"r\"}"));
    RunResult result = world.run(world.plan(4, 2));
    assertThat(result.status()).isEqualTo(RunStatus.UNDECIDED);
    assertThat(result.explanation())
        .startsWith("Chunk 2 (lines 3 to 4) is undecided: ")
        .contains("onAmbiguous=resend is safe here");
  }

  @Test
  void tellsAListenerHowEachChunkGetsOn() throws IOException {
    service.puts.add(FakeService.answers(503, ""));
    world.run(world.plan(3, 2));
    assertThat(world.progress)
        .containsSubsequence(
            "1 started, attempt 1",
            "1 started, attempt 1",
            "1 sent, 16",
            "1 complete",
            "1 done, Complete",
            "2 started, attempt 1",
            "2 sent, 8",
            "2 complete",
            "2 done, Complete");
    assertThat(world.told)
        .anyMatch(text -> text.contains("the storage's answer to the upload: 503"));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  @DisplayName("fault 27: a storage that is busy is tried again, so often and no more")
  void givesUpOnAStorageThatIsBusyTooOften(int answers) throws IOException {
    world.serviceOptions =
        ServiceOptions.builder()
            .baseUrl(world.serviceOptions.baseUrl())
            .token(Secret.of(FakeWorld.TOKEN))
            .maxRetries(2)
            .build();
    Manifest manifest = world.plan(2, 2);
    for (int i = 0; i < answers; i++) {
      service.puts.add(FakeService.answers(503, ""));
    }
    if (answers <= 2) {
      assertThat(world.run(manifest).status()).isEqualTo(RunStatus.COMPLETE);
    } else {
      assertThatThrownBy(() -> world.run(manifest))
          .isInstanceOf(PreflightException.class)
          .hasMessageContaining("3 times; running again goes on from here");
    }
  }

  @Test
  void waitsAsLongAsTheStorageMayAskFor() throws IOException {
    service.puts.add(FakeService.answers(503, "", "retry-after", "600"));
    assertThat(world.run(world.plan(2, 2)).status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(world.time.slept).isGreaterThanOrEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void endsSoonWhenInterruptedInAWait() throws IOException {
    Manifest manifest = world.plan(4, 2);
    world.time.interruptNextSleep = true;
    RunResult result = world.run(manifest);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(result.status()).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(Files.readString(result.resultFile())).contains("\"status\":\"interrupted\"");
    assertThat(world.run(manifest).status()).isEqualTo(RunStatus.COMPLETE);
    requireEachOnce(4);
  }

  @Test
  void endsInOrderWhenInterruptedWhileAFileIsWritten() throws IOException {
    Manifest manifest = world.plan(4, 2);
    service.urls.add(
        effect -> {
          Thread.currentThread().interrupt(); // found by the channel that the URL is written to
          return effect.take();
        });
    RunResult result = world.run(manifest);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(result.status()).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(world.run(manifest).status()).isEqualTo(RunStatus.COMPLETE);
    requireEachOnce(4);
  }

  @Test
  void givesEachImportInFlightTheWholePollTimeout() throws IOException {
    world.options = UploadOptions.builder().inFlight(3).pollTimeout(Duration.ofMinutes(10)).build();
    service.polls.add(
        effect -> {
          world.time.now = world.time.now.plus(Duration.ofMinutes(15));
          return effect.take();
        });
    assertThat(world.run(world.plan(6, 2)).status()).isEqualTo(RunStatus.COMPLETE);
  }

  @Test
  void leavesTheInterruptFlagAloneAfterAnEarlierInterruptedStart() throws IOException {
    Manifest manifest = world.plan(4, 2);
    world.time.interruptNextSleep = true;
    assertThat(world.run(manifest).status()).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(Thread.interrupted()).isTrue();
    for (int i = 0; i < 9; i++) {
      service.datasets.add(FakeService.LOST_BEFORE);
    }
    requireCode(ErrorCode.SERVICE_FAILED, () -> world.run(manifest));
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void knowsThatAnUploadInterruptedHalfWayHasStoredNothing() throws IOException {
    Manifest manifest = world.plan(2, 2);
    service.puts.add(
        effect -> {
          throw new InterruptedException();
        });
    assertThat(world.run(manifest).status()).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(world.journalText()).contains("\"verdict\":\"BUSY\"");
    Duration before = world.time.slept;
    assertThat(world.run(manifest).status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(world.time.slept.minus(before)).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void leavesItToTheNextStartToWaitAsLongAsTheStorageAsksFor() throws IOException {
    Manifest manifest = world.plan(2, 2);
    service.puts.add(
        FakeService.answers(503, "<Error><Code>SlowDown</Code></Error>", "retry-after", "601"));
    assertThatThrownBy(() -> world.run(manifest))
        .isInstanceOf(PreflightException.class)
        .hasMessage(
            "The upload of chunk 1 was turned down: 503 SlowDown, and asks to wait 601 s; running"
                + " again goes on");
    assertThat(world.run(manifest).status()).isEqualTo(RunStatus.COMPLETE);
  }

  @Test
  void replaysToTheStateThatItHadLive() throws IOException {
    Manifest manifest = world.plan(6, 2);
    service.puts.add(FakeService.LOST_AFTER);
    service.urls.add(FakeService.LOST_BEFORE);
    world.run(manifest);
    RunState live = new RunState();
    Journal.open(world.directory.journal(), path -> world.disk, live).close();
    RunState again = new RunState();
    Journal.replay(world.directory.journal(), world.disk.read(0), again);
    assertThat(again).hasToString(live.toString());
  }

  @Test
  void leavesNoUploadUrlBehind() throws IOException {
    world.run(world.plan(4, 2));
    try (var files = Files.list(world.directory.folder())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "manifest.json", "journal.jsonl", "result.json", "rejected.jsonl", "rejections.csv");
    }
  }
}
