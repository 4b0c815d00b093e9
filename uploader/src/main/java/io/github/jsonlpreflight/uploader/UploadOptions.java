package io.github.jsonlpreflight.uploader;

import java.time.Duration;

/** How a run sends its chunks and waits for them. Immutable and safe to share. */
public final class UploadOptions {
  /** How many chunks may be sent and not yet finished. */
  public static final int DEFAULT_IN_FLIGHT = 1;

  /** How long to wait between two polls of one import. */
  public static final Duration DEFAULT_POLL_INTERVAL = Duration.ofSeconds(3);

  /** How long one import may stay unfinished before the run pauses. */
  public static final Duration DEFAULT_POLL_TIMEOUT = Duration.ofMinutes(30);

  /** How many poll intervals a late event is waited for. */
  static final int LATE_EVENT_POLLS = 40;

  /** What to do after an import has failed. */
  public enum OnFailed {
    /** Send no further chunk; running again goes on with the next one. */
    STOP,
    /** Go on with the next chunk. */
    CONTINUE
  }

  /**
   * What to do with a chunk whose outcome cannot be known. A decision is about one chunk, the first
   * that is held; it is used up by it, because nobody has looked at the others.
   */
  public enum OnAmbiguous {
    /** Leave it: it may be missing from the dataset, and is never there twice. */
    HOLD,
    /** Send it again: it is in the dataset at least once, and may be there twice. */
    RESEND,
    /** Count its records as accepted: somebody has looked, and they are in the dataset. */
    LANDED
  }

  private final int inFlight;
  private final Duration pollInterval;
  private final Duration pollTimeout;
  private final OnFailed onFailed;
  private final OnAmbiguous onAmbiguous;
  private final boolean allowConcurrent;
  private final boolean rehearsal;

  private UploadOptions(Builder builder) {
    this.inFlight = builder.inFlight;
    this.pollInterval = builder.pollInterval;
    this.pollTimeout = builder.pollTimeout;
    this.onFailed = builder.onFailed;
    this.onAmbiguous = builder.onAmbiguous;
    this.allowConcurrent = builder.allowConcurrent;
    this.rehearsal = builder.rehearsal;
  }

  /** Returns a builder that starts from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the options that a run has unless told otherwise. */
  public static UploadOptions defaults() {
    return builder().build();
  }

  /** Returns a builder that starts from these options. */
  public Builder toBuilder() {
    return new Builder()
        .inFlight(inFlight)
        .pollInterval(pollInterval)
        .pollTimeout(pollTimeout)
        .onFailed(onFailed)
        .onAmbiguous(onAmbiguous)
        .allowConcurrent(allowConcurrent)
        .rehearsal(rehearsal);
  }

  /** Returns how many chunks may be sent and not yet finished. */
  public int inFlight() {
    return inFlight;
  }

  /** Returns how long to wait between two polls of one import. */
  public Duration pollInterval() {
    return pollInterval;
  }

  /** Returns how long one import may stay unfinished before the run pauses. */
  public Duration pollTimeout() {
    return pollTimeout;
  }

  /** Returns what to do after an import has failed. */
  public OnFailed onFailed() {
    return onFailed;
  }

  /** Returns what to do with a chunk whose outcome cannot be known. */
  public OnAmbiguous onAmbiguous() {
    return onAmbiguous;
  }

  /** Tells whether to go on although the dataset shows another run of this same plan. */
  public boolean allowConcurrent() {
    return allowConcurrent;
  }

  /** Tells whether the service is a stand-in that ends with this process. */
  public boolean rehearsal() {
    return rehearsal;
  }

  /** Returns how long the news that an object has arrived may take: 40 poll intervals. */
  Duration lateEvent() {
    return pollInterval.multipliedBy(LATE_EVENT_POLLS);
  }

  /** Returns how long to look on after an upload URL is gone: a third of the poll timeout. */
  Duration quietTime() {
    Duration third = pollTimeout.dividedBy(3);
    return third.compareTo(lateEvent()) < 0 ? lateEvent() : third;
  }

  /** Returns when a chunk that was received but never noticed is sent to the same URL again. */
  Duration stuckTime() {
    Duration sixth = pollTimeout.dividedBy(6);
    return sixth.compareTo(lateEvent()) < 0 ? lateEvent() : sixth;
  }

  boolean mayResend() {
    return onAmbiguous == OnAmbiguous.RESEND;
  }

  static Duration positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
    return value;
  }

  /**
   * Collects options. Defaults: {@link #DEFAULT_IN_FLIGHT}, {@link #DEFAULT_POLL_INTERVAL}, {@link
   * #DEFAULT_POLL_TIMEOUT}, {@link OnFailed#STOP}, {@link OnAmbiguous#HOLD}, and no concurrent runs
   * of one plan.
   */
  public static final class Builder {
    private int inFlight = DEFAULT_IN_FLIGHT;
    private Duration pollInterval = DEFAULT_POLL_INTERVAL;
    private Duration pollTimeout = DEFAULT_POLL_TIMEOUT;
    private OnFailed onFailed = OnFailed.STOP;
    private OnAmbiguous onAmbiguous = OnAmbiguous.HOLD;
    private boolean allowConcurrent;
    private boolean rehearsal;

    private Builder() {}

    /** Sets how many chunks may be sent and not yet finished, at least 1. */
    public Builder inFlight(int inFlight) {
      if (inFlight < 1) {
        throw new IllegalArgumentException("inFlight is " + inFlight + "; it starts at 1");
      }
      this.inFlight = inFlight;
      return this;
    }

    /** Sets how long to wait between two polls of one import. */
    public Builder pollInterval(Duration pollInterval) {
      this.pollInterval = positive("pollInterval", pollInterval);
      return this;
    }

    /** Sets how long one import may stay unfinished before the run pauses. */
    public Builder pollTimeout(Duration pollTimeout) {
      this.pollTimeout = positive("pollTimeout", pollTimeout);
      return this;
    }

    /** Sets what to do after an import has failed. */
    public Builder onFailed(OnFailed onFailed) {
      this.onFailed = onFailed;
      return this;
    }

    /** Sets what to do with a chunk whose outcome cannot be known. */
    public Builder onAmbiguous(OnAmbiguous onAmbiguous) {
      this.onAmbiguous = onAmbiguous;
      return this;
    }

    /** Sets whether to go on although the dataset shows another run of this same plan. */
    public Builder allowConcurrent(boolean allowConcurrent) {
      this.allowConcurrent = allowConcurrent;
      return this;
    }

    /** Sets whether the service is a stand-in that ends with this process; the journal says so. */
    public Builder rehearsal(boolean rehearsal) {
      this.rehearsal = rehearsal;
      return this;
    }

    /** Returns the options. */
    public UploadOptions build() {
      if (pollTimeout.compareTo(pollInterval) < 0) {
        throw new IllegalArgumentException(
            "pollTimeout must not be under pollInterval: " + pollTimeout + " < " + pollInterval);
      }
      return new UploadOptions(this);
    }
  }
}
