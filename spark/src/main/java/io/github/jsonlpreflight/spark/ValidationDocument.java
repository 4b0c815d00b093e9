package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.validator.Note;
import io.github.jsonlpreflight.validator.ValidationSummary;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The document that {@code validate --format json} prints, made of what tasks have written. It is
 * held until it is whole: it has the first findings of each file, not all.
 */
final class ValidationDocument implements Closeable {
  private static final String NAME = "validation.json";

  private final OutputFolder folder;
  private final long maxListed;
  private final List<Note> schemaNotes;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final JsonGenerator json = Findings.generator(bytes);

  ValidationDocument(OutputFolder folder, long maxListed, List<Note> schemaNotes) {
    this.folder = folder;
    this.maxListed = maxListed;
    this.schemaNotes = List.copyOf(schemaNotes);
    json.writeStartObject();
    json.writeArrayPropertyStart("files");
  }

  /** Adds a file. */
  void file(String name, List<Split> splits, ValidationSummary summary) throws IOException {
    List<Note> notes = new ArrayList<>(summary.notes());
    notes.addAll(schemaNotes);
    write(
        name,
        splits,
        RecordCounts.of(summary),
        summary.totals().blankLines(),
        summary.totals().bytes(),
        notes);
  }

  /**
   * Adds a file that cannot be used; what was found before that was known is listed all the same.
   */
  void unusable(String name, List<Split> splits, @Nullable PreflightException reason)
      throws IOException {
    List<Note> notes = new ArrayList<>();
    if (reason != null) {
      notes.add(
          new Note(reason.code().id(), OptionNames.toFlags(String.valueOf(reason.getMessage()))));
    }
    write(name, splits, RecordCounts.NONE, 0, 0, notes);
  }

  private void write(
      String name,
      List<Split> splits,
      RecordCounts counts,
      long blankLines,
      long fileBytes,
      List<Note> notes)
      throws IOException {
    json.writeStartObject();
    json.writeStringProperty("file", name);
    write(counts);
    json.writeNumberProperty("blank_lines", blankLines);
    json.writeNumberProperty("bytes", fileBytes);
    writeFindings(ValidateTask.Kind.ERRORS, splits);
    writeFindings(ValidateTask.Kind.WARNINGS, splits);
    json.writeArrayPropertyStart("notes");
    for (Note note : notes) {
      json.writeStartObject();
      json.writeStringProperty("code", note.code());
      json.writeStringProperty("message", note.message());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(RecordCounts counts) {
    json.writeNumberProperty("records", counts.records());
    json.writeNumberProperty("valid", counts.valid());
    json.writeNumberProperty("invalid", counts.invalid());
    counts.duplicates().ifPresent(count -> json.writeNumberProperty("duplicates", count));
  }

  private void writeFindings(ValidateTask.Kind kind, List<Split> splits) throws IOException {
    json.writeArrayPropertyStart(kind.folder());
    long[] found = {0};
    folder.forEachLine(
        splits.stream().map(kind::file).toList(),
        line -> {
          if (found[0]++ < maxListed) {
            Findings.copyWithoutFile(line, json);
          }
          return found[0] <= maxListed;
        });
    json.writeEndArray();
    json.writeBooleanProperty(kind.folder() + "_truncated", found[0] > maxListed);
  }

  /**
   * Writes the document: where it is, the job has done all that it was to do.
   *
   * @param all the counts of all files together
   */
  void finish(RecordCounts all) throws IOException {
    json.writeEndArray();
    write(all);
    json.writeEndObject();
    json.writeRaw('\n');
    json.flush();
    folder.write(NAME, bytes::writeTo);
  }

  @Override
  public void close() {
    json.close();
  }
}
