package io.github.jsonlpreflight.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import org.apache.hc.core5.http.ExceptionListener;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.impl.HttpProcessors;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.io.HttpRequestHandler;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;

/** The HTTP server of the API. The JDK's own would do, but for the Date header, which it fixes. */
final class ApiServer implements AutoCloseable {
  private static final TimeValue PATIENCE = TimeValue.ofSeconds(10);

  private final HttpServer server;

  private ApiServer(HttpServer server) {
    this.server = server;
  }

  static ApiServer start(int port, HttpRequestHandler handler) throws IOException {
    HttpServer server =
        ServerBootstrap.bootstrap()
            .setLocalAddress(InetAddress.getLoopbackAddress())
            .setListenerPort(port)
            .setSocketConfig(SocketConfig.custom().setTcpNoDelay(true).build())
            .setHttpProcessor(HttpProcessors.customServer("Preflight-Sandbox").build())
            // One handler for every host: the name under which the sandbox is reached is no matter.
            .setRequestRouter((request, context) -> handler)
            .setExceptionListener(new SilentListener())
            .create();
    server.start();
    return new ApiServer(server);
  }

  URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  @Override
  public void close() {
    server.close(CloseMode.IMMEDIATE);
    try {
      server.awaitTermination(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Clients that go away, and connections cut on purpose, are nobody's news. */
  private static final class SilentListener implements ExceptionListener {
    @Override
    public void onError(Exception e) {}

    @Override
    public void onError(HttpConnection connection, Exception e) {}
  }
}
