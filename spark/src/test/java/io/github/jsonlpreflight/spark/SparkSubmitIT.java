package io.github.jsonlpreflight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.chunker.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The jar for executors, as {@code spark-submit} starts it, on executors in processes of their own:
 * what is found and written is what {@code preflight} does, also where an executor dies or hangs in
 * the midst of it.
 */
class SparkSubmitIT {
  private static final int FILE_BYTES = 50_000_000;
  private static final long SPLIT_BYTES = 2_000_000;
  private static final long PATIENCE_SECONDS = 300;
  private static final long LOOK_MILLIS = 20;
  private static final Pattern MASTER_URL = Pattern.compile("(spark://127\\.0\\.0\\.1:\\d+)");

  @TempDir Path folder;

  private final List<Process> cluster = new ArrayList<>();
  private SparkHome spark;

  /** The signal that an executor gets, once, when tasks have begun to write. */
  private enum Harm {
    NONE,
    KILL,
    STOP
  }

  @BeforeEach
  void layOut() throws IOException {
    spark = SparkHome.create();
  }

  @AfterEach
  void stopCluster() {
    for (Process process : cluster) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  @Test
  void worksOnTwoExecutorsThoughOneIsKilled() throws IOException {
    Path file = Files.write(folder.resolve("data.jsonl"), SampleFile.of(21, FILE_BYTES));
    String master = "local-cluster[2,1,1024]";

    comparison(master, Harm.KILL, List.of()).validates(file, SPLIT_BYTES, "1000");
    assertThat(Files.readString(folder.resolve("submit.log"))).contains("Lost executor");
    comparison(master, Harm.NONE, List.of()).splits(file, SPLIT_BYTES, "10000000");
  }

  @Test
  void countsAndWritesOnceThoughASecondAttemptOvertakesTheFirst() throws IOException {
    Path file = Files.write(folder.resolve("data.jsonl"), SampleFile.of(22, FILE_BYTES / 5));
    String master = startClusterOfTwoHosts();
    List<String> speculation =
        List.of(
            "spark.speculation=true",
            "spark.speculation.interval=50ms",
            "spark.speculation.quantile=0.5",
            // Nobody waits longer for an answer of the executor that is stopped.
            "spark.network.timeout=30s",
            "spark.network.timeoutInterval=15s");

    comparison(master, Harm.STOP, speculation).validates(file, SPLIT_BYTES / 5, "1000");
    assertThat(Files.readString(folder.resolve("submit.log")))
        .containsPattern("Marking task \\d+ in stage .* as speculatable");
  }

  @Test
  void writesChunkFilesThatAreSentInTheirOrder() throws Exception {
    Path file = Files.write(folder.resolve("data.jsonl"), SampleFile.of(23, 300_000));
    Comparison comparison = comparison("local[2]", Harm.NONE, List.of());
    comparison.splits(file, 20_000, "50000");

    Path log = folder.resolve("upload.log");
    Process upload =
        new ProcessBuilder(
                Path.of(System.getProperty("preflight.home"), "bin", "preflight").toString(),
                "upload",
                "--manifest",
                folder.resolve("s").toString(),
                "--schema",
                comparison.schema().toString(),
                "--run-dir",
                folder.resolve("run").toString(),
                "--sandbox",
                "--format",
                "json")
            .redirectOutput(log.toFile())
            .start();
    cluster.add(upload);
    assertThat(upload.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

    Manifest manifest = Manifest.read(folder.resolve("s/manifest.json"));
    JsonNode result = JsonMapper.shared().readTree(log);
    assertThat(result.get("skipped_count").asLong()).isEqualTo(manifest.skippedCount());
    assertThat(result.get("accepted_count").asLong())
        .isPositive()
        .isEqualTo(manifest.totals().records() - manifest.skippedCount());
    assertThat(result.get("chunks").size()).isEqualTo(manifest.chunks().size()).isGreaterThan(1);
  }

  private String startClusterOfTwoHosts() throws IOException {
    Path log = folder.resolve("master.log");
    Process master =
        spark.start(
            "127.0.0.1",
            log,
            "org.apache.spark.deploy.master.Master",
            List.of("--host", "127.0.0.1", "--port", "0", "--webui-port", "0"));
    cluster.add(master);
    String url = null;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (url == null) {
      Matcher found = MASTER_URL.matcher(Files.readString(log));
      url = found.find() ? found.group(1) : null;
      assertThat(master.isAlive() && System.nanoTime() < deadline).as("the master starts").isTrue();
    }
    for (String host : List.of("127.0.0.1", "127.0.0.2")) {
      cluster.add(
          spark.start(
              host,
              folder.resolve("worker-" + host + ".log"),
              "org.apache.spark.deploy.worker.Worker",
              List.of(
                  "--host",
                  host,
                  "--webui-port",
                  "0",
                  "--cores",
                  "1",
                  "--memory",
                  "1g",
                  "--work-dir",
                  folder.resolve("work-" + host).toString(),
                  url)));
    }
    return url;
  }

  private Comparison comparison(String master, Harm harm, List<String> settings) {
    return new Comparison(folder, arguments -> submit(master, harm, settings, arguments));
  }

  private Comparison.Outcome submit(
      String master, Harm harm, List<String> settings, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("--master", master));
    List<String> all = new ArrayList<>(settings);
    all.add("spark.ui.enabled=false");
    all.add("spark.driver.host=127.0.0.1");
    all.add("spark.executor.memory=1g");
    all.add("spark.local.dir=" + folder.resolve("local"));
    for (String setting : all) {
      command.addAll(List.of("--conf", setting));
    }
    command.addAll(List.of("--class", PreflightSparkJob.class.getName()));
    command.add(System.getProperty("preflight.spark.jar"));
    command.addAll(List.of(arguments));
    Path log = folder.resolve("submit.log");
    Process process = spark.start("127.0.0.1", log, "org.apache.spark.deploy.SparkSubmit", command);
    cluster.add(process);
    try {
      Optional<ProcessHandle> harmed = harm(harm, process);
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
      if (harm == Harm.STOP) {
        // The one that was overtaken wakes up, too late to change anything.
        signal("CONT", harmed.orElseThrow());
        harmed.orElseThrow().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(e);
    }
    return new Comparison.Outcome(process.exitValue(), Files.readString(log));
  }

  private Optional<ProcessHandle> harm(Harm harm, Process submit)
      throws IOException, InterruptedException {
    if (harm == Harm.NONE) {
      return Optional.empty();
    }
    while (!submit.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      List<ProcessHandle> executors = executors();
      if (executors.size() == 2 && isWriting()) {
        ProcessHandle first = executors.get(0);
        signal(harm.name(), first);
        return Optional.of(first);
      }
    }
    throw new AssertionError(
        "nothing was harmed: " + Files.readString(folder.resolve("submit.log")));
  }

  private List<ProcessHandle> executors() {
    return cluster.stream()
        .flatMap(Process::descendants)
        .filter(
            child -> child.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
        .toList();
  }

  /** Whether a task has committed its files, and others are at work. */
  private boolean isWriting() throws IOException {
    Path results = folder.resolve("v");
    return Files.exists(results)
        && exists(results, file -> file.toString().contains("/task_"))
        && exists(results, file -> file.toString().contains("/attempt_"));
  }

  private static boolean exists(Path below, Predicate<Path> which) throws IOException {
    try (Stream<Path> files = Files.walk(below)) {
      return files.anyMatch(which);
    } catch (UncheckedIOException e) {
      return false; // a folder went away while it was looked at
    }
  }

  private static void signal(String name, ProcessHandle process)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
  }
}
