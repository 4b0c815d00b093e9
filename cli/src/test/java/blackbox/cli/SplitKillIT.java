package blackbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged program, killed with SIGKILL at seeded moments while it splits, and started again
 * until it ends. More of it: {@code -Dpreflight.split.kills=200}, other moments: {@code
 * -Dpreflight.kills.seed=7}.
 */
final class SplitKillIT {
  private static final int KILLS = Integer.getInteger("preflight.split.kills", 15);
  private static final long SEED = Long.getLong("preflight.kills.seed", 1);
  private static final int RECORDS = 3_000;
  private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();

  @TempDir private Path work;
  private Program program;

  @BeforeEach
  void makeSource() throws Exception {
    program = new Program(work);
    SplittableRandom random = new SplittableRandom(SEED);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      lines.add(
          random.nextInt(20) == 0
              ? ""
              : "[" + i + ",\"" + "x".repeat(random.nextInt(9000)) + "\"]");
    }
    Files.write(work.resolve("data.jsonl"), lines);
    assertThat(program.run(arguments("reference")).exitCode()).isZero();
  }

  @Test
  void endsWithTheSameFilesHoweverOftenItIsKilled() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    Path out = work.resolve("out");
    int killed = 0;
    int keptOne = 0;
    while (killed < KILLS) {
      deleteAll(out);
      boolean ended = false;
      while (!ended && killed < KILLS) {
        int chunks = random.nextInt(40);
        ended = !isKilledAfter(chunks, out, random);
        if (!ended) {
          killed++;
          keptOne += count(out, ".jsonl.preflight-tmp") > 1 ? 1 : 0;
          assertNamedFilesAreWhole(out);
        }
      }
      Program.Result last = program.run(arguments("out"));
      assertThat(last.exitCode()).as("seed " + SEED + ": " + last.output()).isZero();
      assertNamedFilesAreWhole(out);
      assertThat(names(out)).as("seed " + SEED).isEqualTo(names(work.resolve("reference")));
      assertThat(program.run("split", "--verify", "out").exitCode()).isZero();
    }
    assertThat(keptOne).as("kills that left finished chunks").isGreaterThan(killed / 4);
  }

  @Test
  void saysAfterASignalWhatIsThereAndGoesOn() throws Exception {
    Path out = work.resolve("out");
    Process running = start();
    waitForChunks(20, out, running);
    running.destroy();
    Program.Result stopped = program.finish(running);

    assertThat(stopped.exitCode()).as(stopped.output()).isEqualTo(143);
    assertThat(stopped.stderr()).containsPattern("[0-9]+ finished chunks kept in out under temp");
    assertThat(names(out)).noneMatch(name -> name.endsWith(".jsonl"));
    Program.Result again = program.run(arguments("out"));
    assertThat(again.exitCode()).as(again.output()).isZero();
    assertThat(names(out)).isEqualTo(names(work.resolve("reference")));
    assertNamedFilesAreWhole(out);
  }

  private static String[] arguments(String out) {
    return new String[] {"split", "--max-bytes", "60KB", "--out-dir", out, "data.jsonl"};
  }

  private Process start() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Program.home().resolve("bin/preflight").toString());
    command.addAll(List.of(arguments("out")));
    return program.start(command);
  }

  private boolean isKilledAfter(int chunks, Path out, SplittableRandom random) throws Exception {
    Process running = start();
    waitForChunks(chunks, out, running);
    long end = System.nanoTime() + random.nextInt(20_000_000);
    while (running.isAlive() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    if (!running.isAlive()) {
      return false;
    }
    running.destroyForcibly().waitFor();
    return true;
  }

  private static void waitForChunks(int chunks, Path out, Process running) throws IOException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (running.isAlive() && count(out, ".preflight-tmp") < chunks) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private void assertNamedFilesAreWhole(Path out) throws IOException {
    for (String name : names(out)) {
      if (name.endsWith(".jsonl")) {
        assertThat(out.resolve(name))
            .as("seed " + SEED)
            .hasSameBinaryContentAs(work.resolve("reference").resolve(name));
      }
    }
  }

  private static long count(Path out, String ending) throws IOException {
    return names(out).stream().filter(name -> name.endsWith(ending)).count();
  }

  private static List<String> names(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
