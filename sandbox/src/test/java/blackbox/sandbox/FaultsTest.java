package blackbox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import blackbox.sandbox.SandboxClient.Answer;
import io.github.jsonlpreflight.sandbox.ImportStatus;
import io.github.jsonlpreflight.sandbox.SandboxCall;
import io.github.jsonlpreflight.sandbox.SandboxImport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Each switch, seen from the other end of the wire. */
class FaultsTest extends SandboxTestBase {

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 429, 500, 503})
  void refusesAsOftenAsAsked(int status) throws IOException {
    sandbox.faults().refuseNext(SandboxCall.DATASET, 2, status);

    assertThat(datasetCall().status()).isEqualTo(status);
    Answer second = datasetCall();
    assertThat(second.json().get("error").get("status").intValue()).isEqualTo(status);
    assertThat(second.headers()).doesNotContainKey("retry-after");
    assertThat(datasetCall().status()).isEqualTo(200);
  }

  @Test
  void aimsAtOneCall() throws IOException {
    sandbox.faults().refuseNext(SandboxCall.UPLOAD_URL, 1, 500);

    assertThat(datasetCall().status()).isEqualTo(200);
    assertThat(uploadUrlCall().status()).isEqualTo(500);
    assertThat(sandbox.imports(dataset)).isEmpty();
  }

  @Test
  void aimsAtEveryCall() throws IOException {
    for (SandboxCall call : SandboxCall.values()) {
      sandbox.faults().refuseNext(call, 1, 503);
    }

    assertThat(client.call("POST", "/datasets", "{}").status()).isEqualTo(503);
    assertThat(datasetCall().status()).isEqualTo(503);
    assertThat(client.call("PATCH", "/datasets/" + dataset, "{}").status()).isEqualTo(503);
    assertThat(uploadUrlCall().status()).isEqualTo(503);
    assertThat(client.get("/datasets/" + dataset + "/imports/x").status()).isEqualTo(503);
  }

  @Test
  void limitsTheRateInSeconds() throws IOException {
    sandbox.faults().rateLimitNext(SandboxCall.DATASET, 1, Duration.ofSeconds(7));

    Answer answer = datasetCall();
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("retry-after")).isEqualTo("7");
  }

  @Test
  void limitsTheRateUntilADate() throws IOException {
    sandbox
        .faults()
        .rateLimitNextUntil(SandboxCall.DATASET, 1, Instant.parse("2026-03-01T08:09:10Z"));

    assertThat(datasetCall().header("retry-after")).isEqualTo("Sun, 01 Mar 2026 08:09:10 GMT");
  }

  @Test
  void redirects() throws IOException {
    sandbox
        .faults()
        .redirectNext(SandboxCall.DATASET, 1, URI.create("http://elsewhere.invalid/login"));

    Answer answer = datasetCall();
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("location")).isEqualTo("http://elsewhere.invalid/login");
  }

  @Test
  void answersWithAWebPage() throws IOException {
    sandbox.faults().answerNextWithHtml(SandboxCall.UPLOAD_URL, 1);

    Answer answer = uploadUrlCall();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).startsWith("text/html");
    assertThat(answer.body()).startsWith("<html>");
    assertThat(sandbox.imports(dataset)).isEmpty();
  }

  @Test
  void answersWithNothing() throws IOException {
    sandbox.faults().answerNextWithEmptyBody(SandboxCall.UPLOAD_URL, 1);

    Answer answer = uploadUrlCall();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(sandbox.imports(dataset)).hasSize(1);
  }

  @Test
  void losesAReplyAfterItsEffect() {
    sandbox.faults().loseNextReplies(SandboxCall.UPLOAD_URL, 1);

    assertThatThrownBy(this::uploadUrlCall).isInstanceOf(IOException.class);
    assertThat(sandbox.imports(dataset)).hasSize(1);
  }

  @Test
  void cutsACallBeforeItsEffect() {
    sandbox.faults().cutNext(SandboxCall.UPLOAD_URL, 1);

    assertThatThrownBy(this::uploadUrlCall).isInstanceOf(IOException.class);
    assertThat(sandbox.imports(dataset)).isEmpty();
  }

  @Test
  void shortensUploadUrls() throws IOException {
    sandbox.faults().shortenNextUploadUrls(1, Duration.ofSeconds(90));

    assertThat(client.uploadUrl(dataset, "a.jsonl").get("upload_url").stringValue())
        .contains("X-Amz-Expires=90&");
    assertThat(client.uploadUrl(dataset, "a.jsonl").get("upload_url").stringValue())
        .contains("X-Amz-Expires=900&");
  }

  @Test
  void omitsOptionalFields() throws IOException {
    sandbox.faults().omitOptionalFieldsOfNextUploadUrls(1);

    JsonNode sparse = client.uploadUrl(dataset, "a.jsonl");
    assertThat(sparse.has("content_type")).isFalse();
    assertThat(sparse.has("expires_at")).isFalse();
    assertThat(client.put(sparse, GOOD).status()).isEqualTo(200);
    assertThat(client.uploadUrl(dataset, "b.jsonl").has("expires_at")).isTrue();
  }

  @Test
  void losesThePutReplyAfterS3HasStoredTheObject() throws IOException, InterruptedException {
    sandbox.faults().loseNextPutReplies(1);
    JsonNode granted = client.uploadUrl(dataset, "a.jsonl");

    assertThatThrownBy(() -> client.put(granted, GOOD)).isInstanceOf(IOException.class);
    sandbox.awaitImports();
    assertThat(onlyStatus()).isEqualTo(ImportStatus.COMPLETE);
    assertThat(client.put(granted, GOOD).status()).isEqualTo(200);
    sandbox.awaitImports();
    assertThat(sandbox.ledger(dataset)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 200_000})
  void cutsAPutBeforeAnythingIsStored(int records) throws IOException, InterruptedException {
    sandbox.faults().cutNextPuts(1);
    JsonNode granted = client.uploadUrl(dataset, "a.jsonl");
    String body = (GOOD + "\n").repeat(records);

    assertThatThrownBy(() -> client.put(granted, body)).isInstanceOf(IOException.class);
    assertThat(onlyStatus()).isEqualTo(ImportStatus.UNINITIALISED);

    assertThat(client.put(granted, body).status()).isEqualTo(200);
    sandbox.awaitImports();
    assertThat(sandbox.ledger(dataset)).hasSize(records);
  }

  @Test
  void asksToSlowDown() throws IOException {
    sandbox.faults().slowDownNextPuts(1);
    JsonNode granted = client.uploadUrl(dataset, "a.jsonl");

    Answer answer = client.put(granted, GOOD);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).contains("<Code>SlowDown</Code>");
    assertThat(onlyStatus()).isEqualTo(ImportStatus.UNINITIALISED);
    assertThat(client.put(granted, GOOD).status()).isEqualTo(200);
  }

  @Test
  void refusesPutsWithAnyErrorOfS3() throws IOException {
    sandbox.faults().refuseNextPuts(1, 400, "RequestTimeout");

    Answer answer = client.put(client.uploadUrl(dataset, "a.jsonl"), GOOD);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("<Code>RequestTimeout</Code>");
  }

  @Test
  void holdsObjectEventsBack() throws IOException, InterruptedException {
    sandbox.faults().holdNextObjectEvents(1);
    client.upload(dataset, "a.jsonl", GOOD);
    sandbox.awaitImports();
    assertThat(onlyStatus()).isEqualTo(ImportStatus.UNINITIALISED);

    sandbox.faults().releaseObjectEvents();
    sandbox.awaitImports();
    assertThat(onlyStatus()).isEqualTo(ImportStatus.COMPLETE);
  }

  @Test
  void importsOnceWhenASecondPutOvertakesAHeldEvent() throws IOException, InterruptedException {
    sandbox.faults().holdNextObjectEvents(1);
    JsonNode granted = client.uploadUrl(dataset, "a.jsonl");
    client.put(granted, GOOD);
    client.put(granted, GOOD);
    sandbox.faults().releaseObjectEvents();
    sandbox.awaitImports();

    assertThat(sandbox.ledger(dataset)).hasSize(1);
  }

  @Test
  void failsImports() throws IOException, InterruptedException {
    sandbox.faults().failNextImports(1, "Something broke");
    client.upload(dataset, "a.jsonl", GOOD);
    client.upload(dataset, "b.jsonl", GOOD);
    sandbox.awaitImports();

    assertThat(sandbox.imports(dataset))
        .extracting(SandboxImport::status, SandboxImport::reason)
        .containsExactly(
            tuple(ImportStatus.FAILED, "Something broke"), tuple(ImportStatus.COMPLETE, null));
    assertThat(sandbox.ledger(dataset)).hasSize(1);
  }

  @Test
  void showsAnUnknownStatus() throws IOException {
    String id = client.uploadUrl(dataset, "a.jsonl").get("import_id").stringValue();
    sandbox.faults().showStatusNext(1, "reticulating");

    assertThat(client.poll(dataset, id).get("status").stringValue()).isEqualTo("reticulating");
    assertThat(client.poll(dataset, id).get("status").stringValue()).isEqualTo("uninitialised");
  }

  @Test
  void movesTheClockButNotTheSignature() throws IOException {
    sandbox.faults().setClockOffset(Duration.ofHours(3));
    Instant date =
        ZonedDateTime.parse(datasetCall().header("date"), DateTimeFormatter.RFC_1123_DATE_TIME)
            .toInstant();
    JsonNode granted = client.uploadUrl(dataset, "a.jsonl");
    Instant expiresAt = Instant.parse(granted.get("expires_at").stringValue());

    assertThat(Duration.between(Instant.now(), date)).isGreaterThan(Duration.ofMinutes(179));
    assertThat(Duration.between(Instant.now(), expiresAt)).isGreaterThan(Duration.ofMinutes(193));
    assertThat(client.put(granted, GOOD).status()).isEqualTo(200);
  }

  @Test
  void showsFaultsInTheOrderTheyWereArmed() throws IOException {
    sandbox.faults().refuseNext(SandboxCall.DATASET, 1, 500);
    sandbox.faults().refuseNext(SandboxCall.DATASET, 1, 503);

    assertThat(datasetCall().status()).isEqualTo(500);
    assertThat(datasetCall().status()).isEqualTo(503);
  }

  @Test
  void isClearedAtOnce() throws IOException, InterruptedException {
    sandbox.faults().holdNextObjectEvents(1);
    client.upload(dataset, "a.jsonl", GOOD);
    sandbox.faults().refuseNext(SandboxCall.DATASET, 9, 500);
    sandbox.faults().cutNextPuts(9);
    sandbox.faults().clear();
    sandbox.awaitImports();

    assertThat(datasetCall().status()).isEqualTo(200);
    assertThat(onlyStatus()).isEqualTo(ImportStatus.COMPLETE);
  }

  @Test
  void refusesSwitchesThatMeanNothing() {
    var faults = sandbox.faults();
    assertThatIllegalArgumentException().isThrownBy(() -> faults.cutNextPuts(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> faults.refuseNext(SandboxCall.DATASET, 1, 200));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> faults.shortenNextUploadUrls(1, Duration.ZERO));
  }

  private ImportStatus onlyStatus() {
    assertThat(sandbox.imports(dataset)).hasSize(1);
    return sandbox.imports(dataset).get(0).status();
  }

  private Answer datasetCall() throws IOException {
    return client.get("/datasets/" + dataset);
  }

  private Answer uploadUrlCall() throws IOException {
    return client.get("/datasets/" + dataset + "/upload-url/a.jsonl");
  }
}
