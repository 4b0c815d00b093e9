package io.github.jsonlpreflight.sandbox;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One client's connection and the one it is passed on to, with one thread for each direction. */
final class ProxiedConnection {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int MAX_HEAD_BYTES = 64 * 1024;
  private static final int END_OF_HEAD = 0x0D0A0D0A; // CR LF CR LF

  private final Socket client;
  private final Socket server;
  private final Map<String, ProxiedConnection> byPath;
  private final AtomicInteger openDirections = new AtomicInteger(2);

  ProxiedConnection(Socket client, Socket server, Map<String, ProxiedConnection> byPath) {
    this.client = client;
    this.server = server;
    this.byPath = byPath;
  }

  /** Passes requests on until either side ends, keeping book of the path that is asked for. */
  void passRequests() {
    String path = "";
    try {
      var in = new BufferedInputStream(client.getInputStream(), BUFFER_BYTES);
      OutputStream out = server.getOutputStream();
      for (byte[] head = readHead(in); head != null; head = readHead(in)) {
        var request = new String(head, StandardCharsets.ISO_8859_1);
        byPath.remove(path, this);
        path = pathOf(request);
        byPath.put(path, this);
        out.write(head);
        passBody(in, out, request.toLowerCase(Locale.ROOT));
      }
      server.shutdownOutput();
    } catch (IOException e) {
      // One side went away, or was cut off on purpose; the other must learn of it.
      close();
    } finally {
      byPath.remove(path, this);
      closeIfLast();
    }
  }

  /** Passes answers back until either side ends. */
  void passAnswers() {
    try {
      server.getInputStream().transferTo(client.getOutputStream());
      client.shutdownOutput();
    } catch (IOException e) {
      close();
    } finally {
      closeIfLast();
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

  void close() {
    closeQuietly(client);
    closeQuietly(server);
  }

  private void closeIfLast() {
    if (openDirections.decrementAndGet() == 0) {
      close();
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing is left to be lost on a socket that nobody uses any more.
    }
  }

  /** Returns the next request's head with the empty line that ends it, or null at the end. */
  private static byte @Nullable [] readHead(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    int lastFour = 0;
    while (lastFour != END_OF_HEAD) {
      int next = in.read();
      if (next < 0 && head.size() == 0) {
        return null;
      }
      if (next < 0 || head.size() == MAX_HEAD_BYTES) {
        throw new EOFException("No end of a request's head");
      }
      head.write(next);
      lastFour = lastFour << 8 | next;
    }
    return head.toByteArray();
  }

  private static String pathOf(String head) throws IOException {
    int start = head.indexOf(' ') + 1;
    int end = head.indexOf(' ', start);
    if (end < 0) {
      throw new IOException("No HTTP request");
    }
    return Paths.pathOf(head.substring(start, end));
  }

  private static void passBody(InputStream in, OutputStream out, String lowerCaseHead)
      throws IOException {
    long length = 0;
    for (String line : lowerCaseHead.lines().toList()) {
      if (line.startsWith("content-length:")) {
        length = parseLength(line.substring(line.indexOf(':') + 1).strip());
      } else if (line.startsWith("transfer-encoding:")) {
        // S3 refuses it and ends the connection, so no request follows that has to be found.
        length = Long.MAX_VALUE;
      }
    }
    var buffer = new byte[BUFFER_BYTES];
    while (length > 0) {
      int count = in.read(buffer, 0, (int) Math.min(length, buffer.length));
      if (count < 0) {
        throw new EOFException("The client ended within a body");
      }
      out.write(buffer, 0, count);
      length -= count;
    }
  }

  private static long parseLength(String text) throws IOException {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IOException("No content length: " + text, e);
    }
  }
}
