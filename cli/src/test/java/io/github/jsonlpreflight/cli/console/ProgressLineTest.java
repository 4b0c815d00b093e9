package io.github.jsonlpreflight.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {
  private final StringWriter err = new StringWriter();
  private long now;

  private ProgressLine line(ProgressLine.Medium medium) {
    return new ProgressLine(new PrintWriter(err), medium, () -> now);
  }

  private void pass(long millis) {
    now += TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Test
  void isWrittenAnewOnATerminalButNotTooOftenAndErasedAtLast() {
    try (ProgressLine line = line(ProgressLine.Medium.TERMINAL)) {
      line.update(() -> "at once");
      pass(100);
      line.update(() -> "one");
      pass(99);
      line.update(() -> "too soon");
      line.change(() -> "news");
    }

    assertThat(err).hasToString("\r\u001b[Kone\r\u001b[Knews\r\u001b[K");
  }

  @Test
  void isAPlainLineEveryHalfMinuteInALog() {
    try (ProgressLine line = line(ProgressLine.Medium.LOG)) {
      line.change(() -> "news");
      pass(29_999);
      line.change(() -> "too soon");
      pass(1);
      line.update(() -> "thirty seconds");
    }

    assertThat(err.toString().lines()).containsExactly("preflight: thirty seconds");
  }

  @Test
  void isNothingWhereNobodyWantsIt() {
    try (ProgressLine line = line(ProgressLine.Medium.NONE)) {
      pass(60_000);
      line.update(() -> "one");
      line.change(() -> "two");
    }

    assertThat(err).hasToString("");
  }
}
