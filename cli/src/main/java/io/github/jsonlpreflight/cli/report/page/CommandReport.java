package io.github.jsonlpreflight.cli.report.page;

import io.github.jsonlpreflight.chunker.Chunk;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.cli.options.Version;
import io.github.jsonlpreflight.cli.report.Report;
import io.github.jsonlpreflight.cli.report.UploadFindings;
import io.github.jsonlpreflight.jsonl.Messages;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A command's report: what all its pages say alike.
 *
 * @param command the command, with what makes it another one
 * @param title what it is about
 * @param settings what records were judged by and cut to
 * @param completeList the file that lists all that is wrong, or the command that prints it
 */
public record CommandReport(
    String command, String title, Report.Settings settings, String completeList) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Returns the page about records alone. */
  public byte[] page(Report.Validation validation) {
    return page(validation, List.of(), 0, null);
  }

  /**
   * Returns the page about records and the chunks that they were cut into.
   *
   * @param status what was done with the chunks
   */
  public byte[] page(Report.Validation validation, Manifest manifest, String status) {
    List<Chunk> chunks = manifest.chunks();
    List<Report.Chunk> listed =
        chunks.stream()
            .limit(UploadFindings.MAX_CHUNKS)
            .map(chunk -> planned(chunk, status))
            .toList();
    return page(validation, listed, chunks.size() - listed.size(), null);
  }

  private static Report.Chunk planned(Chunk chunk, String status) {
    return new Report.Chunk(
        chunk.index(),
        Messages.printable(chunk.name()),
        chunk.firstLine(),
        chunk.lastLine(),
        chunk.records(),
        chunk.bytes(),
        status,
        0,
        0,
        null,
        null,
        0,
        null,
        null,
        null);
  }

  /**
   * Returns the page about an upload as it stands.
   *
   * @param validation what was found before, or null where that is no longer known
   */
  public byte[] page(Report.@Nullable Validation validation, UploadFindings upload) {
    return page(validation, upload.chunks(), upload.moreChunks(), upload.upload());
  }

  private byte[] page(
      Report.@Nullable Validation validation,
      List<Report.Chunk> chunks,
      long moreChunks,
      Report.@Nullable Upload upload) {
    return ReportPage.of(
        new Report(
            title,
            command,
            Version.number(),
            TIME.format(Instant.now()),
            settings,
            validation,
            chunks,
            moreChunks,
            upload,
            completeList));
  }
}
