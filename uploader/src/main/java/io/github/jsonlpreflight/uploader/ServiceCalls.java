package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Calls of the dataset service, whatever they ask for. What may pass is tried again; what will not
 * pass ends the run.
 */
final class ServiceCalls {
  private static final Logger log = LoggerFactory.getLogger(ServiceCalls.class);

  private static final String ROOT = "/api/v1/data-collection/datasets/";

  private final ServiceOptions options;
  private final Outside outside;
  private final ServiceClock clock;

  ServiceCalls(ServiceOptions options, Outside outside, ServiceClock clock) {
    this.options = options;
    this.outside = outside;
    this.clock = clock;
  }

  /** A call that has failed this time and may pass the next. */
  static final class PassingFailure extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient @Nullable Duration wish;

    PassingFailure(String message, @Nullable Duration wish, @Nullable Throwable cause) {
      super(message, cause);
      this.wish = wish;
    }

    /** Returns how long the service asks to wait, or null. */
    @Nullable Duration wish() {
      return wish;
    }

    PreflightException afterAllRetries() {
      return new PreflightException(
          ErrorCode.SERVICE_FAILED, getMessage() + "; running again goes on from here", this);
    }
  }

  /** A call that may have to be made again. */
  @FunctionalInterface
  interface Attempt<T> {
    T make() throws PassingFailure, InterruptedException;
  }

  /** Makes a call until it passes. */
  <T> T retrying(Consumer<String> waiting, Attempt<T> attempt) throws InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        return attempt.make();
      } catch (PassingFailure e) {
        waitAfter(failures, e, waiting);
      }
    }
  }

  /**
   * Waits until it is time to try again.
   *
   * @throws PreflightException if it has been tried often enough, or the service asks for too much
   */
  void waitAfter(int failures, PassingFailure failure, Consumer<String> waiting)
      throws InterruptedException {
    Duration wish = failure.wish();
    if (failures > options.maxRetries()
        || (wish != null && wish.compareTo(Backoff.LONGEST_WISH) > 0)) {
      throw failure.afterAllRetries();
    }
    Duration wait = Backoff.wait(failures, wish, outside.random());
    log.atLevel(failures == 1 ? Level.WARN : Level.INFO)
        .log(
            "{}; trying again in {} ms, up to {} times",
            failure.getMessage(),
            wait.toMillis(),
            options.maxRetries());
    waiting.accept(failure.getMessage());
    outside.time().sleep(wait);
  }

  /**
   * Makes a call once.
   *
   * @param path below that of the datasets
   * @return an answer of 2xx, or 404
   */
  Transport.Answer get(String path, int maxBytes) throws PassingFailure, InterruptedException {
    String base = options.baseUrl().toString().replaceAll("/+$", "");
    Transport.Call call =
        new Transport.Call(
            "GET",
            Secret.of(base + ROOT + path),
            Map.of(
                "Authorization", "Token " + options.token().reveal(), "Accept", "application/json"),
            null,
            maxBytes);
    Transport.Answer answer;
    try {
      answer = outside.transport().exchange(call);
    } catch (IOException e) {
      throw new PassingFailure(
          "No answer from the service (" + visible(String.valueOf(e.getMessage())) + ")", null, e);
    }
    log.info("GET {}: {}", visible(path), answer.status());
    answer.header("date").ifPresent(clock::hear);
    check(answer);
    return answer;
  }

  private void check(Transport.Answer answer) throws PassingFailure {
    int status = answer.status();
    if (answer.isSuccess() || status == 404) {
      if (answer.truncated()) {
        throw failed("The service's answer is over " + answer.body().length + " bytes", null);
      }
      return;
    }
    String text = "The service answered " + status + ": " + visible(errorText(answer.body()));
    if (status == 401 || status == 403) {
      throw new PreflightException(
          ErrorCode.TOKEN_REFUSED,
          text
              + " (is the token right, and may it use this dataset? nothing is lost: running"
              + " again goes on)");
    }
    if (status >= 300 && status < 400) {
      throw failed(
          "The service redirects elsewhere, which is not followed; is baseUrl right?", null);
    }
    if (status == 408 || status == 425 || status == 429 || status >= 500) {
      throw new PassingFailure(
          text,
          answer.header("retry-after").map(h -> Backoff.retryAfter(h, clock.now())).orElse(null),
          null);
    }
    throw failed(text, null);
  }

  /** Makes sure that an answer is not a 404. */
  static Transport.Answer requireFound(Transport.Answer answer, String what) {
    if (answer.status() == 404) {
      throw failed("The service does not know " + Messages.printable(what), null);
    }
    return answer;
  }

  /** Reads an answer as JSON. */
  <T> T parse(Transport.Answer answer, Class<T> shape) throws PassingFailure {
    if (answer.body().length > 0) {
      try {
        T parsed = Json.MAPPER.readValue(answer.body(), shape);
        if (parsed != null) {
          return parsed;
        }
      } catch (JacksonException e) {
        log.debug("not the JSON that was expected: {}", e.getClass().getSimpleName());
      }
    }
    throw new PassingFailure(
        "The service's answer is not the JSON it should be: "
            + visible(new String(answer.body(), StandardCharsets.UTF_8)),
        null,
        null);
  }

  /** Finds the best text in the forms that errors come in; see {@code error} and flat ones. */
  private static String errorText(byte[] body) {
    try {
      JsonNode root = Json.MAPPER.readTree(body);
      JsonNode error = root.path("error").isObject() ? root.path("error") : root;
      for (String name : new String[] {"detail", "title", "message", "error"}) {
        JsonNode text = error.path(name);
        if (text.isString() && !text.asString().isBlank()) {
          return text.asString();
        }
        if (text.isContainer() && !text.isEmpty()) {
          return text.toString();
        }
      }
    } catch (JacksonException e) {
      // Then it is some other text.
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Cuts a text from outside to what may be shown; a service may echo what it was sent. */
  private String visible(String text) {
    String shown =
        options
            .token()
            .removeFrom(text)
            .replaceAll("\\?[^\\s\"'<>]*X-Amz-[^\\s\"'<>]*", "?[redacted]");
    return shown.isBlank() ? "(nothing)" : Messages.printable(shown.strip(), 200);
  }

  private static PreflightException failed(String message, @Nullable Throwable cause) {
    return new PreflightException(ErrorCode.SERVICE_FAILED, message, cause);
  }
}
