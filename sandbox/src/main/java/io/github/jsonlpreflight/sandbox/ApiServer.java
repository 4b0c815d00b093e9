package io.github.jsonlpreflight.sandbox;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.HttpProcessors;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.impl.io.HttpService;
import org.apache.hc.core5.http.io.HttpRequestHandler;
import org.apache.hc.core5.http.io.support.BasicHttpServerExpectationDecorator;
import org.apache.hc.core5.http.io.support.BasicHttpServerRequestHandler;
import org.apache.hc.core5.http.protocol.HttpCoreContext;

/**
 * The HTTP server of the API. Of the two at hand, the JDK's fixes the Date header, and httpcore's
 * may leave its port and a thread behind for a moment when it is closed.
 */
final class ApiServer implements AutoCloseable {
  private final SocketServer server;
  private final HttpService http;

  private ApiServer(int port, HttpRequestHandler handler) throws IOException {
    // One handler for every host: the name under which the sandbox is reached does not matter.
    var router = new BasicHttpServerRequestHandler((request, context) -> handler);
    http =
        new HttpService(
            HttpProcessors.customServer("Preflight-Sandbox").build(),
            new BasicHttpServerExpectationDecorator(router));
    server = SocketServer.start(port, "sandbox-api", this::serve);
  }

  static ApiServer start(int port, HttpRequestHandler handler) throws IOException {
    return new ApiServer(port, handler);
  }

  URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  private void serve(Socket client) throws IOException {
    client.setTcpNoDelay(true);
    try (var connection = new DefaultBHttpServerConnection("http", Http1Config.DEFAULT)) {
      connection.bind(client);
      while (connection.isOpen()) {
        handle(connection);
      }
    }
  }

  private void handle(DefaultBHttpServerConnection connection) throws IOException {
    try {
      http.handleRequest(connection, HttpCoreContext.create());
    } catch (HttpException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
