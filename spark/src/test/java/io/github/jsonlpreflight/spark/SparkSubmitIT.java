package io.github.jsonlpreflight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.validator.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
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
  private static final Pattern MASTER = Pattern.compile("(spark://127\\.0\\.0\\.1:\\d+)\\s");
  private static final Pattern SERVICE = Pattern.compile("PROLIFIC_URL=(\\S+)\\s");
  private static final Pattern LEDGER = Pattern.compile("ledger: +(\\S+)\\s");

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
    // Here it is when the chunk files are written.
    comparison(master, Harm.KILL, List.of()).splits(file, SPLIT_BYTES / 2, "10000000");
    assertThat(Files.readString(folder.resolve("submit.log"))).contains("Lost executor");
  }

  @Test
  void countsAndWritesOnceThoughASecondAttemptOvertakesTheFirst() throws Exception {
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

  /** What a lost executor knew of its records is found out again. */
  @Test
  void findsWhatStandsTwiceThoughAnExecutorIsKilled() throws IOException {
    Path file = Files.write(folder.resolve("data.jsonl"), SampleFile.of(24, FILE_BYTES / 5));

    comparison("local-cluster[2,1,1024]", Harm.KILL, List.of())
        .withDuplicateRecord(Severity.ERROR)
        .validates(file, SPLIT_BYTES / 5, "1000");
    assertThat(Files.readString(folder.resolve("submit.log"))).contains("Lost executor");
  }

  @Test
  void writesChunkFilesThatAreSentInTheirOrder() throws Exception {
    Path file = Files.write(folder.resolve("data.jsonl"), SampleFile.of(23, 300_000));
    Comparison comparison = comparison("local[2]", Harm.NONE, List.of());
    comparison.splits(file, 20_000, "50000");

    Path served = folder.resolve("sandbox.log");
    String schema = comparison.schema().toString();
    Process sandbox =
        preflight(Map.of(), served, "sandbox", "--schema", schema, "--token", "of-the-test");
    String ledger = await(sandbox, served, LEDGER);
    Path log = folder.resolve("upload.log");
    Process upload =
        preflight(
            Map.of(
                "PROLIFIC_URL", await(sandbox, served, SERVICE), "PROLIFIC_TOKEN", "of-the-test"),
            log,
            "upload",
            "--manifest",
            folder.resolve("s").toString(),
            "--dataset",
            "sandbox",
            "--run-dir",
            folder.resolve("run").toString(),
            "--poll-interval",
            "0.05",
            "--format",
            "json");
    assertThat(upload.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

    Manifest manifest = Manifest.read(folder.resolve("s/manifest.json"));
    JsonNode result = JsonMapper.shared().readTree(log);
    assertThat(result.get("skipped_count").asLong()).isEqualTo(manifest.skippedCount());
    assertThat(result.get("accepted_count").asLong())
        .isPositive()
        .isEqualTo(manifest.totals().records() - manifest.skippedCount());
    assertThat(result.get("chunks").size()).isEqualTo(manifest.chunks().size()).isGreaterThan(1);
    assertThat(stored(ledger))
        .isEqualTo(digestsOfLines(SparkTesting.concatenated(folder.resolve("s"), "*-*.jsonl")));
  }

  private Process preflight(Map<String, String> settings, Path output, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("preflight.home"), "bin", "preflight").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile());
    builder.environment().putAll(settings);
    Process process = builder.start();
    cluster.add(process);
    return process;
  }

  /**
   * Returns the digests of all records that the sandbox has stored, in the order in which it did.
   */
  private static List<String> stored(String ledger) throws IOException, InterruptedException {
    String entries =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(URI.create(ledger)).build(), BodyHandlers.ofString())
            .body();
    List<String> digests = new ArrayList<>();
    for (String entry : entries.lines().toList()) {
      digests.add(JsonMapper.shared().readTree(entry).get("sha256").asString());
    }
    return digests;
  }

  private static List<String> digestsOfLines(byte[] bytes) throws NoSuchAlgorithmException {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    List<String> digests = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        sha256.update(bytes, from, i - from);
        digests.add(HexFormat.of().formatHex(sha256.digest()));
        from = i + 1;
      }
    }
    return digests;
  }

  private String startClusterOfTwoHosts() throws Exception {
    Path log = folder.resolve("master.log");
    Process master =
        spark.start(
            "127.0.0.1",
            log,
            "org.apache.spark.deploy.master.Master",
            List.of("--host", "127.0.0.1", "--port", "0", "--webui-port", "0"));
    cluster.add(master);
    String url = await(master, log, MASTER);
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

  /** Returns what a program says in its output, once it has said it. */
  private static String await(Process program, Path output, Pattern said)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    Matcher found = said.matcher(Files.readString(output));
    while (!found.find()) {
      assertThat(
              program.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline)
          .as("%s in %s", said, Files.readString(output))
          .isFalse();
      found = said.matcher(Files.readString(output));
    }
    return found.group(1);
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
      if (executors.size() == 2 && (isWriting("v") || isWriting("s"))) {
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
  private boolean isWriting(String name) throws IOException {
    Path results = folder.resolve(name).resolve("_temporary");
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
