package io.github.jsonlpreflight.cli.validation;

import io.github.jsonlpreflight.cli.files.RecordFile;
import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.validator.RecordVerdict;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Valid and invalid records in files of their own, where one was asked for. */
public final class SortedRecords implements Closeable {
  private final @Nullable RecordFile valid;
  private final @Nullable RecordFile rejected;
  private @Nullable PreflightException failure;

  public SortedRecords(@Nullable Path valid, @Nullable Path rejected) throws IOException {
    this.valid = valid == null ? null : RecordFile.create(valid);
    boolean begun = false;
    try {
      this.rejected = rejected == null ? null : RecordFile.create(rejected);
      begun = true;
    } finally {
      if (!begun && this.valid != null) {
        this.valid.close();
      }
    }
  }

  /**
   * Adds a record to the file of its kind. One that cannot be copied ends the writing, not the
   * judging; {@link #commit} says so.
   */
  public void add(JsonlRecord record, RecordVerdict verdict, JsonlSource source)
      throws IOException {
    RecordFile target = verdict.match(good -> valid, bad -> rejected);
    if (target == null || failure != null) {
      return;
    }
    try {
      target.add(record, source);
    } catch (PreflightException e) {
      failure = e;
    }
  }

  /**
   * Gives the files their names.
   *
   * @throws PreflightException if a record is missing in one of them; neither gets its name then
   */
  public void commit() throws IOException {
    if (failure != null) {
      throw failure;
    }
    if (valid != null) {
      valid.commit();
    }
    if (rejected != null) {
      rejected.commit();
    }
  }

  /** Tells whether there is a file that only {@link #commit} names. */
  public boolean hasFiles() {
    return (valid != null && valid.isFile()) || (rejected != null && rejected.isFile());
  }

  @Override
  public void close() throws IOException {
    if (valid != null) {
      valid.close();
    }
    if (rejected != null) {
      rejected.close();
    }
  }
}
