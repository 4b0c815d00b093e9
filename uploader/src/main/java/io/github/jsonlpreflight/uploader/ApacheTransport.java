package io.github.jsonlpreflight.uploader;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/**
 * HTTP by Apache's client, in the AWS SDK's wrapping: it neither retries nor follows redirects, and
 * with {@code Expect: 100-continue} a refusal arrives as one, and not as a broken connection.
 *
 * <p>A blocked socket knows no interrupt, so an exchange takes place on a thread of its own and is
 * aborted from outside.
 */
final class ApacheTransport implements Transport {
  /** A body that is sent more slowly than this counts as stuck. */
  private static final long SLOWEST_BYTES_PER_SECOND = 16 << 10;

  private static final Duration PATIENCE_WITH_ABORTED = Duration.ofSeconds(1);

  private static final String USER_AGENT =
      "preflight/"
          + Optional.ofNullable(ApacheTransport.class.getPackage().getImplementationVersion())
              .orElse("dev");

  private final SdkHttpClient client;
  private final Duration answerTimeout;
  private final ExecutorService exchanges =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "preflight-http");
            thread.setDaemon(true);
            return thread;
          });

  ApacheTransport(ServiceOptions options) {
    answerTimeout = options.answerTimeout();
    client =
        Apache5HttpClient.builder()
            .connectionTimeout(options.connectTimeout())
            .socketTimeout(answerTimeout)
            .expectContinueEnabled(true)
            .build();
  }

  @Override
  public Answer exchange(Call call) throws IOException, InterruptedException {
    ExecutableHttpRequest request = client.prepareRequest(request(call));
    Future<Answer> answer =
        exchanges.submit(() -> readAnswer(request.call(), call.maxAnswerBytes()));
    try {
      return answer.get(timeLimit(call).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw withoutSecrets(call, Objects.requireNonNullElse(e.getCause(), e));
    } catch (TimeoutException e) {
      abort(request, answer);
      throw new IOException("no answer within " + timeLimit(call).toSeconds() + " s");
    } catch (InterruptedException e) {
      abort(request, answer);
      throw e;
    }
  }

  private static HttpExecuteRequest request(Call call) {
    URI url = URI.create(call.url().reveal());
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(call.method()))
            .protocol(url.getScheme())
            .host(url.getHost())
            .port(url.getPort() < 0 ? null : url.getPort())
            // A query set on its own is taken apart and encoded anew, which breaks its signature.
            .encodedPath(pathAndQuery(url))
            .putHeader("User-Agent", USER_AGENT);
    call.headers().forEach(request::putHeader);
    HttpExecuteRequest.Builder execute = HttpExecuteRequest.builder();
    Body body = call.body();
    if (body != null) {
      request.putHeader("Content-Length", Long.toString(body.length()));
      // Storage that refuses closes the connection without saying so; it must not be used again.
      request.putHeader("Connection", "close");
      execute.contentStreamProvider(
          ContentStreamProvider.fromInputStreamSupplier(() -> open(body)));
    }
    return execute.request(request.build()).build();
  }

  private static String pathAndQuery(URI url) {
    String query = url.getRawQuery();
    return query == null ? url.getRawPath() : url.getRawPath() + "?" + query;
  }

  private static InputStream open(Body body) {
    try {
      return body.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answer readAnswer(HttpExecuteResponse response, int maxBytes) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (Map.Entry<String, List<String>> header : response.httpResponse().headers().entrySet()) {
      if (!header.getValue().isEmpty()) {
        headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue().get(0));
      }
    }
    int status = response.httpResponse().statusCode();
    Optional<AbortableInputStream> body = response.responseBody();
    if (body.isEmpty()) {
      return new Answer(status, headers, new byte[0], false);
    }
    try (AbortableInputStream in = body.get()) {
      byte[] bytes = in.readNBytes(maxBytes);
      boolean truncated = bytes.length == maxBytes && in.read() >= 0;
      if (truncated) {
        in.abort();
      }
      return new Answer(status, headers, bytes, truncated);
    }
  }

  private Duration timeLimit(Call call) {
    Body body = call.body();
    return body == null
        ? answerTimeout.multipliedBy(2)
        : answerTimeout.multipliedBy(2).plusSeconds(body.length() / SLOWEST_BYTES_PER_SECOND);
  }

  private static void abort(ExecutableHttpRequest request, Future<Answer> answer)
      throws InterruptedException {
    request.abort();
    try {
      answer.get(PATIENCE_WITH_ABORTED.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // Aborted, as it was meant to be; or stuck where nothing is sent any more.
    }
  }

  /** Exceptions may quote the request's target: such a one is told in its own words, alone. */
  private static IOException withoutSecrets(Call call, Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    URI url = URI.create(call.url().reveal());
    String secret = url.getRawQuery() == null ? call.url().reveal() : url.getRawQuery();
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (String.valueOf(t.getMessage()).contains(secret)) {
        return new IOException("the connection to " + url.getHost() + " failed");
      }
    }
    return new IOException(describe(failure), failure);
  }

  private static String describe(Throwable failure) {
    String message = failure.getMessage();
    if (failure instanceof UnknownHostException) {
      return "there is no host " + message;
    }
    return message == null || message.isBlank() ? "the connection failed" : message;
  }

  @Override
  public void close() {
    exchanges.shutdownNow();
    client.close();
  }
}
