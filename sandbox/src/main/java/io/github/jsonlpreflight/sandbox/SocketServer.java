package io.github.jsonlpreflight.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Accepts connections on 127.0.0.1 and gives each a thread; {@link #close()} returns when the port
 * is free and the threads have ended.
 */
final class SocketServer implements AutoCloseable {

  /** Serves one connection, which is closed afterwards. */
  interface Service {
    void serve(Socket client) throws IOException;
  }

  private final ServerSocket listener;
  private final Service service;
  private final ExecutorService threads;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

  private SocketServer(ServerSocket listener, String name, Service service) {
    this.listener = listener;
    this.service = service;
    var count = new AtomicInteger();
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              var thread = new Thread(task, name + "-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Starts a server on a port, or on any free one if that is 0. */
  static SocketServer start(int port, String name, Service service) throws IOException {
    var listener = new ServerSocket();
    try {
      // A fixed port has to be there again when a sandbox is started anew.
      listener.setReuseAddress(true);
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      listener.close();
      throw e;
    }
    var server = new SocketServer(listener, name, service);
    server.execute(server::accept);
    return server;
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Runs a task on one more thread, for a connection that needs two. */
  void execute(Runnable task) {
    threads.execute(task);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        clients.add(client);
        execute(() -> serve(client));
      } catch (IOException | RejectedExecutionException e) {
        // Closing, or the client went away between connecting and being accepted.
      }
    }
    clients.forEach(SocketServer::close);
  }

  private void serve(Socket client) {
    try {
      service.serve(client);
    } catch (IOException | RejectedExecutionException e) {
      // Clients that go away, and connections cut on purpose, are nobody's news.
    } finally {
      close(client);
      clients.remove(client);
    }
  }

  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing is left to be lost on a socket that nobody uses any more.
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new IllegalStateException("The listening socket does not close", e);
    }
    clients.forEach(SocketServer::close);
    Closing.join(threads);
  }
}
