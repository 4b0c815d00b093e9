package io.github.jsonlpreflight.uploader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.uploader.ChunkState.Phase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A journal made anew from what the service lists: what it then says, and where it is refused. */
class RepairTest {
  @TempDir Path folder;
  private FakeWorld world;
  private FakeService service;

  @BeforeEach
  void makeWorld() {
    world = new FakeWorld(folder);
    service = world.service;
  }

  /** An import as the dataset's list has it. */
  private static String listed(String id, Manifest manifest, int chunk, int attempt, String rest) {
    String filename = Names.file(planId(manifest), chunk, attempt);
    return "{\"import_id\":\"%s\",\"filename\":\"%s\",%s}".formatted(id, filename, rest);
  }

  private static String planId(Manifest manifest) {
    return Names.planId(FakeWorld.DATASET, manifest);
  }

  private static String status(String status) {
    return "\"status\":\"" + status + "\"";
  }

  private void lists(String... imports) {
    service.datasets.add(
        FakeService.answers(200, "{\"imports\":[" + String.join(",", imports) + "]}"));
  }

  private void repair(Manifest manifest) throws IOException, InterruptedException {
    world.uploader().repair(manifest, FakeWorld.DATASET, world.directory);
  }

  /** Puts back what a journal held, but for one byte in its middle. */
  private void damage(String journal) throws IOException {
    byte[] bytes = journal.getBytes(StandardCharsets.UTF_8);
    bytes[journal.indexOf('\n') - 3] ^= 1;
    Files.write(world.directory.journal(), bytes);
  }

  private List<JournalRecord> journal() throws IOException {
    List<JournalRecord> records = new ArrayList<>();
    byte[] bytes = Files.readAllBytes(world.directory.journal());
    Journal.replay(
        world.directory.journal(),
        new ByteArrayInputStream(bytes),
        (record, position) -> records.add(record));
    return records;
  }

  private RunState state() throws IOException {
    RunState state = new RunState();
    journal().forEach(record -> state.accept(record, 0));
    return state;
  }

  private RunResult goOn(Manifest manifest) throws IOException {
    world.disk.set(Files.readAllBytes(world.directory.journal()));
    return world.run(manifest);
  }

  private void requireRefusal(Manifest manifest, String why) throws IOException {
    byte[] before =
        Files.exists(world.directory.journal())
            ? Files.readAllBytes(world.directory.journal())
            : null;
    assertThatThrownBy(() -> repair(manifest))
        .isInstanceOfSatisfying(
            PreflightException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.RUN_FILE_BROKEN))
        .hasMessageStartingWith("The run in " + world.directory + " is not repaired: ")
        .hasMessageContaining(why);
    if (before == null) {
      assertThat(world.directory.journal()).doesNotExist();
    } else {
      assertThat(Files.readAllBytes(world.directory.journal())).isEqualTo(before);
    }
    assertThat(world.directory.damagedJournal()).doesNotExist();
  }

  @Test
  @DisplayName("fault 34: a lost journal of a finished run says again all that it said")
  void makesALostJournalAnew() throws IOException, InterruptedException {
    Manifest manifest = world.plan("{\"a\":1}\n{\"reject\":1}\n{\"a\":2}\n", 2);
    RunResult first = world.run(manifest);
    service.calls.clear();
    Files.delete(world.directory.journal());

    repair(manifest);
    RunResult second = goOn(manifest);

    assertThat(second.counts()).isEqualTo(first.counts());
    assertThat(second.status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(Files.readString(second.rejectedFile())).isEqualTo("{\"reject\":1}\n");
    assertThat(service.calls).as("one question for each import's end").hasSize(3);
    assertThat(service.calls).containsExactly("DATASET", "POLL", "POLL");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(world.directory.journal())))
        .isEqualTo("rw-------");
    assertThat(world.directory.damagedJournal()).doesNotExist();
  }

  @Test
  @DisplayName("fault 34: a damaged journal stays beside the new one, for its owner's eyes")
  void keepsTheDamagedJournal() throws IOException, InterruptedException {
    Manifest manifest = world.plan(4, 2);
    world.run(manifest);
    damage(world.journalText());
    byte[] damaged = Files.readAllBytes(world.directory.journal());

    repair(manifest);

    assertThat(Files.readAllBytes(world.directory.damagedJournal())).isEqualTo(damaged);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(world.directory.damagedJournal())))
        .isEqualTo("rw-------");
    assertThat(state().chunks()).allMatch(ChunkState::isTerminal);
    assertThat(journal())
        .as("what is listed and remembered is one attempt")
        .filteredOn(JournalRecord.UrlIntent.class::isInstance)
        .hasSize(2);
  }

  @Test
  void refusesAWholeJournal() throws IOException {
    Manifest manifest = world.plan(2, 2);
    world.run(manifest);
    Files.writeString(world.directory.journal(), world.journalText());
    requireRefusal(manifest, "its journal is whole; there is nothing to repair");
  }

  @Test
  void repairsAJournalThatHasNotEvenAPlan() throws IOException, InterruptedException {
    Manifest manifest = world.plan(2, 2);
    world.run(manifest);
    assertThat(world.directory.journal()).as("what was written is elsewhere here").isEmptyFile();
    repair(manifest);
    assertThat(state().chunk(1).phase()).isEqualTo(Phase.TERMINAL);
  }

  @ParameterizedTest(name = "an import that is {0} makes the chunk {1}")
  @CsvSource({
    "uninitialised, PUT_STARTED",
    "pending_schema, PARKED",
    "queued, LANDED",
    "processing, LANDED",
    "brand_new, LANDED",
    "failed, TERMINAL",
    "partial, TERMINAL",
    "complete, TERMINAL"
  })
  void takesAnImportForWhatItIs(String status, Phase phase)
      throws IOException, InterruptedException {
    Manifest manifest = world.plan(2, 2);
    lists(listed("imp-9", manifest, 1, 3, status(status)));
    repair(manifest);

    ChunkState chunk = state().chunk(1);
    assertThat(chunk.phase()).isEqualTo(phase);
    assertThat(chunk.attempt()).isEqualTo(3);
    assertThat(chunk.importId()).isEqualTo("imp-9");
    assertThat(chunk.openPuts()).as("whether it was sent to is not known").isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"\"written_count\":1", "\"accepted_count\":1"})
  void leavesItOpenWhetherAFailedImportHasWritten(String count)
      throws IOException, InterruptedException {
    Manifest manifest = world.plan(2, 2);
    lists(listed("imp-9", manifest, 1, 1, status("failed") + "," + count));
    repair(manifest);
    assertThat(state().chunk(1).phase()).isEqualTo(Phase.PUT_STARTED);
  }

  @Test
  void asksAnImportThatHasEndedForAllThatItSays() throws IOException, InterruptedException {
    Manifest manifest = world.plan(2, 2);
    lists(listed("imp-9", manifest, 1, 1, status("partial")));
    service.polls.add(
        FakeService.answers(
            200, "{\"status\":\"partial\",\"accepted_count\":1,\"rejected_count\":1}"));
    repair(manifest);
    ChunkState.Ending ending = Objects.requireNonNull(state().chunk(1).ending());
    assertThat(ending.acceptedCount()).isEqualTo(1);
    assertThat(ending.rejectedCount()).isEqualTo(1);
  }

  @Test
  void givesUpTheAttemptsBeforeTheLastOne() throws IOException, InterruptedException {
    Manifest manifest = world.plan(2, 2);
    lists(
        listed("imp-2", manifest, 1, 2, status("queued")),
        listed("imp-1", manifest, 1, 1, status("uninitialised")));
    repair(manifest);

    assertThat(journal())
        .extracting(record -> record.getClass().getSimpleName())
        .containsExactly(
            "Plan", "UrlIntent", "Abandoned", "UrlIntent", "UrlGranted", "PutStarted", "Poll");
    assertThat(state().chunk(1).attempt()).isEqualTo(2);
    assertThat(state().chunk(1).importId()).isEqualTo("imp-2");
    assertThat(((JournalRecord.UrlIntent) journal().get(1)).filename())
        .isEqualTo(Names.file(planId(manifest), 1, 1));
  }

  @Test
  @DisplayName(
      "of two imports of one name, which a doubled request makes, the one with bytes counts")
  void takesTheImportThatHoldsBytes() throws IOException, InterruptedException {
    Manifest manifest = world.plan(2, 2);
    lists(
        listed("imp-1", manifest, 1, 1, status("queued")),
        listed("imp-2", manifest, 1, 1, status("uninitialised")));
    repair(manifest);
    assertThat(state().chunk(1).importId()).isEqualTo("imp-1");
    assertThat(state().chunk(1).phase()).isEqualTo(Phase.LANDED);
  }

  /** Each import comes first in the list once, so that neither its place nor its id decides. */
  @ParameterizedTest(name = "{0} is the one whose URL was received")
  @ValueSource(strings = {"imp-1", "imp-2"})
  void takesTheImportWhoseUrlWasReceived(String received) throws IOException, InterruptedException {
    Manifest manifest = world.plan(2, 2);
    service.urls.add(
        FakeService.answers(
            201,
            "{\"import_id\":\"%s\",\"upload_url\":\"https://bucket.example.com/k?s=1\"}"
                .formatted(received)));
    service.puts.add(FakeService.answers(403, FakeService.s3Error("AccessDenied", "no")));
    assertThatThrownBy(() -> world.run(manifest)).isInstanceOf(PreflightException.class);
    damage(world.journalText());

    lists(
        listed("imp-1", manifest, 1, 1, status("uninitialised")),
        listed("imp-2", manifest, 1, 1, status("uninitialised")));
    repair(manifest);
    assertThat(state().chunk(1).importId()).isEqualTo(received);
  }

  @Test
  @DisplayName("a name that was asked for is not used again, also where no import shows it")
  void remembersWhatTheDamagedJournalHasAskedFor() throws IOException, InterruptedException {
    Manifest manifest = world.plan(4, 2);
    service.puts.add(FakeService.NONE);
    service.urls.add(FakeService.NONE);
    service.urls.add(FakeService.answers(503, "")); // of the second chunk: an intent, no import
    service.urls.add(FakeService.answers(401, ""));
    assertThatThrownBy(() -> world.run(manifest)).isInstanceOf(PreflightException.class);
    damage(world.journalText());

    repair(manifest);
    assertThat(state().chunk(2).phase()).isEqualTo(Phase.ABANDONED);
    assertThat(state().chunk(2).attempt()).isEqualTo(2);

    service.calls.clear();
    RunResult result = goOn(manifest);
    assertThat(result.status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(service.calls)
        .filteredOn(call -> call.startsWith("URL"))
        .containsExactly("URL " + Names.file(planId(manifest), 2, 3));
    assertThat(service.ledger.values()).hasSize(4).allMatch(count -> count == 1);
  }

  @Test
  void refusesWhereTheServiceListsNoImports() throws IOException {
    Manifest manifest = world.plan(2, 2);
    service.datasets.add(FakeService.answers(200, "{\"name\":\"Reviews\"}"));
    requireRefusal(manifest, "the service does not list the dataset's imports");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"import_id\":\"i\",\"status\":\"queued\"}",
        "{\"filename\":\"others.jsonl\",\"status\":\"queued\"}",
        "{\"import_id\":\"i\",\"filename\":\"others.jsonl\"}"
      })
  void refusesAListThatSaysTooLittle(String listed) throws IOException {
    Manifest manifest = world.plan(2, 2);
    lists(listed("imp-1", manifest, 1, 1, status("queued")), listed);
    requireRefusal(manifest, "an import without its file's name, its id or its status");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void refusesAChunkThatThePlanDoesNotHave(int chunk) throws IOException {
    Manifest manifest = world.plan(4, 2);
    lists(
        listed("imp-1", manifest, 1, 1, status("queued")),
        listed("imp-2", manifest, 2, 1, status("queued")),
        listed("imp-3", manifest, chunk, 1, status("queued")));
    requireRefusal(manifest, "there is an import of a chunk that the plan does not have");
  }

  @Test
  void refusesWhereNoImportIsOfThisPlan() throws IOException {
    Manifest manifest = world.plan(2, 2);
    lists("{\"import_id\":\"i\",\"filename\":\"others.jsonl\",\"status\":\"queued\"}");
    requireRefusal(manifest, "the dataset has no import of this plan");
  }

  @Test
  void refusesAGapInTheChunks() throws IOException {
    Manifest manifest = world.plan(6, 2);
    lists(
        listed("imp-1", manifest, 1, 1, status("complete")),
        listed("imp-3", manifest, 3, 1, status("complete")));
    requireRefusal(manifest, "the service does not list all imports of this plan");
  }

  @ParameterizedTest(name = "attempts {0} and {1}")
  @CsvSource({"queued, complete", "complete, uninitialised", "pending_schema, failed"})
  void refusesWhereNotOnlyTheLastAttemptHoldsRecords(String first, String second)
      throws IOException {
    Manifest manifest = world.plan(2, 2);
    lists(
        listed("imp-2", manifest, 1, 2, status(second)),
        listed("imp-1", manifest, 1, 1, status(first)));
    requireRefusal(manifest, "chunk 1 was tried several times (a1, a2)");
  }

  @Test
  @DisplayName("an import that failed holds no records, unless it says that it wrote some")
  void goesOnBehindAFailedAttemptThatHasWrittenNothing() throws IOException, InterruptedException {
    Manifest manifest = world.plan(2, 2);
    String last = listed("imp-2", manifest, 1, 2, status("queued"));
    lists(listed("imp-1", manifest, 1, 1, status("failed") + ",\"written_count\":1"), last);
    requireRefusal(manifest, "chunk 1 was tried several times (a1, a2)");

    lists(listed("imp-1", manifest, 1, 1, status("failed") + ",\"written_count\":0"), last);
    repair(manifest);
    assertThat(state().chunk(1).phase()).isEqualTo(Phase.LANDED);
    assertThat(state().chunk(1).importId()).isEqualTo("imp-2");
  }

  private static Stream<JournalRecord> recordsOfWhatWasNotSent() {
    Instant now = FakeWorld.START;
    return Stream.of(
        new JournalRecord.UrlIntent(2, 1, "f", now),
        new JournalRecord.UrlGranted(2, 1, "imp-2", null, 0, "f", "t", null, now),
        new JournalRecord.Abandoned(2, 1, "why", now));
  }

  private static Stream<JournalRecord> recordsOfWhatWasSent() {
    Instant now = FakeWorld.START;
    return Stream.of(
        new JournalRecord.PutStarted(2, 1, 1, now),
        new JournalRecord.PutResult(2, 1, 1, PutVerdict.ACKED, 200, null, null, null, now),
        new JournalRecord.Poll(2, 1, "queued", now),
        new JournalRecord.Held(2, 1, "why", now));
  }

  /** Leaves of a journal only a line that is damaged, and one that is not. */
  private void leave(JournalRecord record) throws IOException {
    Files.write(world.directory.journal(), "damaged\n".getBytes(StandardCharsets.UTF_8));
    Files.write(
        world.directory.journal(),
        Journal.frame(Json.MAPPER.writerFor(JournalRecord.class).writeValueAsBytes(record)),
        StandardOpenOption.APPEND);
  }

  @ParameterizedTest
  @MethodSource("recordsOfWhatWasNotSent")
  void givesUpAnAttemptThatIsNotListedAndWasNotSent(JournalRecord left)
      throws IOException, InterruptedException {
    Manifest manifest = world.plan(4, 2);
    leave(left);
    lists(listed("imp-1", manifest, 1, 1, status("complete")));
    repair(manifest);
    assertThat(state().chunk(2).phase()).isEqualTo(Phase.ABANDONED);
    assertThat(state().chunk(2).attempt()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("recordsOfWhatWasSent")
  void refusesAListWithoutAnAttemptThatWasSent(JournalRecord left) throws IOException {
    Manifest manifest = world.plan(4, 2);
    leave(left);
    lists(listed("imp-1", manifest, 1, 1, status("complete")));
    requireRefusal(manifest, "the service does not list all imports of this plan");
  }

  @Test
  void refusesTwoImportsOfOneNameThatBothHoldRecords() throws IOException {
    Manifest manifest = world.plan(2, 2);
    lists(
        listed("imp-1", manifest, 1, 1, status("queued")),
        listed("imp-2", manifest, 1, 1, status("complete")));
    requireRefusal(manifest, "chunk 1 was tried several times (a1, a1)");
  }
}
