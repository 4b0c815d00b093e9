package io.github.jsonlpreflight.validator.duplicates;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What no longer fits into memory: runs on disk, the older ones longer. Two that are of much the
 * same length are merged, so there are few of them, and each digest is written anew only so often
 * as their length doubles.
 */
final class DigestRuns implements Closeable {
  private static final int BUFFER_WINDOWS = 16;

  private final Path folder;
  private final List<DigestRun> runs = new ArrayList<>();
  private final ByteBuffer written = DigestRun.newBuffer(BUFFER_WINDOWS);
  private final ByteBuffer older = DigestRun.newBuffer(BUFFER_WINDOWS);
  private final ByteBuffer younger = DigestRun.newBuffer(BUFFER_WINDOWS);
  private final ByteBuffer window = DigestRun.newBuffer(1);

  DigestRuns(Path folder) {
    this.folder = folder;
  }

  /** Returns the line that stands with a digest, or 0 if it is not here. */
  long find(long high, long low) throws IOException {
    for (DigestRun run : runs) {
      long line = run.find(high, low, window);
      if (line != 0) {
        return line;
      }
    }
    return 0;
  }

  /** Adds the digests of a table, none of which is here. */
  void add(DigestTable table) throws IOException {
    runs.add(DigestRun.write(folder, written, table::forEach));
    while (runs.size() > 1 && lastFromEnd(1).size() < 2 * lastFromEnd(0).size()) {
      mergeLastTwo();
    }
  }

  private void mergeLastTwo() throws IOException {
    DigestRun merged =
        DigestRun.write(folder, written, writer -> merge(lastFromEnd(1), lastFromEnd(0), writer));
    runs.remove(runs.size() - 1).close();
    runs.remove(runs.size() - 1).close();
    runs.add(merged);
  }

  private void merge(DigestRun a, DigestRun b, DigestRun.Writer writer) throws IOException {
    DigestRun.Cursor left = new DigestRun.Cursor(a, older);
    DigestRun.Cursor right = new DigestRun.Cursor(b, younger);
    while (!left.isAtEnd() && !right.isAtEnd()) {
      (left.isBefore(right) ? left : right).moveTo(writer);
    }
    DigestRun.Cursor rest = left.isAtEnd() ? right : left;
    while (!rest.isAtEnd()) {
      rest.moveTo(writer);
    }
  }

  private DigestRun lastFromEnd(int distance) {
    return runs.get(runs.size() - 1 - distance);
  }

  /** Frees the files. */
  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (DigestRun run : runs) {
      try {
        run.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    runs.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
