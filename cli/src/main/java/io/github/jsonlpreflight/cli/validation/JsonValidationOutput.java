package io.github.jsonlpreflight.cli.validation;

import io.github.jsonlpreflight.cli.console.JsonOutput;
import io.github.jsonlpreflight.cli.options.OptionNames;
import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.validator.Note;
import io.github.jsonlpreflight.validator.RecordVerdict;
import io.github.jsonlpreflight.validator.ValidationSummary;
import io.github.jsonlpreflight.validator.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.output.DeferredFileOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Results for programs: one document. Errors and warnings of a file are found interleaved and stand
 * in two lists, so each list waits in a spool that goes to disk when it becomes long.
 */
final class JsonValidationOutput implements ValidationOutput {
  private static final int SPOOL_BYTES_IN_MEMORY = 1 << 20;

  private static final Note STOPPED =
      new Note(
          "stopped", "The rest of the file was not read: --fail-fast stops at the first fault");

  private final PrintWriter out;
  private final JsonGenerator json;
  private final long maxListed;
  private final ShownReasons reasons;
  private @Nullable Spool errors;
  private @Nullable Spool warnings;
  private long records;
  private long invalid;
  private OptionalLong duplicates = OptionalLong.empty();

  JsonValidationOutput(PrintWriter out, long maxListed, ShownReasons reasons) {
    this.out = out;
    this.maxListed = maxListed;
    this.reasons = reasons;
    this.json = JsonOutput.to(out);
    json.writeStartObject();
    json.writeArrayPropertyStart("files");
  }

  @Override
  public void begin(String file) throws IOException {
    errors = new Spool(maxListed, reasons);
    warnings = new Spool(maxListed, reasons);
    json.writeStartObject();
    json.writeStringProperty("file", file);
  }

  @Override
  public void record(JsonlRecord record, RecordVerdict verdict) {
    if (verdict instanceof RecordVerdict.Invalid bad) {
      for (Violation violation : bad.violations()) {
        begun(errors).add(record, violation);
      }
      begun(errors).leaveOut(verdict.more().violationCount());
    }
    for (Violation warning : verdict.warnings()) {
      begun(warnings).add(record, warning);
    }
    begun(warnings).leaveOut(verdict.more().warningCount());
  }

  @Override
  public void end(ValidationSummary summary, List<Note> foundNotes) throws IOException {
    records += summary.records();
    invalid += summary.invalid();
    summary
        .duplicates()
        .ifPresent(more -> duplicates = OptionalLong.of(duplicates.orElse(0) + more));
    List<Note> notes = new ArrayList<>(foundNotes);
    if (!summary.totals().finished()) {
      notes.add(STOPPED);
    }
    endFile(
        summary.records(),
        summary.invalid(),
        summary.duplicates(),
        summary.totals().blankLines(),
        summary.totals().bytes(),
        notes);
  }

  @Override
  public void unusable(PreflightException reason) throws IOException {
    endFile(
        0,
        0,
        OptionalLong.empty(),
        0,
        0,
        List.of(
            new Note(
                reason.code().id(), OptionNames.toFlags(String.valueOf(reason.getMessage())))));
  }

  private void endFile(
      long fileRecords,
      long fileInvalid,
      OptionalLong fileDuplicates,
      long blankLines,
      long bytes,
      List<Note> notes)
      throws IOException {
    writeCounts(fileRecords, fileInvalid, fileDuplicates);
    json.writeNumberProperty("blank_lines", blankLines);
    json.writeNumberProperty("bytes", bytes);
    writeSpool("errors", begun(errors));
    writeSpool("warnings", begun(warnings));
    json.writeArrayPropertyStart("notes");
    for (Note note : notes) {
      json.writeStartObject();
      json.writeStringProperty("code", note.code());
      json.writeStringProperty("message", note.message());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    closeSpools();
  }

  private void writeCounts(long records, long invalid, OptionalLong duplicates) {
    json.writeNumberProperty("records", records);
    json.writeNumberProperty("valid", records - invalid);
    json.writeNumberProperty("invalid", invalid);
    if (duplicates.isPresent()) {
      json.writeNumberProperty("duplicates", duplicates.getAsLong());
    }
  }

  private void writeSpool(String name, Spool spool) throws IOException {
    json.writeName(name);
    json.flush();
    json.writeRawValue("");
    json.flush();
    spool.copyTo(out);
    json.writeBooleanProperty(name + "_truncated", spool.isTruncated());
  }

  @Override
  public void finish() {
    json.writeEndArray();
    writeCounts(records, invalid, duplicates);
    json.writeEndObject();
    json.close();
    out.println();
    out.flush();
  }

  @Override
  public void close() throws IOException {
    closeSpools();
  }

  private void closeSpools() throws IOException {
    if (errors != null) {
      errors.delete();
    }
    if (warnings != null) {
      warnings.delete();
    }
    errors = null;
    warnings = null;
  }

  private static Spool begun(@Nullable Spool spool) {
    if (spool == null) {
      throw new IllegalStateException("no file has begun");
    }
    return spool;
  }

  /** One list of findings, as JSON, in memory or on disk. */
  private static final class Spool {
    private final DeferredFileOutputStream bytes;
    private final ShownReasons reasons;
    private final JsonGenerator list;
    private final long max;
    private long found;
    private long leftOut;

    Spool(long max, ShownReasons reasons) throws IOException {
      this.max = max;
      this.reasons = reasons;
      this.bytes =
          DeferredFileOutputStream.builder()
              .setThreshold(SPOOL_BYTES_IN_MEMORY)
              .setPrefix("preflight")
              .get();
      this.list = JsonOutput.to(bytes);
      list.writeStartArray();
    }

    void add(JsonlRecord record, Violation violation) {
      if (found++ >= max) {
        return;
      }
      list.writeStartObject();
      FindingJson.write(list, record, violation, reasons);
      list.writeEndObject();
    }

    void leaveOut(long count) {
      leftOut += count;
    }

    boolean isTruncated() {
      return found > max || leftOut > 0;
    }

    void copyTo(PrintWriter out) throws IOException {
      list.writeEndArray();
      list.close();
      bytes.close();
      try (InputStream in = bytes.toInputStream();
          Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
        IOUtils.copyLarge(reader, out);
      }
    }

    void delete() throws IOException {
      list.close();
      bytes.close();
      if (!bytes.isInMemory() && bytes.getPath() != null) {
        Files.deleteIfExists(bytes.getPath());
      }
    }
  }
}
