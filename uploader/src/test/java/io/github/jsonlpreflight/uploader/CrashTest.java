package io.github.jsonlpreflight.uploader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.simulateddisk.SimulatedDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stops a run at every event: before and after each append, force and call. */
class CrashTest {
  private static final int RECORDS = 10;
  private static final int PER_CHUNK = 2;

  @TempDir Path temporary;

  @ParameterizedTest(name = "fault 32: a crash at any event, {0} in flight")
  @ValueSource(ints = {1, 3})
  void sendsEachRecordOnceAfterACrashAtAnyEvent(int inFlight) throws IOException {
    boolean crashed = true;
    for (int event = 0; crashed; event++) {
      FakeWorld world = world("one-" + event, inFlight);
      Manifest manifest = world.plan(RECORDS, PER_CHUNK);
      crashed = world.crashes(manifest, event);
      requireExactlyOnce(world, world.run(manifest), "crash at event " + event);
    }
  }

  @Test
  @DisplayName("fault 32: a crash at any event, and another at any event of the recovery")
  void sendsEachRecordOnceAfterACrashDuringTheRecovery() throws IOException {
    // All pairs of events are thousands of runs: too many for a real disk.
    Path folder =
        Files.createDirectories(new SimulatedDisk(() -> FakeWorld.START).getPath("/work"));
    Manifest manifest = again(folder, 1).plan(4, PER_CHUNK);
    boolean firstCrashed = true;
    for (int first = 0; firstCrashed; first++) {
      boolean secondCrashed = true;
      for (int second = 0; secondCrashed; second++) {
        FakeWorld world = again(folder, 1);
        firstCrashed = world.crashes(manifest, first);
        secondCrashed = world.crashes(manifest, second);
        String when = "crashes at events " + first + " and " + second;
        requireExactlyOnce(world, world.run(manifest), when);
      }
    }
  }

  @ParameterizedTest(name = "faults 27, 28, 32: crashes and lost answers in any mixture, seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void neverDoublesNorForgetsUnderRandomFaults(long seed) throws IOException {
    for (int round = 0; round < 12; round++) {
      Random random = new Random(seed * 1000 + round);
      FakeWorld world = world("random-" + seed + "-" + round, 1 + random.nextInt(3));
      Manifest manifest = world.plan(RECORDS, PER_CHUNK);
      RunResult result = null;
      for (int start = 0; start < 60 && !isOver(result); start++) {
        scatter(world.service, random, start < 30 ? 4 : 0);
        world.crashAt = start < 30 && random.nextInt(3) == 0 ? random.nextInt(60) : Long.MAX_VALUE;
        try {
          result = world.run(manifest);
        } catch (FakeWorld.Crash e) {
          result = null;
        } catch (PreflightException e) {
          assertThat(e.code()).as("seed " + seed).isEqualTo(ErrorCode.SERVICE_FAILED);
        }
      }
      String when = "seed " + seed + ", round " + round;
      assertThat(world.service.ledger.values()).as(when).allMatch(count -> count == 1);
      RunResult last = Objects.requireNonNull(result, when);
      assertThat(last.status()).as(when).isIn(RunStatus.COMPLETE, RunStatus.UNDECIDED);
      assertThat(last.counts().accepted()).as(when).isEqualTo(world.service.ledger.size());
      requireInvariant(last, when);
    }
  }

  private static boolean isOver(@Nullable RunResult result) {
    return result != null && result.status() == RunStatus.COMPLETE;
  }

  private static void scatter(FakeService service, Random random, int faults) {
    service.puts.clear();
    service.urls.clear();
    service.polls.clear();
    FakeService.Fault[] all = {
      FakeService.NONE,
      FakeService.NONE,
      FakeService.LOST_BEFORE,
      FakeService.LOST_AFTER,
      FakeService.answers(503, FakeService.s3Error("SlowDown", "Reduce your request rate")),
      FakeService.answers(500, FakeService.s3Error("InternalError", "")),
      FakeService.effectThenAnswers(500, ""),
      FakeService.effectThenAnswers(504, "<html>")
    };
    for (int i = 0; i < faults; i++) {
      service.puts.add(all[random.nextInt(all.length)]);
      service.urls.add(all[random.nextInt(all.length)]);
      service.polls.add(all[random.nextInt(all.length)]);
    }
    service.eventLag = Duration.ofSeconds(random.nextInt(100));
  }

  private FakeWorld world(String name, int inFlight) throws IOException {
    return again(Files.createDirectory(temporary.resolve(name)), inFlight);
  }

  /** Returns a fresh world that finds a plan made earlier. */
  private static FakeWorld again(Path folder, int inFlight) throws IOException {
    FakeWorld world = new FakeWorld(folder);
    for (int chunk = 1; chunk <= RECORDS; chunk++) {
      Files.deleteIfExists(world.directory.uploadUrl(chunk));
    }
    world.options = UploadOptions.builder().inFlight(inFlight).build();
    return world;
  }

  private static void requireExactlyOnce(FakeWorld world, RunResult result, String when) {
    assertThat(result.status()).as(when).isEqualTo(RunStatus.COMPLETE);
    assertThat(world.service.ledger.values()).as(when).allMatch(count -> count == 1);
    assertThat(world.service.ledger).as(when).hasSize((int) result.counts().records());
    requireInvariant(result, when);
    RunState replayed = new RunState();
    try {
      Journal.replay(world.directory.journal(), world.disk.read(0), replayed);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    assertThat(replayed.chunks()).as(when).allMatch(ChunkState::isTerminal);
  }

  private static void requireInvariant(RunResult result, String when) {
    RunCounts counts = result.counts();
    assertThat(counts.accepted() + counts.rejected() + counts.skipped() + counts.unfinished())
        .as(when)
        .isEqualTo(counts.records());
  }
}
