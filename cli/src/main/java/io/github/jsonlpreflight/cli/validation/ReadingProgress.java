package io.github.jsonlpreflight.cli.validation;

import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.console.ProgressLine;
import io.github.jsonlpreflight.jsonl.Compression;
import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.validator.RecordVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Shows how the reading of a file gets on: its bytes, its records, the invalid ones, the rest. */
public final class ReadingProgress {
  /** So rarely is the clock looked at, which takes longer than a record. */
  private static final int RECORDS_A_LOOK = 256;

  private static final int BAR_CELLS = 20;
  private static final int MAX_NAME_CODE_POINTS = 24;
  private static final int PERCENT = 100;

  private final ProgressLine line;
  private final String name;
  private final long totalBytes;
  private final long begun;
  private long records;
  private long invalid;

  /** Begins a source, whose size is known if it is a file. */
  public ReadingProgress(ProgressLine line, JsonlSource source) {
    this(line, nameOf(source), source.path().map(ReadingProgress::sizeOf).orElse(0L));
  }

  ReadingProgress(ProgressLine line, String name, long totalBytes) {
    this.line = line;
    this.name = Messages.printable(name, MAX_NAME_CODE_POINTS);
    this.totalBytes = totalBytes;
    this.begun = line.nanoTime();
  }

  private static String nameOf(JsonlSource source) {
    return source.path().map(Path::getFileName).map(Path::toString).orElse(source.name());
  }

  /** Nobody knows what a compressed file will come to; a pipe must not be read to find out. */
  private static long sizeOf(Path file) {
    try {
      return Files.isRegularFile(file) && Compression.of(file) == Compression.NONE
          ? Files.size(file)
          : 0;
    } catch (IOException e) {
      return 0; // whoever reads it will say why it cannot
    }
  }

  public void record(JsonlRecord record, RecordVerdict verdict) {
    if (verdict instanceof RecordVerdict.Invalid) {
      invalid++;
    }
    if (++records % RECORDS_A_LOOK == 0) {
      line.update(() -> text(record.place().byteOffset() + record.length()));
    }
  }

  private String text(long bytes) {
    double seconds =
        (line.nanoTime() - begun) / (double) TimeUnit.SECONDS.toNanos(1) + Double.MIN_VALUE;
    StringBuilder text = new StringBuilder(name);
    boolean isKnown = totalBytes > 0;
    if (isKnown) {
      double share = Math.min(1, (double) bytes / totalBytes);
      int full = (int) (share * BAR_CELLS);
      text.append("  [")
          .append("#".repeat(full))
          .append(".".repeat(BAR_CELLS - full))
          .append("] ")
          .append(String.format(Locale.ROOT, "%3d %%", (int) (share * PERCENT)));
    }
    text.append("  ")
        .append(Humanize.size(bytes))
        .append("  ")
        .append(Humanize.number(Math.round(records / seconds)))
        .append(" records/s  ")
        .append(Humanize.number(invalid))
        .append(" invalid");
    if (isKnown && bytes < totalBytes) {
      long left = Math.round(seconds / bytes * (totalBytes - bytes));
      text.append("  ").append(Humanize.duration(left)).append(" left");
    }
    return text.toString();
  }
}
