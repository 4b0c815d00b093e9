package blackbox.sandbox;

import io.github.jsonlpreflight.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.bootstrap.HttpRequester;
import org.apache.hc.core5.http.impl.bootstrap.RequesterBootstrap;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client that sends a request once: the JDK's two repeat a GET whose connection is cut. */
final class SandboxClient implements AutoCloseable {
  static final String NDJSON = "application/x-ndjson";

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Timeout PATIENCE = Timeout.ofSeconds(30);

  private final HttpRequester requester = RequesterBootstrap.bootstrap().create();
  private final Sandbox sandbox;

  SandboxClient(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** An answer; the names of its headers are in lower case. */
  record Answer(int status, Map<String, String> headers, String body) {
    JsonNode json() {
      return MAPPER.readTree(body);
    }

    String header(String lowerCaseName) {
      return headers.getOrDefault(lowerCaseName, "");
    }
  }

  static List<JsonNode> lines(Answer jsonLines) {
    return jsonLines.body().lines().map(MAPPER::readTree).toList();
  }

  Answer get(String path) throws IOException {
    return call("GET", path, null);
  }

  /** Calls the API, with the token. */
  Answer call(String method, String path, @Nullable String body) throws IOException {
    var uri = URI.create(sandbox.baseUrl() + "/api/v1/data-collection" + path);
    return send(method, uri, Map.of("Authorization", "Token " + sandbox.token()), body);
  }

  JsonNode uploadUrl(String dataset, String filename) throws IOException {
    Answer answer = get("/datasets/" + dataset + "/upload-url/" + filename);
    if (answer.status() != 201) {
      throw new IllegalStateException("No upload URL: " + answer);
    }
    return answer.json();
  }

  Answer put(JsonNode uploadUrl, String body) throws IOException {
    return put(uploadUrl.get("upload_url").stringValue(), NDJSON, body);
  }

  Answer put(String url, String contentType, String body) throws IOException {
    return send("PUT", URI.create(url), Map.of("Content-Type", contentType), body);
  }

  /** Sends a file the whole way, and returns its import's id. */
  String upload(String dataset, String filename, String body) throws IOException {
    JsonNode granted = uploadUrl(dataset, filename);
    Answer stored = put(granted, body);
    if (stored.status() != 200) {
      throw new IllegalStateException("Not stored: " + stored);
    }
    return granted.get("import_id").stringValue();
  }

  JsonNode poll(String dataset, String importId) throws IOException {
    return get("/datasets/" + dataset + "/imports/" + importId).json();
  }

  Answer send(String method, URI uri, Map<String, String> headers, @Nullable String body)
      throws IOException {
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    var host = new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort());
    var request = new BasicClassicHttpRequest(method, host, uri.getRawPath() + query);
    request.setHeader("Connection", "close");
    headers.forEach(request::setHeader);
    if (body != null) {
      ContentType type = ContentType.parse(headers.getOrDefault("Content-Type", "text/plain"));
      request.setEntity(new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8), type));
    }
    try {
      return requester.execute(
          host,
          request,
          PATIENCE,
          HttpCoreContext.create(),
          response -> {
            var received = new HashMap<String, String>();
            for (Header header : response.getHeaders()) {
              received.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
            }
            String text =
                response.getEntity() == null ? "" : EntityUtils.toString(response.getEntity());
            return new Answer(response.getCode(), received, text);
          });
    } catch (HttpException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    requester.close(CloseMode.IMMEDIATE);
  }
}
