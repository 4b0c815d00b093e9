package io.github.jsonlpreflight.uploader;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The seam to HTTP: one request, one answer, nothing tried twice and no redirect followed.
 *
 * <p>No exception from here names more of an address than its host.
 */
interface Transport extends Closeable {
  /**
   * Sends a request and reads the answer.
   *
   * @throws IOException if there is no answer; whether the request has arrived is then unknown
   * @throws InterruptedException if the thread is interrupted; the exchange is cut off
   */
  Answer exchange(Call call) throws IOException, InterruptedException;

  /**
   * A request.
   *
   * @param url where it goes, byte for byte
   * @param body what it carries, or null
   * @param maxAnswerBytes how much of the answer's body is read
   */
  record Call(
      String method,
      Secret url,
      Map<String, String> headers,
      @Nullable Body body,
      int maxAnswerBytes) {
    public Call {
      headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
      return method + " " + url;
    }
  }

  /** What a request carries. */
  interface Body {
    long length();

    InputStream open() throws IOException;
  }

  /**
   * An answer.
   *
   * @param headers the first value of each header, names in lower case
   * @param truncated whether there was more of the body
   */
  @SuppressWarnings("ArrayRecordComponent") // a body is read once and compared by nobody
  record Answer(int status, Map<String, String> headers, byte[] body, boolean truncated) {
    boolean isSuccess() {
      return status >= 200 && status < 300;
    }

    Optional<String> header(String lowerCaseName) {
      return Optional.ofNullable(headers.get(lowerCaseName));
    }

    @Override
    public String toString() {
      return "Answer[" + status + ", " + body.length + " bytes]";
    }
  }
}
