package io.github.jsonlpreflight.uploader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jsonlpreflight.chunker.ChunkLimits;
import io.github.jsonlpreflight.chunker.ChunkPlanner;
import io.github.jsonlpreflight.chunker.ChunkSource;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.uploader.Transport.Answer;
import io.github.jsonlpreflight.uploader.Transport.Call;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is really on the wire, seen by a server that knows nothing but sockets. */
@Timeout(30)
class ApacheTransportTest {
  private static final String QUERY =
      "X-Amz-Credential=AK%2F20260101%2Fus-east-1&a=b%20c&d=e+f&g=~h&i=%7E&j=%2f&k=l=m"
          + "&X-Amz-Signature=0123abc&empty=&bare&slash=a/b&star=*&colon=a:b&comma=a,b&at=@";

  @TempDir Path folder;
  private ServerSocket server;
  private ApacheTransport transport;

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    transport =
        new ApacheTransport(
            ServiceOptions.builder()
                .token(Secret.of("t"))
                .answerTimeout(Duration.ofSeconds(10))
                .build());
  }

  @AfterEach
  void close() throws IOException {
    transport.close();
    server.close();
  }

  /** Takes one request and answers it; returns its head and as much of the body as came. */
  private CompletableFuture<String> serve(String answer, boolean readsBody) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (Socket socket = server.accept()) {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
              int b = in.read();
              if (b < 0) {
                return head.toString();
              }
              head.append((char) b);
            }
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            if (readsBody) {
              socket
                  .getOutputStream()
                  .write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
              readBody(in, length(head.toString()), body);
            }
            if (!readsBody || body.size() == length(head.toString())) {
              socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            }
            return head + body.toString(StandardCharsets.UTF_8);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static void readBody(InputStream in, long length, ByteArrayOutputStream body)
      throws IOException {
    try {
      while (body.size() < length) {
        int b = in.read();
        if (b < 0) {
          return;
        }
        body.write(b);
      }
    } catch (SocketException e) {
      // Cut off.
    }
  }

  private static long length(String head) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .mapToLong(line -> Long.parseLong(line.substring(15).strip()))
        .findFirst()
        .orElse(0);
  }

  private Secret url(String pathAndQuery) {
    return Secret.of("http://127.0.0.1:" + server.getLocalPort() + pathAndQuery);
  }

  private Call put(String target, Transport.@Nullable Body body) {
    return new Call("PUT", url(target), Map.of("Content-Type", "application/x-ndjson"), body, 90);
  }

  @Test
  @DisplayName(
      "fault 25: the URL is on the wire byte for byte, and no header that nobody asked for")
  void sendsTheUrlAsGiven() throws Exception {
    String target = "/bucket/a%2Fb%20c/pf-1~x.jsonl?" + QUERY;
    CompletableFuture<String> seen = serve("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", true);
    Answer answer = transport.exchange(put(target, FakeService.body("{\"a\":1}\n")));
    assertThat(answer.status()).isEqualTo(200);
    String request = seen.get(10, TimeUnit.SECONDS);
    assertThat(request)
        .startsWith("PUT " + target + " HTTP/1.1\r\n")
        .endsWith("\r\n\r\n{\"a\":1}\n");
    assertThat(request.substring(0, request.indexOf("\r\n\r\n")).lines().skip(1))
        .extracting(line -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT))
        .containsExactlyInAnyOrder(
            "host", "content-type", "content-length", "user-agent", "expect", "connection");
    assertThat(request).contains("Content-Length: 8").contains("application/x-ndjson\r\n");
  }

  @Test
  @DisplayName(
      "fault 22: a refusal before the body arrives as an answer, not as a broken connection")
  void readsARefusalThatComesBeforeTheBody() throws Exception {
    String xml = FakeService.s3Error("AccessDenied", "Request has expired");
    CompletableFuture<String> seen =
        serve(
            "HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: "
                + xml.length()
                + "\r\n\r\n"
                + xml,
            false);
    Answer answer = transport.exchange(put("/x", FakeService.body("x".repeat(1_000_000))));
    seen.get(10, TimeUnit.SECONDS);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.truncated()).isTrue();
    assertThat(answer.body()).hasSize(90);
  }

  @Test
  void followsNoRedirect() throws Exception {
    CompletableFuture<String> seen =
        serve("HTTP/1.1 302 Found\r\nLocation: /other\r\nContent-Length: 0\r\n\r\n", false);
    Call get = new Call("GET", url("/x"), Map.of("Authorization", "Token t"), null, 100);
    Answer answer = transport.exchange(get);
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("location")).contains("/other");
    assertThat(seen.get(10, TimeUnit.SECONDS)).contains("Authorization: Token t\r\n");
  }

  @Test
  @DisplayName("fault 36: no exception names the query of a URL")
  void keepsTheUrlOutOfExceptions() throws IOException {
    Call call = put("/x?" + QUERY, FakeService.body("x"));
    server.close();
    assertThatThrownBy(() -> transport.exchange(call))
        .isInstanceOf(IOException.class)
        .satisfies(
            e -> {
              StringWriter trace = new StringWriter();
              e.printStackTrace(new PrintWriter(trace));
              assertThat(trace.toString()).doesNotContain("0123abc");
            });
    assertThat(call.toString()).doesNotContain("0123abc");
  }

  @Test
  void endsSoonWhenInterruptedDuringAnExchange() throws Exception {
    Thread caller = Thread.currentThread();
    CompletableFuture<Void> interrupter =
        CompletableFuture.runAsync(
            () -> {
              try (Socket socket = server.accept()) {
                int first = socket.getInputStream().read();
                assertThat(first).isEqualTo('P');
                caller.interrupt();
                while (socket.getInputStream().read() >= 0) {
                  // Until the client has cut the connection.
                }
              } catch (SocketException e) {
                // Cut as well.
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    long start = System.nanoTime();
    assertThatThrownBy(() -> transport.exchange(put("/x", FakeService.body("x".repeat(100)))))
        .isInstanceOf(InterruptedException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    interrupter.get(5, TimeUnit.SECONDS);
  }

  @Test
  @DisplayName(
      "fault 16: a source that changes under way: the connection is cut before the last block")
  void cutsTheConnectionWhenTheSourceHasChanged() throws Exception {
    Path source = folder.resolve("a.jsonl");
    String line = "{\"a\":\"" + "x".repeat(50) + "\"}\n";
    Files.writeString(source, line.repeat(5000));
    Manifest manifest;
    try (ChunkPlanner planner = ChunkPlanner.dry(source, ChunkLimits.builder().build(), null)) {
      manifest = planner.planUnchecked(ReadOptions.defaults());
    }
    Files.writeString(source, line.repeat(5000).replaceFirst("x", "y"));
    CompletableFuture<String> seen = serve("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", true);
    ChunkContents contents =
        new ChunkContents(ChunkSource.file(source), manifest, RunDirectory.at(folder));
    try (contents;
        ChunkContents.Content content = contents.of(manifest.chunks().get(0))) {
      VerifiedBody body = new VerifiedBody(content, manifest.chunks().get(0), bytes -> {});
      assertThatThrownBy(() -> transport.exchange(put("/x", body))).isInstanceOf(IOException.class);
      assertThat(body.isChanged()).isTrue();
      assertThat(body.isComplete()).isFalse();
      String request = seen.get(10, TimeUnit.SECONDS);
      assertThat((long) request.length() - request.indexOf("\r\n\r\n") - 4)
          .isLessThan(body.length());
    }
  }
}
