package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.LineRange;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * What one task reads of a file: the lines that begin in a range of its bytes, or the whole of a
 * compressed one.
 *
 * @param index its place among all splits of all files, from 0
 * @param file the file
 * @param fileIndex the file's place among all files, from 0: two may be the same
 * @param from where the range begins, in bytes from 0
 * @param to where it ends
 * @param firstLine the number of its first line, as far as it is known
 * @param firstRecordIndex the index of its first record, as far as it is known
 * @param hosts where it is best read
 */
record Split(
    int index,
    HadoopFile file,
    int fileIndex,
    long from,
    long to,
    long firstLine,
    long firstRecordIndex,
    List<String> hosts)
    implements WorkRdd.Work {
  /** Reads a split. */
  @FunctionalInterface
  interface Reader<T> {
    T read(JsonlSource source) throws IOException;
  }

  /** Tells whether its file has other splits too. */
  boolean isPartOfMore() {
    return from > 0 || to < file.length();
  }

  Split startingAt(long line, long recordIndex) {
    return new Split(index, file, fileIndex, from, to, line, recordIndex, hosts);
  }

  /** Opens the split, hands it to a reader as a source that can be read once, and closes it. */
  <T> T read(Configuration conf, Reader<T> reader) throws IOException {
    if (!file.isPlain()) {
      try (InputStream in = file.openAt(0, conf)) {
        return reader.read(JsonlSource.stream(file.name(), in));
      }
    }
    try (LineRange lines = LineRange.open(at -> file.openAt(at, conf), from, to)) {
      return reader.read(
          JsonlSource.part(file.name(), lines, lines.byteOffset(), firstLine, firstRecordIndex));
    }
  }
}
