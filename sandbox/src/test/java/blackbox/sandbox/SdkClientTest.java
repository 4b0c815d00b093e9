package blackbox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.sandbox.ImportStatus;
import io.github.jsonlpreflight.sandbox.SandboxImport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import tools.jackson.databind.JsonNode;

/**
 * Uploads as Preflight does: with {@code Expect: 100-continue}, and connections that are reused.
 */
class SdkClientTest extends SandboxTestBase {
  /**
   * One for each test, since a refusal ends the connection that the next request would be sent on.
   */
  @SuppressWarnings("NullAway.Init")
  private SdkHttpClient http;

  @BeforeEach
  void openClient() {
    http = Apache5HttpClient.builder().expectContinueEnabled(true).build();
  }

  @AfterEach
  void closeClient() {
    http.close();
  }

  @Test
  void storesOneFileAfterTheOtherOnOneConnection() throws IOException, InterruptedException {
    for (int i = 0; i < 5; i++) {
      assertThat(put(client.uploadUrl(dataset, i + ".jsonl"), (GOOD + "\n").repeat(10_000)))
          .isEqualTo(200);
    }
    sandbox.awaitImports();

    assertThat(sandbox.imports(dataset))
        .extracting(SandboxImport::status)
        .hasSize(5)
        .containsOnly(ImportStatus.COMPLETE);
  }

  @Test
  void readsTheRefusalOfALargeFileOnAConnectionInUse() throws IOException {
    assertThat(put(client.uploadUrl(dataset, "a.jsonl"), GOOD)).isEqualTo(200);
    sandbox.faults().expireNextUploadUrls(1);

    assertThat(put(client.uploadUrl(dataset, "b.jsonl"), (GOOD + "\n").repeat(200_000)))
        .isEqualTo(403);
  }

  private int put(JsonNode granted, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    var request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.PUT)
            .uri(URI.create(granted.get("upload_url").stringValue()))
            .putHeader("Content-Type", granted.get("content_type").stringValue())
            .putHeader("Content-Length", Integer.toString(bytes.length))
            .build();
    HttpExecuteResponse response =
        http.prepareRequest(
                HttpExecuteRequest.builder()
                    .request(request)
                    .contentStreamProvider(() -> new ByteArrayInputStream(bytes))
                    .build())
            .call();
    if (response.responseBody().isPresent()) {
      response.responseBody().get().readAllBytes();
      response.responseBody().get().close();
    }
    return response.httpResponse().statusCode();
  }
}
