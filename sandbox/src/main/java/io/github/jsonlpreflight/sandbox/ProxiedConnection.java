package io.github.jsonlpreflight.sandbox;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** One client's connection and the one it is passed on to, with one thread for each direction. */
final class ProxiedConnection {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Socket client;
  private final Socket server;
  private final Map<String, ProxiedConnection> byPath;
  private final AtomicBoolean awaitsContinue = new AtomicBoolean();
  private final CountDownLatch answersPassed = new CountDownLatch(1);

  ProxiedConnection(Socket client, Socket server, Map<String, ProxiedConnection> byPath) {
    this.client = client;
    this.server = server;
    this.byPath = byPath;
  }

  /** Passes bytes on until both sides have ended. */
  void pass(Executor otherThread) {
    otherThread.execute(this::passAnswers);
    passRequests();
    try {
      answersPassed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Passes requests on, keeping book of the path that is asked for. */
  private void passRequests() {
    String path = "";
    try {
      var in = new BufferedInputStream(client.getInputStream(), BUFFER_BYTES);
      OutputStream out = server.getOutputStream();
      for (RequestHead head = RequestHead.read(in); head != null; head = RequestHead.read(in)) {
        byPath.remove(path, this);
        path = head.path();
        byPath.put(path, this);
        awaitsContinue.set(head.expectsContinue());
        out.write(head.withoutExpectation().bytes());
        passBody(in, out, head.contentLength());
      }
      server.shutdownOutput();
    } catch (IOException e) {
      // One side went away, or was cut off on purpose; the other must learn of it.
      close();
    } finally {
      byPath.remove(path, this);
    }
  }

  private void passAnswers() {
    try {
      server.getInputStream().transferTo(client.getOutputStream());
      client.shutdownOutput();
    } catch (IOException e) {
      close();
    } finally {
      answersPassed.countDown();
    }
  }

  private static void passBody(InputStream in, OutputStream out, long length) throws IOException {
    var buffer = new byte[BUFFER_BYTES];
    for (long left = length; left > 0; ) {
      int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (count < 0) {
        throw new EOFException("The client ended within a body");
      }
      out.write(buffer, 0, count);
      left -= count;
    }
  }

  /** Tells a client that waits for it to send the body. */
  void admit() {
    if (awaitsContinue.getAndSet(false)) {
      try {
        client.getOutputStream().write(CONTINUE);
      } catch (IOException e) {
        close();
      }
    }
  }

  /** Cuts the client off at once, without the farewell of an orderly end. */
  void reset() {
    try {
      client.setSoLinger(true, 0);
    } catch (IOException e) {
      // It is gone already, which is what was asked for.
    }
    close();
  }

  private void close() {
    SocketServer.close(client);
    SocketServer.close(server);
  }
}
