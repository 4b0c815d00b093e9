package blackbox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.sandbox.ImportStatus;
import io.github.jsonlpreflight.sandbox.LedgerEntry;
import io.github.jsonlpreflight.sandbox.SandboxImport;
import io.github.jsonlpreflight.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ImportTest extends SandboxTestBase {

  @Override
  SandboxOptions options() {
    return SandboxOptions.builder().queuedPolls(2).processingPolls(1).maxListedErrors(3).build();
  }

  @Test
  void showsEachStatusForItsNumberOfPolls() throws IOException, InterruptedException {
    JsonNode granted = client.uploadUrl(dataset, "a.jsonl");
    String id = granted.get("import_id").stringValue();
    var shown = new ArrayList<String>();
    shown.add(status(client.poll(dataset, id)));
    client.put(granted, GOOD);
    sandbox.awaitImports();
    for (int i = 0; i < 5; i++) {
      shown.add(status(client.poll(dataset, id)));
    }

    assertThat(shown)
        .containsExactly("uninitialised", "queued", "queued", "processing", "complete", "complete");
  }

  @Test
  void finishesThoughNobodyPolls() throws IOException, InterruptedException {
    client.upload(dataset, "a.jsonl", GOOD);
    sandbox.awaitImports();

    assertThat(sandbox.imports(dataset))
        .extracting(SandboxImport::status)
        .containsExactly(ImportStatus.COMPLETE);
    JsonNode seen = client.get("/datasets/" + dataset).json();
    assertThat(seen.get("total_datapoint_count").intValue()).isEqualTo(1);
  }

  @Test
  void completesAndCounts() throws IOException {
    JsonNode end = end(client.upload(dataset, "a.jsonl", GOOD + "\n" + GOOD + "\n"));

    assertThat(status(end)).isEqualTo("complete");
    assertThat(end.get("accepted_count").intValue()).isEqualTo(2);
    assertThat(end.has("rejected_count")).isFalse();
    assertThat(end.get("dataset_id").stringValue()).isEqualTo(dataset);
    assertThat(end.has("created_at")).isTrue();
    assertThat(end.has("updated_at")).isTrue();
  }

  @Test
  void storesTheGoodRecordsOfAPartialFile() throws IOException {
    JsonNode end = end(client.upload(dataset, "a.jsonl", GOOD + "\n" + BAD + "\n" + GOOD));

    assertThat(status(end)).isEqualTo("partial");
    assertThat(end.get("accepted_count").intValue()).isEqualTo(2);
    assertThat(end.get("rejected_count").intValue()).isEqualTo(1);
    assertThat(end.get("errors").toString())
        .isEqualTo(
            "[{\"record_index\":1,\"field\":\"text\",\"reason\":\"Record missing required field:"
                + " text\"},{\"record_index\":1,\"field\":\"image\",\"reason\":\"Value is not a"
                + " valid URL\"}]");
    assertThat(sandbox.ledger(dataset))
        .extracting(LedgerEntry::recordIndex)
        .containsExactly(0L, 2L);
  }

  @Test
  void listsFewerErrorsThanItCounts() throws IOException {
    JsonNode end = end(client.upload(dataset, "a.jsonl", (BAD + "\n").repeat(5)));

    assertThat(status(end)).isEqualTo("partial");
    assertThat(end.get("accepted_count").intValue()).isZero();
    assertThat(end.get("rejected_count").intValue()).isEqualTo(5);
    assertThat(end.get("errors")).hasSize(3);
  }

  @Test
  void failsWholeOverOneLineThatIsNoJson() throws IOException {
    JsonNode end = end(client.upload(dataset, "a.jsonl", GOOD + "\n{\n" + GOOD));

    assertThat(status(end)).isEqualTo("failed");
    assertThat(end.get("reason").stringValue())
        .isEqualTo("File could not be parsed as JSONL: invalid JSON on line 2");
    assertThat(sandbox.ledger(dataset)).isEmpty();
  }

  @Test
  void keepsArrivalOrder() throws IOException, InterruptedException {
    JsonNode first = client.uploadUrl(dataset, "asked-first.jsonl");
    JsonNode second = client.uploadUrl(dataset, "asked-second.jsonl");
    client.put(second, GOOD.repeat(1));
    client.put(first, GOOD);
    sandbox.awaitImports();

    assertThat(sandbox.ledger(dataset))
        .extracting(LedgerEntry::filename)
        .containsExactly("asked-second.jsonl", "asked-first.jsonl");
  }

  @Test
  void importsAnObjectOnceHoweverOftenItIsPut() throws IOException, InterruptedException {
    JsonNode granted = client.uploadUrl(dataset, "a.jsonl");
    client.put(granted, GOOD);
    sandbox.awaitImports();

    assertThat(client.put(granted, GOOD).status()).isEqualTo(200);
    sandbox.awaitImports();
    assertThat(sandbox.ledger(dataset)).hasSize(1);
  }

  @Test
  void storesARecordAsOftenAsItIsSent() throws IOException, InterruptedException {
    client.upload(dataset, "a.jsonl", GOOD);
    client.upload(dataset, "b.jsonl", GOOD);
    sandbox.awaitImports();

    assertThat(sandbox.ledger(dataset))
        .extracting(LedgerEntry::filename)
        .containsExactly("a.jsonl", "b.jsonl");
  }

  @Test
  void waitsForASchemaAndGoesOnWithTheFirst() throws IOException, InterruptedException {
    String bare = sandbox.createDataset("bare", null);
    String early = client.upload(bare, "early.jsonl", GOOD);
    String late = client.upload(bare, "late.jsonl", GOOD);
    sandbox.awaitImports();
    client.get("/datasets/" + bare);
    client.get("/datasets/" + bare);

    assertThat(status(client.poll(bare, early))).isEqualTo("pending_schema");
    assertThat(status(client.poll(bare, late))).isEqualTo("pending_schema");
    assertThat(sandbox.ledger(bare)).isEmpty();

    client.call("PATCH", "/datasets/" + bare, "{\"schema\":" + STRICT_SCHEMA + "}");
    sandbox.awaitImports();

    assertThat(sandbox.ledger(bare))
        .extracting(LedgerEntry::filename)
        .containsExactly("early.jsonl", "late.jsonl");
  }

  @Test
  void judgesByAJsonSchemaToo() throws IOException, InterruptedException {
    String other =
        sandbox.createDataset("json-schema", "{\"properties\":{\"stars\":{\"maximum\":5}}}");
    client.upload(other, "a.jsonl", "{\"stars\":5}\n{\"stars\":6}");
    sandbox.awaitImports();

    SandboxImport end = sandbox.imports(other).get(0);
    assertThat(end.status()).isEqualTo(ImportStatus.PARTIAL);
    assertThat(end.acceptedCount()).isEqualTo(1);
    assertThat(end.rejectedCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true                                    | 2",
        "{}                                      | 2",
        "false                                   | 0",
        "{\"strict\":1,\"maxProperties\":1}      | 1",
        "{\"fields\":{},\"required\":[\"b\"]}     | 1"
      })
  void takesAnyJsonSchemaForOneThatIsSaidToBe(String schema, int accepted)
      throws IOException, InterruptedException {
    String other = sandbox.createDatasetWithJsonSchema("js-" + schema.hashCode(), schema);
    client.upload(other, "a.jsonl", "{\"a\":1}\n{\"a\":1,\"b\":2}");
    sandbox.awaitImports();

    assertThat(sandbox.imports(other).get(0).acceptedCount()).isEqualTo(accepted);
  }

  @Test
  void showsTheLedgerToOtherProcesses() throws IOException, InterruptedException {
    String windows = "{\"text\":\"\\u00e9 ä\",\"image\":null}\r";
    String id = client.upload(dataset, "a.jsonl", GOOD + "\n" + windows + "\n");
    sandbox.awaitImports();

    var answer =
        client.send(
            "GET",
            URI.create(sandbox.baseUrl() + "/sandbox/datasets/" + dataset + "/ledger"),
            Map.of(),
            null);

    assertThat(answer.status()).isEqualTo(200);
    List<JsonNode> lines = SandboxClient.lines(answer);
    assertThat(lines)
        .extracting(line -> line.get("record").stringValue())
        .containsExactly(GOOD, windows);
    assertThat(lines)
        .extracting(line -> line.get("sha256").stringValue())
        .containsExactly(sha256(GOOD), sha256(windows));
    assertThat(lines)
        .extracting(line -> line.get("import_id").stringValue())
        .containsExactly(id, id);
    assertThat(lines).extracting(line -> line.get("record_index").intValue()).containsExactly(0, 1);
    assertThat(sandbox.ledger(dataset))
        .extracting(LedgerEntry::sha256)
        .containsExactly(sha256(GOOD), sha256(windows));
  }

  @Test
  void hasNoLedgerOfAnUnknownDataset() throws IOException {
    var uri = URI.create(sandbox.baseUrl() + "/sandbox/datasets/none/ledger");

    assertThat(client.send("GET", uri, Map.of(), null).status()).isEqualTo(404);
  }

  @Test
  void takesAFileOfManyMegabytes() throws IOException, InterruptedException {
    String body = (GOOD + "\n").repeat(200_000);
    client.upload(dataset, "large.jsonl", body);
    sandbox.awaitImports();

    assertThat(sandbox.imports(dataset).get(0).acceptedCount()).isEqualTo(200_000);
  }

  private JsonNode end(String importId) throws IOException {
    while (true) {
      JsonNode answer = client.poll(dataset, importId);
      if (answer.has("accepted_count") || answer.has("reason")) {
        return answer;
      }
    }
  }

  private static String status(JsonNode answer) {
    return answer.get("status").stringValue();
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
