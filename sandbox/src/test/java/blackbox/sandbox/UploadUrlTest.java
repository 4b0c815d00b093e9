package blackbox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.sandbox.SandboxClient.Answer;
import io.github.jsonlpreflight.sandbox.ImportStatus;
import io.github.jsonlpreflight.sandbox.SandboxImport;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class UploadUrlTest extends SandboxTestBase {

  @Test
  void namesAllThatAnUploadNeeds() throws IOException {
    JsonNode granted = client.uploadUrl(dataset, "chunk-1.jsonl");

    assertThat(granted.get("http_method").stringValue()).isEqualTo("PUT");
    assertThat(granted.get("content_type").stringValue()).isEqualTo("application/x-ndjson");
    assertThat(granted.get("dataset_id").stringValue()).isEqualTo(dataset);
    assertThat(granted.get("file_key").stringValue()).endsWith("/chunk-1.jsonl");
    assertThat(granted.get("upload_url").stringValue())
        .contains("X-Amz-SignedHeaders=content-type%3Bhost");
    Instant expiresAt = Instant.parse(granted.get("expires_at").stringValue());
    assertThat(Duration.between(Instant.now(), expiresAt))
        .isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
  }

  @Test
  void createsAnImportOfItsOwnEachTime() throws IOException {
    JsonNode first = client.uploadUrl(dataset, "same.jsonl");
    JsonNode second = client.uploadUrl(dataset, "same.jsonl");

    assertThat(first.get("import_id")).isNotEqualTo(second.get("import_id"));
    assertThat(first.get("file_key")).isNotEqualTo(second.get("file_key"));
    assertThat(sandbox.imports(dataset))
        .extracting(SandboxImport::status)
        .containsOnly(ImportStatus.UNINITIALISED)
        .hasSize(2);
  }

  @Test
  void isStoredWithAnEmptyAnswer() throws IOException {
    Answer stored = client.put(client.uploadUrl(dataset, "a.jsonl"), GOOD);

    assertThat(stored.status()).isEqualTo(200);
    assertThat(stored.body()).isEmpty();
  }

  @Test
  void takesAnUnusualFileName() throws IOException {
    client.upload(dataset, "a%20b+c~(1)%C3%A4.jsonl", GOOD);

    assertThat(sandbox.imports(dataset))
        .extracting(SandboxImport::filename)
        .containsExactly("a b+c~(1)ä.jsonl");
  }

  @Test
  void refusesAFileNameThatIsNotJsonl() throws IOException {
    assertThat(client.get("/datasets/" + dataset + "/upload-url/a.json").status()).isEqualTo(400);
    assertThat(sandbox.imports(dataset)).isEmpty();
  }

  @Test
  void refusesAnAlteredSignature() throws IOException {
    String url = client.uploadUrl(dataset, "a.jsonl").get("upload_url").stringValue();
    char last = url.charAt(url.length() - 1);
    String altered = url.substring(0, url.length() - 1) + (last == '0' ? '1' : '0');

    assertRefused(client.put(altered, SandboxClient.NDJSON, GOOD), "SignatureDoesNotMatch");
  }

  @Test
  void refusesAnotherKey() throws IOException {
    String url = client.uploadUrl(dataset, "a.jsonl").get("upload_url").stringValue();

    assertRefused(
        client.put(url.replace("/a.jsonl", "/b.jsonl"), SandboxClient.NDJSON, GOOD),
        "SignatureDoesNotMatch");
  }

  @Test
  void refusesAnotherContentType() throws IOException {
    String url = client.uploadUrl(dataset, "a.jsonl").get("upload_url").stringValue();

    assertRefused(client.put(url, "text/plain", GOOD), "SignatureDoesNotMatch");
  }

  @Test
  void refusesAMissingSignature() throws IOException {
    String url = client.uploadUrl(dataset, "a.jsonl").get("upload_url").stringValue();

    assertRefused(
        client.put(url.substring(0, url.indexOf('?')), SandboxClient.NDJSON, GOOD), "AccessDenied");
  }

  @Test
  void refusesAnExpiredUrl() throws IOException {
    sandbox.faults().expireNextUploadUrls(1);
    JsonNode granted = client.uploadUrl(dataset, "a.jsonl");

    assertThat(Instant.parse(granted.get("expires_at").stringValue())).isBefore(Instant.now());
    Answer answer = client.put(granted, GOOD);
    assertRefused(answer, "AccessDenied");
    assertThat(answer.body()).contains("Request has expired");
  }

  @Test
  void refusesToReadWhatWasStored() throws IOException {
    String url = client.uploadUrl(dataset, "a.jsonl").get("upload_url").stringValue();

    assertThat(client.send("GET", URI.create(url), Map.of(), null).status()).isEqualTo(403);
  }

  private void assertRefused(Answer answer, String code) {
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).startsWith("<?xml").contains("<Code>" + code + "</Code>");
    assertThat(sandbox.imports(dataset))
        .extracting(SandboxImport::status)
        .containsExactly(ImportStatus.UNINITIALISED);
  }
}
