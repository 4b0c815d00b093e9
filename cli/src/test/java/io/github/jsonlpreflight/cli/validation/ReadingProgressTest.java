package io.github.jsonlpreflight.cli.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.cli.console.ProgressLine;
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

final class ReadingProgressTest {
  private static final RecordSchema SCHEMA = Findings.schema("{\"required\":[\"a\"]}");

  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();
  private long now;
  private final ProgressLine line =
      new ProgressLine(new PrintWriter(err), ProgressLine.Medium.LOG, () -> now);

  private void pass(long millis) {
    now += TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Test
  void saysHowTheReadingGetsOn() throws IOException {
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
}
