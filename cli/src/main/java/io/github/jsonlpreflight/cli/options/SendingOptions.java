package io.github.jsonlpreflight.cli.options;

import io.github.jsonlpreflight.uploader.UploadOptions;
import io.github.jsonlpreflight.uploader.UploadOptions.OnAmbiguous;
import io.github.jsonlpreflight.uploader.UploadOptions.OnFailed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How chunks are sent and waited for. */
public final class SendingOptions {
  /** The sandbox answers at once; nobody should have to wait for a rehearsal. */
  private static final Duration REHEARSAL_POLL_INTERVAL = Duration.ofMillis(50);

  /** What to do after an import has failed. */
  enum Failed {
    stop,
    @SuppressWarnings("JavaLangClash")
    CONTINUE {
      @Override
      public String toString() {
        return "continue";
      }
    }
  }

  /** What to do with a chunk whose outcome cannot be known. */
  enum Ambiguous {
    hold,
    resend,
    landed;

    OnAmbiguous toOption() {
      return switch (this) {
        case hold -> OnAmbiguous.HOLD;
        case resend -> OnAmbiguous.RESEND;
        case landed -> OnAmbiguous.LANDED;
      };
    }
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      defaultValue = "1",
      description = "Chunks that may be sent and not yet finished. Default: ${DEFAULT-VALUE}.")
  private int inFlight;

  @Option(
      names = "--poll-interval",
      paramLabel = "SECONDS",
      converter = Seconds.class,
      description = "Between two polls of an import. Default: 3 (0.05 with --sandbox).")
  private @Nullable Duration pollInterval;

  @Option(
      names = "--poll-timeout",
      paramLabel = "SECONDS",
      defaultValue = "1800",
      converter = Seconds.class,
      description =
          "How long one import may stay unfinished before the run pauses. Default:"
              + " ${DEFAULT-VALUE}.")
  private Duration pollTimeout;

  @Option(
      names = "--on-failed",
      paramLabel = "WHAT",
      defaultValue = "stop",
      description =
          "After an import has failed: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Failed onFailed;

  @Option(
      names = "--on-ambiguous",
      paramLabel = "WHAT",
      defaultValue = "hold",
      description =
          "With a chunk whose outcome cannot be known: ${COMPLETION-CANDIDATES}. hold may leave it"
              + " out, resend may have it twice; landed says that you have found a held chunk in the"
              + " dataset. Decides about one chunk. Default: ${DEFAULT-VALUE}.")
  private Ambiguous onAmbiguous;

  @Option(
      names = "--allow-concurrent",
      description = "Go on although the dataset shows imports of another run of this same plan.")
  private boolean allowConcurrent;

  private SendingOptions() {}

  public UploadOptions toUploadOptions(boolean rehearsal) {
    Duration interval = pollInterval(rehearsal);
    if (interval.compareTo(pollTimeout) > 0) {
      throw Usage.error(
          spec,
          "--poll-timeout of %s s is under the --poll-interval of %s s"
              .formatted(Seconds.format(pollTimeout), Seconds.format(interval)));
    }
    return Usage.checked(
        spec,
        () ->
            UploadOptions.builder()
                .inFlight(inFlight)
                .pollInterval(interval)
                .pollTimeout(pollTimeout)
                .onFailed(onFailed == Failed.stop ? OnFailed.STOP : OnFailed.CONTINUE)
                .onAmbiguous(onAmbiguous.toOption())
                .allowConcurrent(allowConcurrent)
                .rehearsal(rehearsal)
                .build());
  }

  private Duration pollInterval(boolean rehearsal) {
    if (pollInterval != null) {
      return pollInterval;
    }
    return rehearsal ? REHEARSAL_POLL_INTERVAL : UploadOptions.DEFAULT_POLL_INTERVAL;
  }
}
