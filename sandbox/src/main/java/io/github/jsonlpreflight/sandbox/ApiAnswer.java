package io.github.jsonlpreflight.sandbox;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An answer of the API, complete but for the headers that every answer has. */
record ApiAnswer(int status, Map<String, String> headers, String contentType, String body) {
  private static final String JSON = "application/json";

  static ApiAnswer json(int status, JsonNode body) {
    return new ApiAnswer(status, Map.of(), JSON, Json.write(body));
  }

  /** The error body of the service; the {@code error_code} is the sandbox's own. */
  static ApiAnswer error(int status, String title, String detail) {
    ObjectNode body = Json.object();
    body.putObject("error")
        .put("status", status)
        .put("error_code", status)
        .put("title", title)
        .put("detail", detail);
    return json(status, body);
  }

  static ApiAnswer html(String body) {
    return new ApiAnswer(200, Map.of(), "text/html", body);
  }

  static ApiAnswer empty(int status) {
    return new ApiAnswer(status, Map.of(), JSON, "");
  }

  ApiAnswer withHeader(String name, String value) {
    return new ApiAnswer(status, Map.of(name, value), contentType, body);
  }
}
