package io.github.jsonlpreflight.cli.files;

import io.github.jsonlpreflight.chunker.ChunkReader;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.IOUtils;
import org.jspecify.annotations.Nullable;

/** Records, one a line, byte for byte, in an {@link OutputFile}. */
public final class RecordFile implements Closeable {
  private final Path target;
  private final OutputFile file;
  private final OutputStream out;
  private @Nullable Path copiedFrom;
  private @Nullable ChunkReader copying;

  private RecordFile(Path target, OutputFile file) {
    this.target = target;
    this.file = file;
    this.out = new BufferedOutputStream(file.out(), 1 << 16);
  }

  public static RecordFile create(Path target) throws IOException {
    return new RecordFile(target, OutputFile.create(target));
  }

  /**
   * Adds a record.
   *
   * @throws PreflightException if it is too long to be held and its source can be read only once
   */
  public void add(JsonlRecord record, JsonlSource source) throws IOException {
    if (record.isHeld()) {
      record.writeTo(out);
    } else {
      copyFromSource(record, source);
    }
    out.write('\n');
  }

  /** Adds text that is no record. */
  public void add(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private void copyFromSource(JsonlRecord record, JsonlSource source) throws IOException {
    Path path =
        source
            .path()
            .filter(Files::isRegularFile)
            .orElseThrow(
                () ->
                    new PreflightException(
                        ErrorCode.RECORD_OVER_LIMIT,
                        Messages.printable(
                            "Cannot write %s: the record of %d bytes on line %d of %s is too long to be held, by --max-record-bytes or Java's heap, and what is no file cannot be read again to copy it. Raise the limit"
                                .formatted(
                                    target, record.length(), record.lineNumber(), source.name())),
                        record.lineNumber(),
                        record.place().byteOffset()));
    try (InputStream in = reader(path).read(record.contentOffset(), record.length())) {
      IOUtils.copyLarge(in, out);
    }
  }

  /** A compressed file is read on from one of its records to the next, so it stays open. */
  private ChunkReader reader(Path path) throws IOException {
    ChunkReader reader = copying;
    if (reader == null || !path.equals(copiedFrom)) {
      closeReader();
      reader = ChunkReader.open(path);
      copiedFrom = path;
      copying = reader;
    }
    return reader;
  }

  private void closeReader() throws IOException {
    ChunkReader reader = copying;
    copying = null;
    if (reader != null) {
      reader.close();
    }
  }

  /** Gives a file its name, or sends the last of a stream. */
  public void commit() throws IOException {
    out.flush();
    file.commit();
  }

  /** Tells whether it is a file, which does not have its name before {@link #commit}. */
  public boolean isFile() {
    return file.isFile();
  }

  /** Takes a file back that has no name yet; what a stream was given it gets. */
  @Override
  public void close() throws IOException {
    closeReader();
    if (!file.isFile()) {
      out.flush();
    }
    file.close();
  }
}
