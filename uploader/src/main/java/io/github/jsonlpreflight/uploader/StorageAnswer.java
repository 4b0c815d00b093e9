package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.jsonl.Messages;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a storage says to a PUT, and what follows from it.
 *
 * @param status the HTTP status; 0 if there was no answer
 * @param code the storage's error code, or null
 * @param message the storage's words, or null
 */
record StorageAnswer(int status, @Nullable String code, @Nullable String message) {
  /** Storage's error bodies are small; whatever is longer is none. */
  static final int MAX_BODY_BYTES = 64 << 10;

  private static final Pattern CODE = Pattern.compile("<Code>\\s*([A-Za-z0-9.]{1,64})\\s*</Code>");
  private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]{0,1000})</Message>");

  /** Nothing is stored, and the same request may do better a little later. */
  private static final Set<String> BUSY_CODES =
      Set.of("SlowDown", "RequestTimeout", "OperationAborted", "IncompleteBody", "TooManyRequests");

  private static final Set<String> EXPIRED_CODES = Set.of("ExpiredToken", "RequestExpired");

  /** There was no answer. */
  static StorageAnswer none() {
    return new StorageAnswer(0, null, null);
  }

  /** Finds code and message by their tags alone: no XML is interpreted, so none can do harm. */
  static StorageAnswer of(Transport.Answer answer) {
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    return new StorageAnswer(answer.status(), find(CODE, body), find(MESSAGE, body));
  }

  private static @Nullable String find(Pattern pattern, String body) {
    Matcher matcher = pattern.matcher(body);
    // A storage that quotes the request quotes the signature with it.
    return matcher.find() && !matcher.group(1).contains("X-Amz-") ? matcher.group(1) : null;
  }

  /**
   * Returns what is known now.
   *
   * @param bodyComplete whether the last byte was let go: if not, nothing can be stored
   * @param pastExpiry whether the URL is past its time by the service's clock
   */
  PutVerdict verdict(boolean bodyComplete, boolean pastExpiry) {
    if (status >= 200 && status < 300) {
      return bodyComplete ? PutVerdict.ACKED : PutVerdict.UNKNOWN;
    }
    if (isExpiry(pastExpiry)) {
      return PutVerdict.EXPIRED;
    }
    if (code != null && BUSY_CODES.contains(code)) {
      return PutVerdict.BUSY;
    }
    if (status == 0 || status >= 500) {
      return status == 501 && code != null ? PutVerdict.REFUSED : passing(bodyComplete);
    }
    // Without a word of the storage's own, a 400 comes from a connection gone stale.
    return code == null && (status == 400 || status == 408 || status == 429)
        ? passing(bodyComplete)
        : PutVerdict.REFUSED;
  }

  private static PutVerdict passing(boolean bodyComplete) {
    return bodyComplete ? PutVerdict.UNKNOWN : PutVerdict.BUSY;
  }

  private boolean isExpiry(boolean pastExpiry) {
    if (code == null || status < 400 || status >= 500) {
      return false;
    }
    boolean saysSo = message != null && message.toLowerCase(Locale.ROOT).contains("expired");
    return EXPIRED_CODES.contains(code) || (code.equals("AccessDenied") && (saysSo || pastExpiry));
  }

  /** Says what a person can do about a URL that was turned down. */
  String advice(List<String> signedHeaders) {
    String text = Optional.ofNullable(message).orElse("");
    if ("SignatureDoesNotMatch".equals(code)) {
      return "the URL was used exactly as given, so a proxy may have changed the request, or the"
          + " service signed headers it does not tell of (signed: "
          + String.join(", ", signedHeaders)
          + ")";
    }
    if (text.contains("not signed")) {
      return "a proxy may add headers on the way; the URL allows only these: "
          + String.join(", ", signedHeaders);
    }
    if ("BadDigest".equals(code)
        || "InvalidDigest".equals(code)
        || "XAmzContentChecksumMismatch".equals(code)
        || text.toLowerCase(Locale.ROOT).contains("checksum")) {
      return "the service has fixed a checksum in the URL before it knew the bytes; this is a fault"
          + " on the service's side, and no retry helps";
    }
    if ("RequestTimeTooSkewed".equals(code)) {
      return "the clock of whoever signed the URL is wrong";
    }
    if ("EntityTooLarge".equals(code)) {
      return "the chunk is too large for one upload; plan smaller ones with maxChunkBytes";
    }
    return "the storage will not take this upload";
  }

  /** Returns the answer in one line. */
  String text() {
    if (status == 0) {
      return "no answer";
    }
    String words = code == null ? "" : " " + code;
    return status
        + words
        + (message == null || message.isBlank()
            ? ""
            : " (" + Messages.printable(message.strip(), 200) + ")");
  }
}
