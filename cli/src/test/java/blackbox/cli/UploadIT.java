package blackbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jsonlpreflight.sandbox.LedgerEntry;
import io.github.jsonlpreflight.sandbox.SandboxCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged program against a sandbox in another process: this one. */
final class UploadIT extends AgainstTheSandbox {
  private static final String DATASET = "reviews";
  private static final long BUSY_MACHINE_SECONDS = 2;

  @Test
  @DisplayName("fault 32: killed again and again, 20 chunks are in the dataset exactly once")
  void survivesKills() throws Exception {
    sandbox.createDataset(DATASET, SCHEMA);
    writeRecords(1000);
    for (int imports : new int[] {1, 2, 5, 11, 17, 20}) {
      Process running = program.start(uploadCommand("--max-records", "50"));
      await(() -> sandbox.imports(DATASET).size() >= imports || !running.isAlive());
      running.destroyForcibly().waitFor();
    }

    Program.Result last = program.run(upload("--max-records", "50"));

    assertThat(last.exitCode()).as(last.output()).isZero();
    assertThat(last.stdout()).contains("1,000 records, 1,000 accepted");
    assertThat(storedTexts()).containsExactlyElementsOf(texts(1000));
  }

  @Test
  void sendsNothingWhenAFinishedRunIsStartedAgain() throws Exception {
    sandbox.createDataset(DATASET, SCHEMA);
    writeRecords(10);
    Program.Result first = program.run(upload());
    Program.Result second = program.run(upload());

    assertThat(first.exitCode()).as(first.output()).isZero();
    assertThat(second.exitCode()).as(second.output()).isZero();
    assertThat(sandbox.imports(DATASET)).hasSize(1);
    assertThat(second.stdout()).contains("10 records, 10 accepted");
  }

  @Test
  void fetchesTheDatasetsOwnSchema() throws Exception {
    sandbox.createDataset(DATASET, SCHEMA);
    Files.writeString(work.resolve("data.jsonl"), "{\"text\":\"a\"}\n{\"txet\":\"b\"}\n");

    Program.Result result = program.run("upload", "data.jsonl", "--dataset", DATASET);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.stdout()).contains("line 2: Record missing required field: text");
    assertThat(result.stderr()).contains("Nothing was sent");
    assertThat(sandbox.imports(DATASET)).isEmpty();
    assertThat(work.resolve("data.jsonl.preflight")).doesNotExist();
  }

  @Test
  void endsWith5WhereThereIsNoSchemaToJudgeByYet() throws Exception {
    sandbox.createDataset(DATASET, null);
    writeRecords(1);
    String[] upload = {"upload", "data.jsonl", "--dataset", DATASET, "--poll-interval", "0.01"};

    Program.Result paused = program.run(upload);
    Program.Result validated = program.run("validate", "data.jsonl", "--dataset", DATASET);
    patchSchema(SCHEMA);
    Program.Result again = program.run(upload);

    assertThat(paused.exitCode()).as(paused.output()).isEqualTo(5);
    assertThat(paused.stderr()).contains("has no schema yet");
    assertThat(validated.exitCode()).as(validated.output()).isEqualTo(5);
    assertThat(again.exitCode()).as(again.output()).isZero();
  }

  @Test
  void readsATokenBehindAByteOrderMark() throws Exception {
    sandbox.createDataset(DATASET, SCHEMA);
    writeRecords(1);
    Files.writeString(work.resolve("token"), "\uFEFF" + TOKEN + "\r\n");

    Program.Result result =
        new Program(work, Map.of("PROLIFIC_URL", url())).run(upload("--token-file", "token"));

    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  @Test
  @DisplayName("fault 14: no valid record, no upload URL")
  void sendsNothingWhereNothingIsValid() throws Exception {
    sandbox.createDataset(DATASET, SCHEMA);
    Files.writeString(work.resolve("data.jsonl"), "{}\n\n{}\n");

    Program.Result result = program.run(upload("--on-invalid", "skip"));

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.stderr()).contains("Nothing to upload");
    assertThat(sandbox.imports(DATASET)).isEmpty();
  }

  @Test
  void repairsWhatWasRejected() throws Exception {
    sandbox.createDataset(DATASET, SCHEMA);
    Files.writeString(
        work.resolve("data.jsonl"), "{\"text\":\"a\"}\r\n{\"txet\":\"b\"}\r\n{\"text\":\"c\"}");
    Program.Result first = program.run(upload("--on-invalid", "skip"));
    Path rejected = work.resolve("data.jsonl.preflight/rejected.jsonl");
    String mended = Files.readString(rejected).replace("txet", "text");
    Files.writeString(work.resolve("mended.jsonl"), mended);

    Program.Result second =
        program.run("upload", "mended.jsonl", "--dataset", DATASET, "--poll-interval", "0.01");

    assertThat(first.exitCode()).as(first.output()).isEqualTo(1);
    assertThat(mended).isEqualTo("{\"text\":\"b\"}\r\n");
    assertThat(second.exitCode()).as(second.output()).isZero();
    assertThat(storedTexts())
        .containsExactly("{\"text\":\"a\"}\r", "{\"text\":\"c\"}", "{\"text\":\"b\"}\r");
  }

  @Test
  void leavesWhatWasMendedInPlaceAloneWhenRunAgain() throws Exception {
    sandbox.createDataset(DATASET, SCHEMA);
    Files.writeString(work.resolve("data.jsonl"), "{\"text\":\"a\"}\n{\"txet\":\"b\"}\n");
    program.run(upload("--on-invalid", "skip"));
    Path rejected = work.resolve("data.jsonl.preflight/rejected.jsonl");
    Files.writeString(rejected, "{\"text\":\"mended\"}\n");

    Program.Result again = program.run(upload("--on-invalid", "skip"));

    assertThat(again.exitCode()).as(again.output()).isEqualTo(1);
    assertThat(rejected).hasContent("{\"text\":\"mended\"}\n");
  }

  @Test
  void goesOnThoughTheDatasetsOwnSchemaHasChangedMeanwhile() throws Exception {
    sandbox.createDataset(DATASET, SCHEMA);
    writeRecords(30);
    sandbox.faults().failNextImports(1, "for once");
    String[] command = {
      "upload", "data.jsonl", "--dataset", DATASET, "--max-records", "10", "--poll-interval", "0.01"
    };
    Program.Result failed = program.run(command);
    patchSchema(SCHEMA.replace("{\"type\":\"text\"}", "{\"type\":\"text\",\"label\":\"new\"}"));
    Program.Result again = program.run(command);

    assertThat(failed.exitCode()).as(failed.output()).isEqualTo(4);
    assertThat(again.exitCode()).as(again.output()).isEqualTo(4);
    assertThat(storedTexts()).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void endsWith4WhenAnImportFailsAndGoesOnWhenRunAgain() throws Exception {
    sandbox.createDataset(DATASET, SCHEMA);
    writeRecords(30);
    sandbox.faults().failNextImports(1, "File could not be parsed as JSONL");

    Program.Result failed = program.run(upload("--max-records", "10"));
    Program.Result again = program.run(upload("--max-records", "10", "--on-failed", "continue"));

    assertThat(failed.exitCode()).as(failed.output()).isEqualTo(4);
    assertThat(again.exitCode()).as(again.output()).isEqualTo(4);
    assertThat(storedTexts()).hasSize(20).doesNotHaveDuplicates();
    assertThat(Files.readAllLines(work.resolve("data.jsonl.preflight/rejected.jsonl"))).hasSize(10);
  }

  @Test
  void endsWith4WhenTheTokenIsRefused() throws Exception {
    sandbox.createDataset(DATASET, SCHEMA);
    writeRecords(1);
    Files.writeString(work.resolve("token"), "another-planted-token\n");

    Program.Result result = program.run(upload("--token-file", "token"));

    assertThat(result.exitCode()).as(result.output()).isEqualTo(4);
    assertThat(result.output()).doesNotContain("another-planted-token");
  }

  @Test
  void endsWith5WhileTheDatasetHasNoSchemaAndGoesOnWhenItHasOne() throws Exception {
    sandbox.createDataset(DATASET, null);
    writeRecords(3);

    Program.Result paused = program.run(upload());
    patchSchema(SCHEMA);
    Program.Result again = program.run(upload());

    assertThat(paused.exitCode()).as(paused.output()).isEqualTo(5);
    assertThat(paused.stdout()).containsIgnoringCase("schema");
    assertThat(again.exitCode()).as(again.output()).isZero();
    assertThat(storedTexts()).containsExactlyElementsOf(texts(3));
  }

  @Test
  void endsWith5WhenAnImportTakesTooLongAndGoesOnWhenRunAgain() throws Exception {
    sandbox.createDataset(DATASET, SCHEMA);
    writeRecords(3);
    sandbox.faults().showStatusNext(100_000, "processing");

    Program.Result paused = program.run(upload("--poll-timeout", "0.5"));
    sandbox.faults().clear();
    Program.Result again = program.run(upload());

    assertThat(paused.exitCode()).as(paused.output()).isEqualTo(5);
    assertThat(again.exitCode()).as(again.output()).isZero();
    assertThat(storedTexts()).containsExactlyElementsOf(texts(3));
  }

  @Test
  void endsWith6WhenAChunksOutcomeCannotBeKnownAndLetsAPersonDecide() throws Exception {
    sandbox.createDataset(DATASET, SCHEMA);
    writeRecords(3);
    sandbox.faults().shortenNextUploadUrls(100, Duration.ofSeconds(1));
    sandbox.faults().cutNextPuts(100);

    Program.Result undecided = program.run(upload("--poll-timeout", "1"));
    sandbox.faults().clear();
    Program.Result held = program.run(upload("--poll-timeout", "1"));
    Program.Result resent = program.run(upload("--on-ambiguous", "resend"));

    assertThat(undecided.exitCode()).as(undecided.output()).isEqualTo(6);
    assertThat(undecided.stdout()).contains("--on-ambiguous");
    assertThat(held.exitCode()).as(held.output()).isEqualTo(6);
    assertThat(resent.exitCode()).as(resent.output()).isZero();
    assertThat(storedTexts()).containsExactlyElementsOf(texts(3));
  }

  @Test
  void goesOnAfterAPersonHasFoundTheUndecidedChunkInTheDataset() throws Exception {
    sandbox.createDataset(DATASET, SCHEMA);
    writeRecords(6);
    sandbox.faults().shortenNextUploadUrls(100, Duration.ofSeconds(1));
    sandbox.faults().holdNextObjectEvents(100);
    sandbox.faults().loseNextPutReplies(100);

    Program.Result undecided = program.run(upload("--max-records", "3", "--poll-timeout", "1"));
    Program.Result landed =
        program.run(
            upload("--max-records", "3", "--on-ambiguous", "landed", "--poll-timeout", "1"));
    sandbox.faults().clear();
    Program.Result again = program.run(upload("--max-records", "3"));

    assertThat(undecided.exitCode()).as(undecided.output()).isEqualTo(6);
    assertThat(undecided.stdout()).contains("--on-ambiguous landed");
    assertThat(landed.stdout()).contains("chunk 1, lines 1–3: confirmed, 3 accepted, 0 rejected");
    assertThat(again.exitCode()).as(again.output()).isZero();
    assertThat(again.stdout()).contains("somebody has found it in the dataset");
    assertThat(storedTexts()).containsExactlyInAnyOrderElementsOf(texts(6));
  }

  @Test
  @DisplayName("fault 34: a damaged journal is refused, made anew, and the run goes on")
  void repairsADamagedJournal() throws Exception {
    sandbox.createDataset(DATASET, SCHEMA);
    writeRecords(30);
    sandbox.faults().failNextImports(1, "for once");
    program.run(upload("--max-records", "10"));
    Path journal = work.resolve("data.jsonl.preflight/journal.jsonl");
    String damaged = Files.readString(journal).replaceFirst("url_granted", "url_grasped");
    Files.writeString(journal, damaged);

    Program.Result refused = program.run(upload("--max-records", "10"));
    Program.Result repaired = program.run("repair", "data.jsonl", "--dataset", DATASET);
    Program.Result again = program.run(upload("--max-records", "10"));
    Program.Result whole = program.run("repair", "data.jsonl", "--dataset", DATASET);

    assertThat(refused.exitCode()).as(refused.output()).isEqualTo(3);
    assertThat(refused.stderr()).contains("preflight repair");
    assertThat(repaired.exitCode()).as(repaired.output()).isZero();
    assertThat(repaired.stdout()).contains("chunk 1, lines 1–10: failed", "planned");
    assertThat(Files.readString(journal.resolveSibling("journal.jsonl.damaged")))
        .isEqualTo(damaged);
    assertThat(again.exitCode()).as(again.output()).isEqualTo(4);
    assertThat(storedTexts()).containsExactlyElementsOf(texts(30).subList(10, 30));
    assertThat(whole.exitCode()).as(whole.output()).isEqualTo(3);
    assertThat(whole.stderr()).contains("nothing to repair");
  }

  @Test
  void keepsWhatWasMendedInARehearsalUntilThereIsANewAnswer() throws Exception {
    Files.writeString(work.resolve("data.jsonl"), "{\"text\":\"a\"}\n{\"txet\":\"b\"}\n");
    String[] rehearsal = {
      "upload", "data.jsonl", "--schema", "schema.json", "--on-invalid", "skip", "--sandbox"
    };
    program.run(rehearsal);
    Path rejected = work.resolve("data.jsonl.preflight/rejected.jsonl");
    Files.writeString(rejected, "{\"text\":\"mended\"}\n");

    Program.Result stopped = program.run(upload());
    assertThat(stopped.exitCode()).as(stopped.output()).isEqualTo(1);
    assertThat(rejected).hasContent("{\"text\":\"mended\"}\n");

    sandbox.createDataset(DATASET, SCHEMA);
    Program.Result real = program.run(upload("--on-invalid", "skip"));
    assertThat(real.exitCode()).as(real.output()).isEqualTo(1);
    assertThat(rejected).hasContent("{\"txet\":\"b\"}\n");
    assertThat(storedTexts()).containsExactly("{\"text\":\"a\"}");
  }

  @Test
  @DisplayName("fault 35: a second run in the same directory ends with 7 and names the first")
  void endsWith7WhileAnotherRunIsAtWork() throws Exception {
    sandbox.createDataset(DATASET, SCHEMA);
    writeRecords(3);
    sandbox.faults().showStatusNext(1_000_000, "processing");
    Process first = program.start(uploadCommand());
    await(() -> !sandbox.imports(DATASET).isEmpty() || !first.isAlive());
    Path elsewhere = Files.createDirectory(work.resolve("elsewhere"));
    List<String> command = new ArrayList<>(Arrays.asList(upload()));
    command.set(1, work.resolve("data.jsonl").toString());
    command.set(command.indexOf("schema.json"), work.resolve("schema.json").toString());

    Program.Result second =
        new Program(elsewhere, Map.of("PROLIFIC_TOKEN", TOKEN, "PROLIFIC_URL", url()))
            .run(command.toArray(new String[0]));
    first.destroyForcibly().waitFor();

    assertThat(second.exitCode()).as(second.output()).isEqualTo(7);
    assertThat(second.stderr()).contains(String.valueOf(first.pid()));
  }

  @ParameterizedTest(name = "{0} ends with {1} within two seconds")
  @CsvSource({"INT, 130", "TERM, 143"})
  void endsInOrderAfterASignal(String signal, int exitCode) throws Exception {
    assumeReceived(signal);
    sandbox.createDataset(DATASET, SCHEMA);
    writeRecords(3);
    sandbox.faults().showStatusNext(1_000_000, "processing");
    Process running = program.start(uploadCommand());
    await(() -> !sandbox.imports(DATASET).isEmpty() || !running.isAlive());
    Program.Result interrupted = endBy(signal, running);
    sandbox.faults().clear();
    Program.Result again = program.run(upload());

    assertThat(interrupted.exitCode()).as(interrupted.output()).isEqualTo(exitCode);
    assertThat(interrupted.output()).contains("interrupted", "running it again goes on");
    assertThat(again.exitCode()).as(again.output()).isZero();
    assertThat(storedTexts()).containsExactlyElementsOf(texts(3));
  }

  @ParameterizedTest(name = "{0} ends with {1} within two seconds, while nobody answers")
  @CsvSource({"INT, 130", "TERM, 143"})
  void endsInOrderAfterASignalWhileItWaitsForAnAnswer(String signal, int exitCode)
      throws Exception {
    assumeReceived(signal);
    writeRecords(3);
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      silent.setSoTimeout((int) TimeUnit.NANOSECONDS.toMillis(PATIENCE_NANOS));
      Program patient =
          new Program(
              work,
              Map.of(
                  "PROLIFIC_TOKEN",
                  TOKEN,
                  "PROLIFIC_URL",
                  "http://127.0.0.1:" + silent.getLocalPort()));
      Process running = patient.start(uploadCommand());
      try (Socket caller = silent.accept()) {
        assertThat(caller.getInputStream().read()).isEqualTo('G');
        Program.Result interrupted = endBy(signal, running);
        assertThat(interrupted.exitCode()).as(interrupted.output()).isEqualTo(exitCode);
        assertThat(interrupted.output()).contains("interrupted", "running it again goes on");
      }
    }
  }

  /** A shell's script starts what it leaves in the background with SIGINT ignored, for good. */
  private static void assumeReceived(String signal) throws Exception {
    Process shell = new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " $$").start();
    assumeTrue(shell.waitFor() != 0, "SIG" + signal + " was ignored when the tests were started");
  }

  /** Two seconds are for the program; what is beyond is for a machine that is busy. */
  private Program.Result endBy(String signal, Process running) throws Exception {
    new ProcessBuilder("kill", "-" + signal, String.valueOf(running.pid())).start().waitFor();
    boolean inTime = running.waitFor(2 + BUSY_MACHINE_SECONDS, TimeUnit.SECONDS);
    Program.Result ended = program.finish(running);
    assertThat(inTime).as("ended within two seconds: " + ended.output()).isTrue();
    return ended;
  }

  @Test
  void saysWhatARunHasDoneWithoutTheNetwork() throws Exception {
    sandbox.createDataset(DATASET, SCHEMA);
    writeRecords(20);
    sandbox.faults().failNextImports(1, "no reason at all");
    program.run(upload("--max-records", "5"));
    sandbox.close();

    Program.Result byFile = program.run("status", "data.jsonl");
    Program.Result byDirectory = program.run("status", "data.jsonl.preflight");

    assertThat(byFile.exitCode()).as(byFile.output()).isZero();
    assertThat(byFile.stdout())
        .contains("data.jsonl into dataset reviews", "no reason at all", "planned");
    assertThat(byDirectory.stdout()).isEqualTo(byFile.stdout());
  }

  @Test
  @DisplayName("fault 36: neither the token nor a signature is printed, logged or kept")
  void givesNoSecretAway() throws Exception {
    sandbox.createDataset(DATASET, SCHEMA);
    writeRecords(40);
    sandbox.faults().slowDownNextPuts(1);
    sandbox.faults().loseNextPutReplies(1);
    sandbox.faults().refuseNext(SandboxCall.UPLOAD_URL, 1, 500);
    sandbox.faults().answerNextWithHtml(SandboxCall.IMPORT, 1);

    Program.Result loud = program.run(upload("--max-records", "10", "-vv"));
    sandbox.faults().refuseNext(SandboxCall.DATASET, 100, 401);
    Program.Result refused =
        program.run(upload("--max-records", "10", "-vv", "--run-dir", "another"));

    assertThat(loud.exitCode()).as(loud.output()).isZero();
    assertThat(loud.stderr()).as("-vv logs something").isNotEmpty();
    assertThat(refused.exitCode()).as(refused.output()).isEqualTo(4);
    String everything = loud.output() + refused.output() + filesBelow(work);
    assertThat(everything)
        .doesNotContain(TOKEN)
        .doesNotContain("X-Amz-Signature")
        .doesNotContain("X-Amz-Credential");
  }

  private static String[] upload(String... more) {
    return uploadOf("data.jsonl --schema schema.json", DATASET, more);
  }

  private List<String> uploadCommand(String... more) {
    return command(upload(more));
  }

  private String url() {
    return sandbox.baseUrl().toString();
  }

  private void writeRecords(int count) throws IOException {
    Files.write(work.resolve("data.jsonl"), texts(count));
  }

  private static List<String> texts(int count) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add("{\"text\":\"record " + i + "\"}");
    }
    return texts;
  }

  private List<String> storedTexts() {
    return sandbox.ledger(DATASET).stream()
        .map(LedgerEntry::text)
        .map(Objects::requireNonNull)
        .toList();
  }

  private void patchSchema(String schema) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/api/v1/data-collection/datasets/" + DATASET))
            .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"schema\":" + schema + "}"))
            .header("Authorization", "Token " + TOKEN)
            .header("Content-Type", "application/json")
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private static String filesBelow(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : new HashSet<>(files.filter(Files::isRegularFile).toList())) {
        text.append(Files.readString(file, StandardCharsets.UTF_8));
      }
    }
    return text.toString();
  }
}
