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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The packaged program, killed with SIGKILL at seeded moments while it splits, and started again
 * until it ends: then the chunks are those of the plain file, cut at once. More of it: {@code
 * -Dpreflight.split.kills=200}, which is for each kind of source, other moments: {@code
 * -Dpreflight.kills.seed=7}.
 */
final class SplitKillIT {
  private static final int KILLS = Integer.getInteger("preflight.split.kills", 5);
  private static final long SEED = Long.getLong("preflight.kills.seed", 1);
  private static final int RECORDS = 3_000;
  private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();

  @TempDir private Path work;
  private Program program;

  /** What is cut, and how. */
  private record Split(String source, boolean judged) {
    String[] into(String out) {
      List<String> arguments = new ArrayList<>(List.of("split", "--max-bytes", "60KB"));
      if (judged) {
        arguments.addAll(List.of("--schema", "schema.json", "--on-invalid", "skip"));
      }
      arguments.addAll(List.of("--out-dir", out, source));
      return arguments.toArray(String[]::new);
    }

    /** Returns how it ends: with 1 where invalid records were left out. */
    int exitCode() {
      return judged ? 1 : 0;
    }
  }

  @BeforeEach
  void makeSources() throws Exception {
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
    byte[] bytes = Files.readAllBytes(work.resolve("data.jsonl"));
    Compressed.write(work.resolve("data.jsonl.gz"), bytes, 3);
    Compressed.write(work.resolve("data.jsonl.zst"), bytes, 2);
    Files.writeString(work.resolve("schema.json"), "{\"items\":{\"maxLength\":8000}}");
  }

  private void makeReference(boolean judged) throws Exception {
    Split plain = new Split("data.jsonl", judged);
    assertThat(program.run(plain.into("reference")).exitCode()).isEqualTo(plain.exitCode());
  }

  @ParameterizedTest(name = "fault 32: {0}, judged by a schema: {1}")
  @CsvSource({
    "data.jsonl, false",
    "data.jsonl, true",
    "data.jsonl.gz, false",
    "data.jsonl.gz, true",
    "data.jsonl.zst, false",
    "data.jsonl.zst, true"
  })
  void endsWithTheSameFilesHoweverOftenItIsKilled(String source, boolean judged) throws Exception {
    makeReference(judged);
    Split split = new Split(source, judged);
    SplittableRandom random = new SplittableRandom(SEED);
    Path out = work.resolve("out");
    int killed = 0;
    int keptOne = 0;
    while (killed < KILLS) {
      deleteAll(out);
      boolean ended = false;
      while (!ended && killed < KILLS) {
        int chunks = random.nextInt(40);
        ended = !isKilledAfter(chunks, split, out, random);
        if (!ended) {
          killed++;
          keptOne += count(out, ".jsonl.preflight-tmp") > 1 ? 1 : 0;
          assertNamedFilesAreWhole(out);
        }
      }
      Program.Result last = program.run(split.into("out"));
      assertThat(last.exitCode())
          .as("seed " + SEED + ": " + last.output())
          .isEqualTo(split.exitCode());
      assertNamedFilesAreWhole(out);
      assertThat(names(out)).as("seed " + SEED).isEqualTo(names(work.resolve("reference")));
      assertThat(program.run("split", "--verify", "out").exitCode()).isZero();
    }
    assertThat(keptOne).as("kills that left finished chunks").isGreaterThan(killed / 4);
  }

  @Test
  void saysAfterASignalWhatIsThereAndGoesOn() throws Exception {
    makeReference(/* judged= */ false);
    Split split = new Split("data.jsonl", /* judged= */ false);
    Path out = work.resolve("out");
    Process running = start(split);
    waitForChunks(20, out, running);
    running.destroy();
    Program.Result stopped = program.finish(running);

    assertThat(stopped.exitCode()).as(stopped.output()).isEqualTo(143);
    assertThat(stopped.stderr()).containsPattern("[0-9]+ finished chunks kept in out under temp");
    assertThat(names(out)).noneMatch(name -> name.endsWith(".jsonl"));
    Program.Result again = program.run(split.into("out"));
    assertThat(again.exitCode()).as(again.output()).isZero();
    assertThat(names(out)).isEqualTo(names(work.resolve("reference")));
    assertNamedFilesAreWhole(out);
  }

  private Process start(Split split) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Program.home().resolve("bin/preflight").toString());
    command.addAll(List.of(split.into("out")));
    return program.start(command);
  }

  private boolean isKilledAfter(int chunks, Split split, Path out, SplittableRandom random)
      throws Exception {
    Process running = start(split);
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
