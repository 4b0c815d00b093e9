package io.github.jsonlpreflight.simulateddisk;

import java.io.IOException;

/**
 * Is asked before each operation that changes something or flushes, and may fail it: with an {@link
 * IOException}, or with an error that stands for the end of the process.
 */
public interface DiskWatcher {
  /** What is about to be done. */
  enum Operation {
    CREATE,
    WRITE,
    TRUNCATE,
    FLUSH,
    RENAME,
    DELETE
  }

  /**
   * Lets an operation pass, or throws.
   *
   * @param name the last part of the path
   * @return how many of a {@code WRITE}'s bytes get to the disk before it is full; all of them if
   *     it is not
   */
  int before(Operation operation, String name, int bytes) throws IOException;
}
