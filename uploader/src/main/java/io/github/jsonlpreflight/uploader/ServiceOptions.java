package io.github.jsonlpreflight.uploader;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where the dataset service is, and how to talk to it. Immutable and safe to share. */
public final class ServiceOptions {
  /** Where the service is unless told otherwise. */
  public static final URI DEFAULT_BASE_URL = URI.create("https://api.prolific.com");

  /** How long a connection may take to be made. */
  public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(20);

  /** How long the other side may stay silent. */
  public static final Duration DEFAULT_ANSWER_TIMEOUT = Duration.ofSeconds(60);

  /** How often a call is tried again before the service counts as failed. */
  public static final int DEFAULT_MAX_RETRIES = 8;

  private final URI baseUrl;
  private final Secret token;
  private final Duration connectTimeout;
  private final Duration answerTimeout;
  private final int maxRetries;

  private ServiceOptions(Builder builder, Secret token) {
    this.baseUrl = builder.baseUrl;
    this.token = token;
    this.connectTimeout = builder.connectTimeout;
    this.answerTimeout = builder.answerTimeout;
    this.maxRetries = builder.maxRetries;
  }

  /** Returns a builder; only the token has no default. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder that starts from these options. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.baseUrl = baseUrl;
    builder.token = token;
    builder.connectTimeout = connectTimeout;
    builder.answerTimeout = answerTimeout;
    builder.maxRetries = maxRetries;
    return builder;
  }

  /** Returns where the service is. */
  public URI baseUrl() {
    return baseUrl;
  }

  /** Returns the API token. */
  public Secret token() {
    return token;
  }

  /** Returns how long a connection may take to be made. */
  public Duration connectTimeout() {
    return connectTimeout;
  }

  /** Returns how long the other side may stay silent. */
  public Duration answerTimeout() {
    return answerTimeout;
  }

  /** Returns how often a call is tried again before the service counts as failed. */
  public int maxRetries() {
    return maxRetries;
  }

  @Override
  public String toString() {
    return "ServiceOptions[" + baseUrl + ", token " + token + "]";
  }

  /**
   * Collects options. Defaults: {@link #DEFAULT_BASE_URL}, {@link #DEFAULT_CONNECT_TIMEOUT}, {@link
   * #DEFAULT_ANSWER_TIMEOUT}, {@link #DEFAULT_MAX_RETRIES}.
   */
  public static final class Builder {
    private URI baseUrl = DEFAULT_BASE_URL;
    private @Nullable Secret token;
    private Duration connectTimeout = DEFAULT_CONNECT_TIMEOUT;
    private Duration answerTimeout = DEFAULT_ANSWER_TIMEOUT;
    private int maxRetries = DEFAULT_MAX_RETRIES;

    private Builder() {}

    /** Sets where the service is: {@code https}, or {@code http} on this very machine. */
    public Builder baseUrl(URI baseUrl) {
      String host = baseUrl.getHost();
      String scheme = String.valueOf(baseUrl.getScheme()).toLowerCase(Locale.ROOT);
      if (host == null || baseUrl.getRawQuery() != null || baseUrl.getRawUserInfo() != null) {
        throw new IllegalArgumentException("baseUrl must have a host, and no query or user");
      }
      if (!scheme.equals("https") && !(scheme.equals("http") && HostLookup.isLoopback(host))) {
        throw new IllegalArgumentException(
            "baseUrl must be https (http only on this machine), not " + scheme + "://" + host);
      }
      this.baseUrl = baseUrl;
      return this;
    }

    /** Sets the API token. */
    public Builder token(Secret token) {
      if (!token.reveal().chars().allMatch(c -> c > ' ' && c < 127)) {
        throw new IllegalArgumentException("token must consist of visible ASCII characters");
      }
      this.token = token;
      return this;
    }

    /** Sets how long a connection may take to be made. */
    public Builder connectTimeout(Duration connectTimeout) {
      this.connectTimeout = UploadOptions.positive("connectTimeout", connectTimeout);
      return this;
    }

    /** Sets how long the other side may stay silent. */
    public Builder answerTimeout(Duration answerTimeout) {
      this.answerTimeout = UploadOptions.positive("answerTimeout", answerTimeout);
      return this;
    }

    /** Sets how often a call is tried again; 0 means not at all. */
    public Builder maxRetries(int maxRetries) {
      if (maxRetries < 0) {
        throw new IllegalArgumentException("maxRetries must not be negative, not " + maxRetries);
      }
      this.maxRetries = maxRetries;
      return this;
    }

    /** Returns the options. */
    public ServiceOptions build() {
      if (token == null) {
        throw new IllegalArgumentException("token must be set");
      }
      return new ServiceOptions(this, token);
    }
  }
}
