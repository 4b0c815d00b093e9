package io.github.jsonlpreflight.validator.duplicates;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The digests of all records so far, each with the line of its first one. What does not fit into
 * the {@link MemoryBudget} lies in temporary files, behind a filter in memory that knows of most
 * new records that they are in none. Closing it frees the files. Not safe to share.
 */
public final class EarlierRecords implements Closeable {
  private final MemoryBudget memory;
  private final Path folder;
  private final DigestTable table;
  private @Nullable Spilled spilled;

  /**
   * Makes one that knows no record.
   *
   * @param folder where the temporary files lie, if any are needed
   */
  public EarlierRecords(MemoryBudget memory, Path folder) {
    this.memory = memory;
    this.folder = folder;
    this.table = new DigestTable(memory.tableSlots());
  }

  /**
   * Returns the line that a digest was added with, or 0 if it never was.
   *
   * @param high the digest's first half
   * @param low its second half
   * @throws IOException if a temporary file cannot be read
   */
  public long find(long high, long low) throws IOException {
    long found = table.find(high, low);
    if (found != 0 || spilled == null || !spilled.filter.mayHold(high, low)) {
      return found;
    }
    try {
      return spilled.runs.find(high, low);
    } catch (IOException e) {
      throw explained(e);
    }
  }

  /**
   * Adds a digest that is {@linkplain #find not here yet}.
   *
   * @param line the line of its first record, from 1
   * @throws IOException if a temporary file cannot be written or read
   */
  public void add(long high, long low, long line) throws IOException {
    if (table.add(high, low, line)) {
      return;
    }
    try {
      spill();
    } catch (IOException e) {
      throw explained(e);
    }
    table.add(high, low, line);
  }

  private IOException explained(IOException e) {
    return e instanceof ClosedByInterruptException
        ? e
        : new IOException(
            "Cannot keep in "
                + folder
                + " which records there were, to tell those that repeat one: "
                + e.getMessage()
                + ". The property java.io.tmpdir names another folder",
            e);
  }

  private void spill() throws IOException {
    if (spilled == null) {
      spilled = new Spilled(new DigestFilter(memory.filterWords()), new DigestRuns(folder));
    }
    DigestFilter filter = spilled.filter;
    table.forEach((high, low, line) -> filter.add(high, low));
    spilled.runs.add(table);
    table.clear();
  }

  @Override
  public void close() throws IOException {
    if (spilled != null) {
      spilled.runs.close();
    }
  }

  private record Spilled(DigestFilter filter, DigestRuns runs) {}
}
