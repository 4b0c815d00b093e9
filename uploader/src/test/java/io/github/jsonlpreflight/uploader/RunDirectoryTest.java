package io.github.jsonlpreflight.uploader;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunDirectoryTest {
  @TempDir Path folder;

  @Test
  @DisplayName("fault 35: a second run is refused and told whose the lock is")
  void refusesASecondLockInTheSameProcess() throws IOException {
    RunDirectory directory = RunDirectory.at(folder.resolve("run"));
    try (RunLock lock = directory.lock()) {
      assertThat(lock.isHeld()).isTrue();
      assertThatThrownBy(() -> RunDirectory.at(folder.resolve("run")).lock())
          .isInstanceOfSatisfying(
              PreflightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RUN_LOCKED))
          .hasMessageContaining("pid " + ProcessHandle.current().pid());
      assertThat(RunLock.ownerOf(directory.lockFile()))
          .contains("pid " + ProcessHandle.current().pid());
    }
    assertThat(directory.lockFile()).doesNotExist();
    directory.lock().close();
  }

  @Test
  @DisplayName(
      "fault 15: a link in a run directory that came from elsewhere leads to no other file")
  void refusesALockThatIsALink() throws IOException {
    Path foreign = Files.writeString(folder.resolve("foreign"), "somebody's");
    RunDirectory directory = RunDirectory.at(Files.createDirectory(folder.resolve("run")));
    Files.createSymbolicLink(directory.lockFile(), foreign);

    assertThatThrownBy(directory::lock)
        .isInstanceOfSatisfying(
            PreflightException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_UNWRITABLE))
        .hasMessage("Cannot write " + directory.lockFile() + ": it is a link; remove it");

    assertThat(foreign).hasContent("somebody's");
  }

  @Test
  @DisplayName("fault 35: another process keeps its lock until it dies, however it dies")
  void refusesTheLockOfAnotherProcess() throws Exception {
    RunDirectory directory = RunDirectory.at(folder.resolve("run"));
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(other.getInputStream().read()).isEqualTo('L');
      assertThatThrownBy(directory::lock)
          .isInstanceOf(PreflightException.class)
          .hasMessageContaining("pid " + other.pid());
      assertThat(RunLock.ownerOf(directory.lockFile())).contains("pid " + other.pid());
    } finally {
      other.destroyForcibly();
    }
    assertThat(other.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(directory.lockFile()).exists();
    assertThat(RunLock.ownerOf(directory.lockFile())).isNull();
    directory.lock().close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pid x on y since z",
        "pid 99999999999999999999 on y",
        "pid",
        "\u00ff\u0000",
        "mine"
      })
  void namesWhateverStandsInALockThatItDoesNotUnderstand(String text) throws IOException {
    RunDirectory directory = RunDirectory.at(folder);
    Files.writeString(directory.lockFile(), text, StandardCharsets.ISO_8859_1);
    assertThat(RunLock.ownerOf(directory.lockFile())).isEqualTo(text);
    directory.lock().close();
    assertThat(RunLock.ownerOf(directory.lockFile())).isNull();
  }

  @Test
  @DisplayName("fault 35: a dead owner's process id may be another's by now")
  void takesNoLaterProcessForTheOwner() throws Exception {
    RunDirectory directory = RunDirectory.at(folder);
    String mine;
    try (RunLock lock = directory.lock()) {
      assertThat(lock.isHeld()).isTrue();
      mine = requireNonNull(RunLock.ownerOf(directory.lockFile()));
    }
    Files.writeString(directory.lockFile(), mine);
    assertThat(RunLock.ownerOf(directory.lockFile())).as("left by one of this id").isNull();

    ProcessHandle other = ProcessHandle.current().parent().orElseThrow();
    Instant began = other.info().startInstant().orElseThrow();
    String owner = mine.replaceFirst("pid \\d+", "pid " + other.pid());
    Files.writeString(directory.lockFile(), owner);
    assertThat(RunLock.ownerOf(directory.lockFile())).isEqualTo(owner);
    Instant before = began.truncatedTo(ChronoUnit.SECONDS).minusSeconds(60);
    Files.writeString(directory.lockFile(), owner.replaceFirst("since .*", "since " + before));
    assertThat(RunLock.ownerOf(directory.lockFile())).as("began a minute later").isNull();
  }

  /** Holds a directory's lock until it is killed. */
  static final class LockHolder {
    public static void main(String[] args) throws Exception {
      RunLock lock = RunDirectory.at(Path.of(args[0])).lock();
      System.out.write('L');
      System.out.flush();
      Thread.sleep(TimeUnit.MINUTES.toMillis(1));
      lock.close();
    }
  }

  @Test
  void reportsARunFromItsFilesAlone() throws IOException {
    FakeWorld world = new FakeWorld(folder);
    world.service.failReason = "no";
    world.run(world.plan(4, 2));
    Files.write(world.directory.journal(), world.journalText().getBytes(StandardCharsets.UTF_8));
    Files.writeString(world.directory.journal(), "{\"len\":", StandardOpenOption.APPEND);
    RunReport report = RunReport.read(world.directory);
    assertThat(report.datasetId()).contains(FakeWorld.DATASET);
    assertThat(report.lastStatus()).contains(RunStatus.FAILED);
    assertThat(report.counts()).isEqualTo(new RunCounts(4, 0, 2, 0, 2));
    assertThat(report.chunks())
        .extracting(ChunkOutcome::status)
        .containsExactly("failed", "planned");
    assertThat(report.owner()).isEmpty();
    assertThat(Files.readString(world.directory.journal())).endsWith("{\"len\":");
  }

  @Test
  void reportsARunThatHasOnlyAPlan() throws IOException {
    FakeWorld world = new FakeWorld(folder);
    world.plan(4, 2);
    RunReport report = RunReport.read(world.directory);
    assertThat(report.lastStatus()).isEmpty();
    assertThat(report.counts()).isEqualTo(new RunCounts(4, 0, 0, 0, 4));
  }
}
