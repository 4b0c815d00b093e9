package io.github.jsonlpreflight.cli.files;

import io.github.jsonlpreflight.chunker.ChunkReader;
import io.github.jsonlpreflight.chunker.WholeFile;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.output.CloseShieldOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Records, one a line, byte for byte. A file is there whole or not at all, in place of the one that
 * a link leads to; to standard output, a pipe or a device they go as they come.
 */
public final class RecordFile implements Closeable {
  private final Path target;
  private final @Nullable WholeFile file;
  private final OutputStream out;
  private @Nullable Path copiedFrom;
  private @Nullable ChunkReader copying;

  private RecordFile(Path target, @Nullable WholeFile file, OutputStream bytes) {
    this.target = target;
    this.file = file;
    this.out = new BufferedOutputStream(new Explaining(bytes, target), 1 << 16);
  }

  public static RecordFile create(Path target) throws IOException {
    if (StandardOutput.is(target)) {
      return new RecordFile(target, null, CloseShieldOutputStream.wrap(StandardOutput.bytes()));
    }
    return switch (FileKind.of(target)) {
      case PIPE, CHARACTERS ->
          new RecordFile(target, null, Files.newOutputStream(target, StandardOpenOption.WRITE));
      case REGULAR, ABSENT, OTHER -> {
        WholeFile file = WholeFile.createBesideOthers(Destination.of(target));
        yield new RecordFile(target, file, Channels.newOutputStream(file.channel()));
      }
    };
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
    if (file != null) {
      file.commit();
    }
  }

  /** Tells whether it is a file, which does not have its name before {@link #commit}. */
  public boolean isFile() {
    return file != null;
  }

  /** Takes a file back that has no name yet; what a stream was given it gets. */
  @Override
  public void close() throws IOException {
    closeReader();
    if (file == null) {
      out.close();
    } else {
      file.close();
    }
  }

  /** Says of a failure what could not be written. */
  private static final class Explaining extends FilterOutputStream {
    private final Path target;

    Explaining(OutputStream out, Path target) {
      super(out);
      this.target = target;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        out.write(bytes, from, length);
      } catch (ClosedByInterruptException e) {
        throw e;
      } catch (IOException e) {
        if (StandardOutput.is(target)) {
          throw new LostOutputException(e);
        }
        throw new IOException("Cannot write " + target + ": " + e.getMessage(), e);
      }
    }
  }
}
