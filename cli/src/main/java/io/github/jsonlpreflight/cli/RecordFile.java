package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.chunker.ChunkReader;
import io.github.jsonlpreflight.chunker.WholeFile;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import org.apache.commons.io.IOUtils;

/** A file of records, one a line, byte for byte; there whole or not at all. */
final class RecordFile implements Closeable {
  private final WholeFile file;
  private final OutputStream out;

  RecordFile(Path target) throws IOException {
    file = WholeFile.create(target);
    out = new BufferedOutputStream(Channels.newOutputStream(file.channel()), 1 << 16);
  }

  void add(JsonlRecord record, JsonlSource source) throws IOException {
    if (record.isHeld()) {
      record.writeTo(out);
    } else {
      copyFromSource(record, source);
    }
    out.write('\n');
  }

  private void copyFromSource(JsonlRecord record, JsonlSource source) throws IOException {
    Path path =
        source
            .path()
            .orElseThrow(
                () ->
                    new PreflightException(
                        ErrorCode.RECORD_OVER_LIMIT,
                        "Record of %d bytes on line %d is over the limit set by --max-record-bytes and cannot be read a second time from a stream to be copied; raise the limit"
                            .formatted(record.length(), record.lineNumber()),
                        record.lineNumber(),
                        record.place().byteOffset()));
    try (ChunkReader reader = ChunkReader.open(path);
        InputStream in = reader.read(record.contentOffset(), record.length())) {
      IOUtils.copyLarge(in, out);
    }
  }

  void commit() throws IOException {
    out.flush();
    file.commit();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
