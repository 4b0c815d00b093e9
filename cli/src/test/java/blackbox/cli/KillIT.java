package blackbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.sandbox.LedgerEntry;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The packaged program, killed with SIGKILL at seeded moments, most of them inside a request, and
 * started again until it ends. The sandbox's ledger is the judge. More of it: {@code
 * -Dpreflight.kills=1000}, other moments: {@code -Dpreflight.kills.seed=7}.
 */
final class KillIT extends AgainstTheSandbox {
  private static final int KILLS = Integer.getInteger("preflight.kills", 30);
  private static final long SEED = Long.getLong("preflight.kills.seed", 1);
  private static final int RECORDS = 300;
  private static final int CHUNKS = 6;

  /** A chunk takes some milliseconds to be sent, so that there is a moment to die in. */
  private static final String PADDING = "x".repeat(4000);

  private static final int MOST_MILLIS_TO_LIVE_ON = 40;

  private int killed;
  private int insideRequests;

  @Test
  @DisplayName("fault 32: killed inside requests, each record is in the dataset exactly once")
  void storesEachRecordOnceHoweverOftenItIsKilled() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 1; killed < KILLS; round++) {
      oneFile("data-" + round, random);
    }
    assertThat(insideRequests)
        .as("of " + killed + " kills, those inside a request for an address or an upload")
        .isGreaterThan(killed / 4);
  }

  private void oneFile(String name, SplittableRandom random) throws Exception {
    sandbox.createDataset(name, SCHEMA);
    List<String> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      records.add("{\"text\":\"" + name + " " + i + PADDING + "\"}");
    }
    Files.write(work.resolve(name + ".jsonl"), records);
    List<String> command =
        command("upload", name + ".jsonl", "--dataset", name, "--schema", "schema.json");
    command.addAll(List.of("--max-records", "" + RECORDS / CHUNKS, "--poll-interval", "0.01"));

    boolean ended = false;
    while (!ended) {
      Process running = program.start(command);
      ended = killed >= KILLS || !isKilled(running, name, random);
      if (ended) {
        Program.Result result = program.finish(running);
        assertThat(result.exitCode()).as("seed " + SEED + ": " + result.output()).isZero();
      }
    }
    assertThat(sandbox.ledger(name).stream().map(LedgerEntry::text))
        .as("seed " + SEED + ", " + name)
        .containsExactlyElementsOf(records);
  }

  /**
   * Kills it some milliseconds after its next but few request for an address, if it lives so long.
   */
  private boolean isKilled(Process running, String dataset, SplittableRandom random)
      throws Exception {
    int before = sandbox.imports(dataset).size();
    int requests = random.nextInt(1, 3);
    long toLiveOn = Duration.ofMillis(random.nextInt(MOST_MILLIS_TO_LIVE_ON)).toNanos();
    await(() -> !running.isAlive() || sandbox.imports(dataset).size() >= before + requests);
    long end = System.nanoTime() + toLiveOn;
    while (running.isAlive() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    if (!running.isAlive()) {
      return false;
    }
    running.destroyForcibly().waitFor();
    killed++;
    List<String> journal =
        Files.readAllLines(work.resolve(dataset + ".jsonl.preflight/journal.jsonl"));
    String last = journal.get(journal.size() - 1);
    insideRequests += last.contains("\"url_intent\"") || last.contains("\"put_started\"") ? 1 : 0;
    return true;
  }
}
