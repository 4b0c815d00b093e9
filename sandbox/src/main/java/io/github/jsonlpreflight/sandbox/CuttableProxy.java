package io.github.jsonlpreflight.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passes HTTP requests on to a server on this machine, byte for byte, and cuts a connection when
 * told so by the path that is being asked for on it: the server behind knows the path, and nothing
 * of the connection.
 */
final class CuttableProxy implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final ServerSocket listener;
  private final InetSocketAddress target;
  private final Map<String, ProxiedConnection> byPath = new ConcurrentHashMap<>();
  private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads;

  private CuttableProxy(ServerSocket listener, int targetPort) {
    this.listener = listener;
    this.target = new InetSocketAddress(LOOPBACK, targetPort);
    var count = new AtomicInteger();
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              var thread = new Thread(task, "sandbox-s3-front-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  static CuttableProxy start(int targetPort) throws IOException {
    var proxy = new CuttableProxy(new ServerSocket(0, 0, LOOPBACK), targetPort);
    proxy.threads.execute(proxy::accept);
    return proxy;
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Resets the connection on which a path is being asked for; the path is as it was sent. */
  void cut(String path) {
    ProxiedConnection connection = byPath.get(path);
    if (connection == null) {
      throw new IllegalStateException("No connection asks for " + path);
    }
    connection.reset();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        connect(listener.accept());
      } catch (IOException e) {
        // Closed, or the client went away between connecting and being accepted.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    var server = new Socket();
    try {
      server.connect(target);
    } catch (IOException e) {
      client.close();
      throw e;
    }
    var connection = new ProxiedConnection(client, server, byPath);
    open.add(connection);
    threads.execute(connection::passAnswers);
    threads.execute(
        () -> {
          connection.passRequests();
          open.remove(connection);
        });
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new IllegalStateException("The listening socket does not close", e);
    }
    open.forEach(ProxiedConnection::close);
    Closing.join(threads);
  }
}
