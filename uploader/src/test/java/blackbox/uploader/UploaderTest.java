package blackbox.uploader;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.jsonlpreflight.chunker.ChunkLimits;
import io.github.jsonlpreflight.chunker.ChunkPlanner;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.uploader.ChunkOutcome;
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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The public API alone, over real HTTP, against a small server in this process. */
@Timeout(60)
class UploaderTest {
  @TempDir Path folder;
  private HttpServer server;
  private ExecutorService threads;
  private final Map<String, String> stored = new ConcurrentHashMap<>();
  private final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());
  private volatile Runnable onPut = () -> {};

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    threads = Executors.newCachedThreadPool();
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
    threads.shutdownNow();
  }

  private String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String name = path.substring(path.lastIndexOf('/') + 1);
    String token = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    authorizations.add(exchange.getRequestMethod() + " " + token);
    if (exchange.getRequestMethod().equals("PUT")) {
      onPut.run();
      stored.put(
          name, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
    } else if (path.contains("/upload-url/")) {
      String url = baseUrl() + "/bucket/" + name + "?X-Amz-Signature=s%2Fs";
      answer(
          exchange, "{'upload_url':'" + url + "','http_method':'PUT','import_id':'" + name + "'}");
    } else if (path.contains("/imports/")) {
      answer(exchange, status(name));
    } else {
      answer(
          exchange, "{'name':'Réviews','schema':{'strict':true},'schema_version':4,'imports':[]}");
    }
  }

  private String status(String name) {
    String body = stored.get(name);
    return body == null
        ? "{'status':'uninitialised'}"
        : "{'status':'complete','accepted_count':" + body.lines().count() + ",'rejected_count':0}";
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private ServiceOptions service() {
    return ServiceOptions.builder()
        .baseUrl(URI.create(baseUrl()))
        .token(Secret.of("black-box"))
        .build();
  }

  private RunResult run(Path source, RunDirectory directory) throws IOException {
    Manifest manifest;
    if (Files.exists(directory.manifest())) {
      manifest = Manifest.read(directory.manifest());
    } else {
      Files.createDirectories(directory.folder());
      ChunkLimits limits = ChunkLimits.builder().maxChunkRecords(400).build();
      try (ChunkPlanner planner =
          ChunkPlanner.writingTo(directory.manifest(), source, limits, null)) {
        manifest = planner.planUnchecked(ReadOptions.defaults());
      }
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

  private Path source() throws IOException {
    Path source = folder.resolve("in.jsonl");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      text.append("{\"i\":").append(i).append(",\"t\":\"ü").append("x".repeat(500)).append("\"}\n");
    }
    return Files.writeString(source, text);
  }

  @Test
  void asksForADatasetsSchema() throws Exception {
    try (DatasetClient client = DatasetClient.connect(service())) {
      assertThat(client.dataset("ds").schema()).contains("{\"strict\":true}");
      assertThat(client.dataset("ds").name()).isEqualTo("Réviews");
    }
  }

  @Test
  void sendsAFileAndKeepsTheTokenToTheService() throws IOException {
    Path source = source();
    RunResult result = run(source, RunDirectory.at(folder.resolve("run")));
    assertThat(result.status()).isEqualTo(RunStatus.COMPLETE);
    List<String> kinds =
        result.chunks().stream()
            .map(
                chunk ->
                    chunk.match(
                        new ChunkOutcome.Cases<>(
                            complete -> "complete",
                            partial -> "partial",
                            failed -> "failed",
                            held -> "held",
                            confirmed -> "confirmed",
                            unfinished -> "unfinished",
                            planned -> "planned")))
            .toList();
    assertThat(kinds).containsExactly("complete", "complete", "complete");
    String sent = String.join("", stored.keySet().stream().sorted().map(stored::get).toList());
    assertThat(sent).isEqualTo(Files.readString(source));
    assertThat(authorizations)
        .contains("PUT null", "GET Token black-box")
        .doesNotContain("PUT Token black-box", "GET null");
  }

  @Test
  void endsWithinTwoSecondsWhenInterruptedDuringAnUploadAndGoesOnLater() throws Exception {
    Path source = source();
    RunDirectory directory = RunDirectory.at(folder.resolve("run"));
    Thread runner = Thread.currentThread();
    onPut =
        () -> {
          runner.interrupt();
          try {
            Thread.sleep(20_000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    long start = System.nanoTime();
    RunResult result = run(source, directory);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    assertThat(result.status()).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(result.chunks()).extracting(ChunkOutcome::status).contains("planned");
    onPut = () -> {};
    RunResult second = run(source, directory);
    assertThat(second.status()).isEqualTo(RunStatus.COMPLETE);
    assertThat(second.counts().accepted()).isEqualTo(1000);
  }
}
