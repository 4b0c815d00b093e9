package io.github.jsonlpreflight.sandbox;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;

/** How a sandbox is set up. Immutable; see {@link Builder} for the defaults. */
public final class SandboxOptions {
  private static final int FREE_PORT = 0;
  private static final int MAX_PORT = 65_535;
  private static final Duration DEFAULT_UPLOAD_URL_VALIDITY = Duration.ofMinutes(15);
  private static final Duration MIN_UPLOAD_URL_VALIDITY = Duration.ofSeconds(1);
  private static final Duration MAX_UPLOAD_URL_VALIDITY = Duration.ofDays(7);
  private static final int DEFAULT_QUEUED_POLLS = 1;
  private static final int DEFAULT_PROCESSING_POLLS = 1;
  private static final int DEFAULT_MAX_VALUE_CODE_POINTS = 5_000;
  private static final int DEFAULT_MAX_LISTED_ERRORS = 1_000;
  private static final boolean DEFAULT_KEEPS_RECORD_TEXT = true;

  private final int port;
  private final String token;
  private final Duration uploadUrlValidity;
  private final int queuedPolls;
  private final int processingPolls;
  private final int maxValueCodePoints;
  private final int maxListedErrors;
  private final boolean keepsRecordText;

  private SandboxOptions(Builder builder) {
    port = builder.port;
    token = builder.token;
    uploadUrlValidity = builder.uploadUrlValidity;
    queuedPolls = builder.queuedPolls;
    processingPolls = builder.processingPolls;
    maxValueCodePoints = builder.maxValueCodePoints;
    maxListedErrors = builder.maxListedErrors;
    keepsRecordText = builder.keepsRecordText;
  }

  /** Returns the defaults, with a token of their own. */
  public static SandboxOptions defaults() {
    return builder().build();
  }

  /** Returns a builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder that starts from these options. */
  public Builder toBuilder() {
    return new Builder()
        .port(port)
        .token(token)
        .uploadUrlValidity(uploadUrlValidity)
        .queuedPolls(queuedPolls)
        .processingPolls(processingPolls)
        .maxValueCodePoints(maxValueCodePoints)
        .maxListedErrors(maxListedErrors)
        .keepsRecordText(keepsRecordText);
  }

  /** Returns the API's port on 127.0.0.1; 0 stands for any free one. */
  public int port() {
    return port;
  }

  /** Returns the API token that callers have to send. */
  public String token() {
    return token;
  }

  /** Returns how long an upload URL is good for. */
  public Duration uploadUrlValidity() {
    return uploadUrlValidity;
  }

  /** Returns how many answers show an import as {@code queued}. */
  public int queuedPolls() {
    return queuedPolls;
  }

  /** Returns how many answers after those show an import as {@code processing}. */
  public int processingPolls() {
    return processingPolls;
  }

  /** Returns the length above which the value of a {@code text} field is rejected. */
  public int maxValueCodePoints() {
    return maxValueCodePoints;
  }

  /** Returns how many errors an import lists at most. */
  public int maxListedErrors() {
    return maxListedErrors;
  }

  /** Returns whether the ledger holds the text of records beside their digests. */
  public boolean keepsRecordText() {
    return keepsRecordText;
  }

  /** Returns the options without the token. */
  @Override
  public String toString() {
    return String.format(
            Locale.ROOT,
            "SandboxOptions[port=%d, uploadUrlValidity=%s, queuedPolls=%d, processingPolls=%d, ",
            port,
            uploadUrlValidity,
            queuedPolls,
            processingPolls)
        + String.format(
            Locale.ROOT,
            "maxValueCodePoints=%d, maxListedErrors=%d, keepsRecordText=%b]",
            maxValueCodePoints,
            maxListedErrors,
            keepsRecordText);
  }

  /**
   * Collects options. The defaults:
   *
   * <ul>
   *   <li>{@link #port}: 0, any free one
   *   <li>{@link #token}: a random one
   *   <li>{@link #uploadUrlValidity}: 15 minutes
   *   <li>{@link #queuedPolls} and {@link #processingPolls}: 1 each
   *   <li>{@link #maxValueCodePoints}: 5,000
   *   <li>{@link #maxListedErrors}: 1,000
   *   <li>{@link #keepsRecordText}: true
   * </ul>
   */
  public static final class Builder {
    private int port = FREE_PORT;
    private String token = "sandbox-" + UUID.randomUUID();
    private Duration uploadUrlValidity = DEFAULT_UPLOAD_URL_VALIDITY;
    private int queuedPolls = DEFAULT_QUEUED_POLLS;
    private int processingPolls = DEFAULT_PROCESSING_POLLS;
    private int maxValueCodePoints = DEFAULT_MAX_VALUE_CODE_POINTS;
    private int maxListedErrors = DEFAULT_MAX_LISTED_ERRORS;
    private boolean keepsRecordText = DEFAULT_KEEPS_RECORD_TEXT;

    private Builder() {}

    /** Sets the API's port on 127.0.0.1, 0 for any free one. */
    public Builder port(int port) {
      check(port >= 0 && port <= MAX_PORT, "port", port, "from 0 to " + MAX_PORT);
      this.port = port;
      return this;
    }

    /** Sets the API token that callers have to send. */
    public Builder token(String token) {
      if (token.isBlank()) {
        throw new IllegalArgumentException("token is blank");
      }
      this.token = token;
      return this;
    }

    /** Sets how long an upload URL is good for, in whole seconds from 1 second to 7 days (S3). */
    public Builder uploadUrlValidity(Duration uploadUrlValidity) {
      check(
          uploadUrlValidity.compareTo(MIN_UPLOAD_URL_VALIDITY) >= 0
              && uploadUrlValidity.compareTo(MAX_UPLOAD_URL_VALIDITY) <= 0
              && uploadUrlValidity.equals(uploadUrlValidity.truncatedTo(ChronoUnit.SECONDS)),
          "uploadUrlValidity",
          uploadUrlValidity,
          "in whole seconds from " + MIN_UPLOAD_URL_VALIDITY + " to " + MAX_UPLOAD_URL_VALIDITY);
      this.uploadUrlValidity = uploadUrlValidity;
      return this;
    }

    /**
     * Sets how many answers show an import as {@code queued} once its object has arrived.
     *
     * <p>The import itself waits for nobody: only the statuses shown lag behind it, so that a
     * client sees each of them at whatever pace it polls.
     */
    public Builder queuedPolls(int queuedPolls) {
      check(queuedPolls >= 0, "queuedPolls", queuedPolls, "0 or more");
      this.queuedPolls = queuedPolls;
      return this;
    }

    /** Sets how many answers after those show an import as {@code processing}. */
    public Builder processingPolls(int processingPolls) {
      check(processingPolls >= 0, "processingPolls", processingPolls, "0 or more");
      this.processingPolls = processingPolls;
      return this;
    }

    /**
     * Sets the length above which the value of a {@code text} field is rejected, in Unicode code
     * points. The service has such a limit and does not state it; this one is a stand-in.
     */
    public Builder maxValueCodePoints(int maxValueCodePoints) {
      check(maxValueCodePoints > 0, "maxValueCodePoints", maxValueCodePoints, "above 0");
      this.maxValueCodePoints = maxValueCodePoints;
      return this;
    }

    /** Sets how many errors an import lists; {@code rejected_count} counts on regardless. */
    public Builder maxListedErrors(int maxListedErrors) {
      check(maxListedErrors >= 0, "maxListedErrors", maxListedErrors, "0 or more");
      this.maxListedErrors = maxListedErrors;
      return this;
    }

    /**
     * Sets whether the ledger holds the text of records beside their digests. It is held in memory:
     * turn it off before sending a file that does not fit there.
     */
    public Builder keepsRecordText(boolean keepsRecordText) {
      this.keepsRecordText = keepsRecordText;
      return this;
    }

    /** Returns the options. */
    public SandboxOptions build() {
      return new SandboxOptions(this);
    }

    private static void check(boolean holds, String option, Object value, String range) {
      if (!holds) {
        throw new IllegalArgumentException(option + " must be " + range + ", was " + value);
      }
    }
  }
}
