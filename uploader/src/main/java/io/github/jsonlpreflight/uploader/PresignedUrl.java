package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a presigned URL says about itself. The URL is read here, and never rebuilt from its parts.
 */
final class PresignedUrl {
  private static final DateTimeFormatter AMZ_DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Secret url;
  private final URI parsed;

  private PresignedUrl(Secret url, URI parsed) {
    this.url = url;
    this.parsed = parsed;
  }

  /**
   * Reads a URL.
   *
   * @throws PreflightException if it is none that a file can be sent to
   */
  static PresignedUrl of(Secret url) {
    URI parsed;
    try {
      parsed = new URI(url.reveal());
    } catch (URISyntaxException e) {
      throw unusable("it is no URL"); // not the cause: it quotes the URL
    }
    String scheme = String.valueOf(parsed.getScheme()).toLowerCase(Locale.ROOT);
    String host = parsed.getHost();
    if (host == null || parsed.getRawUserInfo() != null || parsed.getRawFragment() != null) {
      throw unusable("it has no host, or a user or a fragment");
    }
    if (!scheme.equals("https") && !(scheme.equals("http") && HostLookup.isLoopback(host))) {
      throw unusable("it is not https");
    }
    if (parsed.getRawPath().contains("//")) {
      throw unusable("its path has an empty segment");
    }
    return new PresignedUrl(url, parsed);
  }

  /**
   * Refuses an address inside a private network unless the service itself is there: whoever can
   * change the service's answers must not reach the user's own machines.
   */
  void requireReachableFrom(URI service, HostLookup hosts) throws UnknownHostException {
    if (hosts.isPrivate(parsed.getHost()) && !hosts.isPrivate(service.getHost())) {
      throw unusable("it is in a private network and the service is not");
    }
  }

  /** Returns when the signature ends, by the clock of whoever signed, if the URL says so. */
  Optional<Instant> expiresAt() {
    Optional<String> date = parameter("X-Amz-Date");
    Optional<String> seconds = parameter("X-Amz-Expires");
    if (date.isEmpty() || seconds.isEmpty()) {
      return Optional.empty();
    }
    try {
      Instant signed = AMZ_DATE.parse(date.get(), Instant::from);
      return Optional.of(signed.plusSeconds(Long.parseLong(seconds.get())));
    } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** Returns the names of the headers that the signature covers, in lower case. */
  List<String> signedHeaders() {
    return parameter("X-Amz-SignedHeaders")
        .map(names -> List.of(names.split(";", -1)))
        .orElse(List.of());
  }

  Secret secret() {
    return url;
  }

  private Optional<String> parameter(String name) {
    String query = parsed.getRawQuery();
    if (query == null) {
      return Optional.empty();
    }
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).equalsIgnoreCase(name)) {
        return Optional.of(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }

  private static PreflightException unusable(String why) {
    return new PreflightException(
        ErrorCode.SERVICE_FAILED, "The service gave an upload URL that is not used: " + why);
  }

  @Override
  public String toString() {
    return "PresignedUrl[" + parsed.getHost() + "]";
  }
}
