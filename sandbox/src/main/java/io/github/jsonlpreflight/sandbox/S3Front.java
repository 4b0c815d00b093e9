package io.github.jsonlpreflight.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passes HTTP requests on to S3Proxy, byte for byte but for one header, and does to connections
 * what S3Proxy cannot: cut them, and hold a body back until it is wanted. S3Proxy knows the path
 * that is asked for and nothing of the connection, so connections are found by that path.
 *
 * <p>The header is {@code Expect}. S3Proxy's server asks for the body before S3Proxy has looked at
 * the signature, so that a client sends a large body only to lose the refusal; S3 refuses first.
 */
final class S3Front implements AutoCloseable {
  private final int targetPort;
  private final Map<String, ProxiedConnection> byPath = new ConcurrentHashMap<>();
  private final SocketServer server;

  private S3Front(int targetPort) throws IOException {
    this.targetPort = targetPort;
    this.server = SocketServer.start(0, "sandbox-s3-front", this::serve);
  }

  static S3Front start(int targetPort) throws IOException {
    return new S3Front(targetPort);
  }

  int port() {
    return server.port();
  }

  /** Asks for the body of the request for a path; paths are decoded. */
  void admit(String path) {
    find(path).admit();
  }

  /** Resets the connection on which a path is being asked for. */
  void cut(String path) {
    find(path).reset();
  }

  private ProxiedConnection find(String path) {
    ProxiedConnection connection = byPath.get(path);
    if (connection == null) {
      throw new IllegalStateException("No connection asks for " + path);
    }
    return connection;
  }

  private void serve(Socket client) throws IOException {
    try (var target = new Socket(InetAddress.getLoopbackAddress(), targetPort)) {
      new ProxiedConnection(client, target, byPath).pass(server::execute);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
