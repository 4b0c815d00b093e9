package blackbox.uploader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.chunker.ChunkLimits;
import io.github.jsonlpreflight.chunker.ChunkPlanner;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.sandbox.Sandbox;
import io.github.jsonlpreflight.sandbox.SandboxOptions;
import io.github.jsonlpreflight.uploader.DatasetClient;
import io.github.jsonlpreflight.uploader.RunDirectory;
import io.github.jsonlpreflight.uploader.RunResult;
import io.github.jsonlpreflight.uploader.RunStatus;
import io.github.jsonlpreflight.uploader.Secret;
import io.github.jsonlpreflight.uploader.ServiceOptions;
import io.github.jsonlpreflight.uploader.UploadListener;
import io.github.jsonlpreflight.uploader.UploadOptions;
import io.github.jsonlpreflight.uploader.Uploader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against the sandbox: real presigned URLs, checked by a real object storage. */
@Timeout(60)
class SandboxTest {
  private static final String SCHEMA = "{\"strict\":true,\"fields\":{\"t\":{\"type\":\"text\"}}}";

  @TempDir Path folder;
  private Sandbox sandbox;

  @BeforeEach
  void start() throws IOException {
    sandbox = Sandbox.start(SandboxOptions.defaults());
    sandbox.createDataset("ds", SCHEMA);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private ServiceOptions service() {
    return ServiceOptions.builder()
        .baseUrl(sandbox.baseUrl())
        .token(Secret.of(sandbox.token()))
        .build();
  }

  private RunResult run(String text) throws IOException {
    Path source = Files.writeString(folder.resolve("in.jsonl"), text);
    RunDirectory directory = RunDirectory.at(folder.resolve("run"));
    Files.createDirectories(directory.folder());
    ChunkLimits limits = ChunkLimits.builder().maxChunkRecords(2).build();
    Manifest manifest;
    try (ChunkPlanner planner =
        ChunkPlanner.writingTo(directory.manifest(), source, limits, null)) {
      manifest = planner.planUnchecked(ReadOptions.defaults());
    }
    UploadOptions options =
        UploadOptions.builder()
            .pollInterval(Duration.ofMillis(20))
            .pollTimeout(Duration.ofSeconds(20))
            .build();
    try (Uploader uploader = Uploader.connect(service(), options)) {
      return uploader.run(source, manifest, "ds", directory, UploadListener.SILENT);
    }
  }

  private static String records(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("{\"t\":\"").append(i).append("\"}\n");
    }
    return text.toString();
  }

  @Test
  void uploadsThroughRealPresignedUrls() throws Exception {
    RunResult result = run(records(5));
    assertThat(result.status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(sandbox.ledger("ds")).hasSize(5);
    try (DatasetClient client = DatasetClient.connect(service())) {
      assertThat(client.dataset("ds").totalDatapointCount()).hasValue(5);
    }
  }

  @Test
  void namesTheRecordsThatTheServiceRejects() throws IOException {
    RunResult result = run("{\"t\":\"a\"}\n{\"u\":\"b\"}\n{\"t\":\"c\"}\n");
    assertThat(result.status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(result.notes()).isEmpty();
    assertThat(Files.readString(result.rejectedFile())).isEqualTo("{\"u\":\"b\"}\n");
    assertThat(sandbox.ledger("ds")).hasSize(2);
  }

  @Test
  @DisplayName("fault 22: an expired URL is replaced")
  void replacesAnExpiredUrl() throws IOException {
    sandbox.faults().expireNextUploadUrls(1);
    assertThat(run(records(4)).status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(sandbox.ledger("ds")).hasSize(4);
  }

  @Test
  @DisplayName("fault 28: a lost reply to a PUT stores each record once")
  void findsOutThatALostPutHasArrived() throws IOException {
    sandbox.faults().loseNextPutReplies(1);
    assertThat(run(records(2)).status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(sandbox.ledger("ds")).hasSize(2);
  }

  @Test
  @DisplayName("fault 27: a PUT that is cut off or slowed down goes to the same URL again")
  void repeatsAPutThatStoredNothing() throws IOException {
    sandbox.faults().cutNextPuts(1);
    sandbox.faults().slowDownNextPuts(1);
    assertThat(run(records(4)).status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(sandbox.ledger("ds")).hasSize(4);
    assertThat(sandbox.imports("ds")).hasSize(2);
  }
}
