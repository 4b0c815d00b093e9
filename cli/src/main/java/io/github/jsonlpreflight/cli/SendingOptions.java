package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.uploader.UploadOptions;
import io.github.jsonlpreflight.uploader.UploadOptions.OnAmbiguous;
import io.github.jsonlpreflight.uploader.UploadOptions.OnFailed;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How chunks are sent and waited for. */
final class SendingOptions {
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
    resend
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
      description = "Between two polls of an import. Default: 3 (0.05 with --sandbox).")
  private @Nullable BigDecimal pollInterval;

  @Option(
      names = "--poll-timeout",
      paramLabel = "SECONDS",
      defaultValue = "1800",
      description =
          "How long one import may stay unfinished before the run pauses. Default:"
              + " ${DEFAULT-VALUE}.")
  private BigDecimal pollTimeout;

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
              + " out, resend may have it twice. Default: ${DEFAULT-VALUE}.")
  private Ambiguous onAmbiguous;

  @Option(
      names = "--allow-concurrent",
      description = "Go on although the dataset shows imports of another run of this same plan.")
  private boolean allowConcurrent;

  private SendingOptions() {}

  UploadOptions toUploadOptions(boolean rehearsal) {
    return Usage.checked(
        spec,
        () -> {
          UploadOptions.Builder builder =
              UploadOptions.builder()
                  .inFlight(inFlight)
                  .pollTimeout(seconds(pollTimeout))
                  .onFailed(onFailed == Failed.stop ? OnFailed.STOP : OnFailed.CONTINUE)
                  .onAmbiguous(
                      onAmbiguous == Ambiguous.hold ? OnAmbiguous.HOLD : OnAmbiguous.RESEND)
                  .allowConcurrent(allowConcurrent);
          if (pollInterval != null) {
            builder.pollInterval(seconds(pollInterval));
          } else if (rehearsal) {
            builder.pollInterval(REHEARSAL_POLL_INTERVAL);
          }
          return builder.build();
        });
  }

  private static Duration seconds(BigDecimal seconds) {
    try {
      return Duration.ofNanos(seconds.movePointRight(9).longValueExact());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(seconds + " is no number of seconds", e);
    }
  }
}
