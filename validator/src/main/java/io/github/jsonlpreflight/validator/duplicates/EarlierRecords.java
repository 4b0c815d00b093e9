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
   * Returns the line of the first record with a digest. If there is none, this is the first.
   *
   * @param high the digest's first half
   * @param low its second half
   * @param line the line of this record, from 1
   * @return the earlier record's line, or 0 if there is none
   * @throws IOException if a temporary file cannot be written or read
   */
  public long firstLine(long high, long low, long line) throws IOException {
    long found = table.find(high, low);
    if (found != 0) {
      return found;
    }
    try {
      if (spilled != null && spilled.filter.mayHold(high, low)) {
        found = spilled.runs.find(high, low);
      }
      if (found == 0 && !table.add(high, low, line)) {
        spill();
        table.add(high, low, line);
      }
      return found;
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(
          "Cannot keep in "
              + folder
              + " which records there were, to tell those that repeat one: "
              + e.getMessage()
              + ". The property java.io.tmpdir names another folder",
          e);
    }
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
