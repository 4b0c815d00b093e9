package io.github.jsonlpreflight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordValidator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgressLineTest {
  private static final RecordSchema SCHEMA = Findings.schema("{\"required\":[\"a\"]}");

  @TempDir private Path folder;
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

  @Test
  void saysHowTheReadingGetsOn() throws IOException {
    ProgressLine line = line(ProgressLine.Medium.LOG);
    String record = "{}\n";
    int records = 2560;
    ReadingProgress reading =
        new ReadingProgress(line, "reviews.jsonl", 2L * records * record.length());
    long[] seen = {0};

    Findings.judge(
        SCHEMA,
        record.repeat(records),
        (read, verdict) -> {
          if (++seen[0] == records) {
            pass(40_000);
          }
          reading.record(read, verdict);
          return true;
        });

    assertThat(err.toString().strip())
        .isEqualTo(
            "preflight: reviews.jsonl  [#########...........]  49 %  7.5 KiB  64 records/s  2,560"
                + " invalid  40 s left");
  }

  @Test
  void saysNoShareWhereTheSizeIsNotKnown() throws IOException {
    ProgressLine line = line(ProgressLine.Medium.LOG);
    ReadingProgress reading = new ReadingProgress(line, "-", 0);
    pass(30_000);

    Findings.judge(
        SCHEMA,
        "{\"a\":1}\n".repeat(256),
        (read, verdict) -> {
          reading.record(read, verdict);
          return true;
        });

    assertThat(err.toString().strip()).isEqualTo("preflight: -  2.0 KiB  9 records/s  0 invalid");
  }

  @Test
  void saysNoShareOfACompressedFile() throws IOException {
    Path file = folder.resolve("f.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("{\"a\":1}\n".repeat(256).getBytes(StandardCharsets.UTF_8));
    }
    ProgressLine line = line(ProgressLine.Medium.LOG);
    ReadingProgress reading = new ReadingProgress(line, JsonlSource.file(file));
    pass(30_000);

    RecordValidator.create(SCHEMA)
        .validate(
            JsonlSource.file(file),
            (read, verdict) -> {
              reading.record(read, verdict);
              return true;
            });

    assertThat(err.toString().strip())
        .isEqualTo("preflight: f.jsonl.gz  2.0 KiB  9 records/s  0 invalid");
  }

  @Test
  void saysDurationsInTheirGreatestUnits() {
    assertThat(Console.duration(59)).isEqualTo("59 s");
    assertThat(Console.duration(60)).isEqualTo("1 min 0 s");
    assertThat(Console.duration(3_599)).isEqualTo("59 min 59 s");
    assertThat(Console.duration(7_260)).isEqualTo("2 h 1 min");
  }
}
