package io.github.jsonlpreflight.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The head of an HTTP request: its first line, its headers, and the empty line after them. */
record RequestHead(String text) {
  private static final int MAX_BYTES = 64 * 1024;
  private static final int END = 0x0D0A0D0A; // CR LF CR LF

  /** Reads the next head, or null at the end of the stream. */
  static @Nullable RequestHead read(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    int lastFour = 0;
    while (lastFour != END) {
      int next = in.read();
      if (next < 0 && head.size() == 0) {
        return null;
      }
      if (next < 0 || head.size() == MAX_BYTES) {
        throw new EOFException("No end of a request's head");
      }
      head.write(next);
      lastFour = lastFour << 8 | next;
    }
    return new RequestHead(head.toString(StandardCharsets.ISO_8859_1));
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Returns the path that is asked for, decoded. */
  String path() throws IOException {
    int start = text.indexOf(' ') + 1;
    int end = text.indexOf(' ', start);
    if (end < 0) {
      throw new IOException("No HTTP request");
    }
    try {
      return Paths.decodedPath(text.substring(start, end));
    } catch (IllegalArgumentException e) {
      throw new IOException("No percent-encoded path", e);
    }
  }

  long contentLength() throws IOException {
    if (line("transfer-encoding") != null) {
      // S3 refuses it and ends the connection, so no request follows that has to be found.
      return Long.MAX_VALUE;
    }
    String line = line("content-length");
    try {
      return line == null ? 0 : Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
    } catch (NumberFormatException e) {
      throw new IOException("No content length: " + line, e);
    }
  }

  /** Says whether the client wants to be told before it sends the body. */
  boolean expectsContinue() {
    return line("expect") != null;
  }

  RequestHead withoutExpectation() {
    String line = line("expect");
    return line == null ? this : new RequestHead(text.replace(line + "\r\n", ""));
  }

  private @Nullable String line(String lowerCaseName) {
    return text.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(lowerCaseName + ":"))
        .findFirst()
        .orElse(null);
  }
}
