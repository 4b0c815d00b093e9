package io.github.jsonlpreflight.uploader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that no honest service gives, over real HTTP. */
@Timeout(60)
class HostileAnswersTest {
  private HttpServer server;
  private ExecutorService threads;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile Handler handler = exchange -> {};

  private interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    threads = Executors.newCachedThreadPool();
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            handler.handle(exchange);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private ServiceOptions options(int retries) {
    return ServiceOptions.builder()
        .baseUrl(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
        .token(Secret.of(FakeWorld.TOKEN))
        .maxRetries(retries)
        .build();
  }

  private PreflightException failureOf(int retries) throws Exception {
    try (DatasetClient client = DatasetClient.connect(options(retries))) {
      client.dataset("ds");
    } catch (PreflightException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.SERVICE_FAILED);
      return e;
    }
    throw new AssertionError("no failure");
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @ParameterizedTest(name = "fault 29: 200 with {0} is no answer, and told in 200 characters")
  @ValueSource(
      strings = {
        "<html><title>Sign in to the Wi-Fi</title>\u001b[31m",
        "",
        "null",
        "[]",
        "\"text\"",
        "{\"name\":{\"a\":",
        "{\"imports\":{}}"
      })
  void tellsWhatIsNotTheJsonItShouldBe(String body) throws Exception {
    handler =
        exchange -> send(exchange, 200, body + (body.contains("html") ? "x".repeat(10_000) : ""));
    PreflightException failure = failureOf(0);
    assertThat(asked).hasSize(1);
    assertThat(failure).hasMessageContaining("is not the JSON it should be");
    assertThat(String.valueOf(failure.getMessage())).hasSizeLessThan(400).doesNotContain("\u001b");
  }

  @Test
  @DisplayName(
      "fault 29: a body without an end is cut off at a named limit, and not asked for again")
  void readsNoMoreThanItsLimit() throws Exception {
    byte[] block = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    handler =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          out.write("{\"name\":\"".getBytes(StandardCharsets.UTF_8));
          for (int i = 0; i < 1000; i++) {
            out.write(block); // until the client has cut the connection
          }
          throw new AssertionError("the client has read a thousand million bytes");
        };
    assertThat(failureOf(3)).hasMessageContaining("over 67108864 bytes");
    assertThat(asked).hasSize(1);
  }

  @ParameterizedTest(name = "fault 29: a redirect with {0} is refused at once")
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void followsNoRedirect(int status) throws Exception {
    handler =
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          send(exchange, status, "");
        };
    assertThat(failureOf(3)).hasMessageContaining("redirects elsewhere");
    assertThat(asked).hasSize(1);
  }

  @ParameterizedTest(
      name = "fault 29: storage that redirects with {0} gets its answer, nobody else")
  @ValueSource(ints = {301, 307, 308})
  void sendsNoBytesElsewhere(int status) throws Exception {
    handler =
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          exchange.getRequestBody().readAllBytes();
          send(exchange, status, "<Error><Code>TemporaryRedirect</Code></Error>");
        };
    Transport.Body body = FakeService.body("{}\n");
    try (ApacheTransport transport = new ApacheTransport(options(0))) {
      Secret url = Secret.of(options(0).baseUrl() + "/key?X-Amz-Signature=s");
      Transport.Answer answer =
          transport.exchange(
              new Transport.Call("PUT", url, Map.of(), body, StorageAnswer.MAX_BODY_BYTES));
      assertThat(StorageAnswer.of(answer).verdict(/* bodyComplete= */ true, false))
          .isEqualTo(PutVerdict.REFUSED);
    }
    assertThat(asked).containsExactly("PUT /key?X-Amz-Signature=s");
  }

  @Test
  @DisplayName("fault 36: an answer that echoes the token is shown without it")
  void hidesAnEchoedToken() throws Exception {
    handler = exchange -> send(exchange, 400, "{\"detail\":\"bad: " + FakeWorld.TOKEN + "\"}");
    assertThatThrownBy(
            () -> {
              throw failureOf(0);
            })
        .hasMessageContaining("bad: ")
        .hasMessageNotContaining(FakeWorld.TOKEN);
  }
}
