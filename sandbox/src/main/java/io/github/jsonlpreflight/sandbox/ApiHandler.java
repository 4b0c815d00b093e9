package io.github.jsonlpreflight.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.Supplier;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.HttpRequestHandler;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Finds the call that a request is, checks the token, and puts armed faults in the way. */
final class ApiHandler implements HttpRequestHandler {
  private static final List<String> API = List.of("api", "v1", "data-collection", "datasets");
  private static final List<String> OWN = List.of("sandbox", "datasets");
  private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

  private final ApiCalls calls;
  private final SandboxFaults faults;
  private final ServerClock clock;
  private final LedgerWriter ledger;
  private final byte[] authorization;

  ApiHandler(
      ApiCalls calls,
      SandboxFaults faults,
      ServerClock clock,
      LedgerWriter ledger,
      SandboxOptions options) {
    this.calls = calls;
    this.faults = faults;
    this.clock = clock;
    this.ledger = ledger;
    this.authorization = ("Token " + options.token()).getBytes(StandardCharsets.UTF_8);
  }

  /** A call that was found, and how to carry it out. */
  private record Route(SandboxCall call, Supplier<ApiAnswer> effect) {}

  @Override
  public void handle(ClassicHttpRequest request, ClassicHttpResponse response, HttpContext context)
      throws HttpException, IOException {
    response.setHeader(HttpHeaders.DATE, ServerClock.httpDate(clock.now()));
    HttpEntity entity;
    try {
      entity = answer(request, response);
    } catch (ApiException e) {
      entity = send(ApiAnswer.error(e.status, e.title, e.detail), response);
    } catch (RuntimeException e) {
      // A fault of the sandbox itself must be seen by whoever called, and by nobody else.
      entity = send(ApiAnswer.error(500, "Sandbox Error", e.toString()), response);
    }
    response.setEntity(entity);
  }

  private HttpEntity answer(ClassicHttpRequest request, ClassicHttpResponse response)
      throws HttpException, IOException {
    String body = readBody(request);
    List<String> path = segments(request);
    if (startsWith(path, OWN)) {
      return ownEndpoint(request.getMethod(), path.subList(OWN.size(), path.size()), response);
    }
    if (!startsWith(path, API)) {
      throw ApiException.notFound("No such address.");
    }
    checkToken(request);
    return send(
        carryOut(route(request.getMethod(), path.subList(API.size(), path.size()), body)),
        response);
  }

  private HttpEntity ownEndpoint(String method, List<String> path, ClassicHttpResponse response) {
    boolean isLedger = path.size() == 2 && path.get(1).equals("ledger");
    if (!isLedger || !method.equals("GET")) {
      throw ApiException.notFound("No such address.");
    }
    List<LedgerEntry> entries = ledger.entries(path.get(0));
    response.setCode(200);
    return new EntityTemplate(
        ContentType.create("application/x-ndjson", StandardCharsets.UTF_8),
        out -> LedgerWriter.write(entries, out));
  }

  private Route route(String method, List<String> path, String body) {
    // The method, the number of segments after "datasets", and the second of them.
    String pattern = method + " " + path.size() + (path.size() > 1 ? " " + path.get(1) : "");
    return switch (pattern) {
      case "POST 0" -> new Route(SandboxCall.CREATE_DATASET, () -> calls.createDataset(body));
      case "GET 1" -> new Route(SandboxCall.DATASET, () -> calls.dataset(path.get(0)));
      case "PATCH 1" -> new Route(SandboxCall.SET_SCHEMA, () -> calls.setSchema(path.get(0), body));
      case "GET 3 upload-url" ->
          new Route(SandboxCall.UPLOAD_URL, () -> calls.uploadUrl(path.get(0), path.get(2)));
      case "GET 3 imports" ->
          new Route(SandboxCall.IMPORT, () -> calls.importStatus(path.get(0), path.get(2)));
      default -> throw ApiException.notFound("No such address, or not with " + method + ".");
    };
  }

  private ApiAnswer carryOut(Route route) throws IOException {
    ApiFault fault = faults.takeApiFault(route.call());
    ApiAnswer answer = fault == null || fault.afterEffect() ? route.effect().get() : null;
    if (fault != null) {
      answer = fault.answer();
    }
    if (answer == null) {
      // What httpcore does with this is to close the connection, without a word.
      throw new IOException("The connection is cut by an armed fault");
    }
    return answer;
  }

  private void checkToken(ClassicHttpRequest request) throws HttpException {
    @Nullable Header sent = request.getHeader(HttpHeaders.AUTHORIZATION);
    String value = sent == null ? "" : sent.getValue();
    if (!MessageDigest.isEqual(authorization, value.getBytes(StandardCharsets.UTF_8))) {
      throw new ApiException(401, "Unauthorized", "The token is missing or wrong.");
    }
  }

  private static List<String> segments(ClassicHttpRequest request) {
    try {
      return Paths.segments(request.getPath());
    } catch (IllegalArgumentException e) {
      throw ApiException.badRequest("The address is not percent-encoded correctly.");
    }
  }

  private static String readBody(ClassicHttpRequest request) throws HttpException, IOException {
    HttpEntity entity = request.getEntity();
    @Nullable String body =
        entity == null
            ? null
            : EntityUtils.toString(entity, StandardCharsets.UTF_8, MAX_BODY_BYTES);
    return body == null ? "" : body;
  }

  private static HttpEntity send(ApiAnswer answer, ClassicHttpResponse response) {
    response.setCode(answer.status());
    answer.headers().forEach(response::setHeader);
    return new StringEntity(
        answer.body(), ContentType.create(answer.contentType(), StandardCharsets.UTF_8));
  }

  private static boolean startsWith(List<String> path, List<String> prefix) {
    return path.size() >= prefix.size() && path.subList(0, prefix.size()).equals(prefix);
  }
}
