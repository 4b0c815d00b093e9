package io.github.jsonlpreflight.validator;

import java.io.IOException;

/**
 * Knows the records in front of a part of a file, where each part is judged on its own and {@link
 * Policy#DUPLICATE_RECORD} compares with those in front of it too.
 *
 * <p>It is asked once for each digest of a part, at the first valid record that has it: whatever
 * repeats that record within the part repeats the same earlier one. So what it is asked, in all, is
 * what the parts behind have to know of this one.
 */
@FunctionalInterface
public interface EarlierParts {
  /**
   * Returns the line of the first valid record with a digest in the parts in front. Called in the
   * order of the part's lines, on the thread that validates.
   *
   * @param digestHigh bits 1 to 64 of the SHA-256 of the record's bytes, without the white space
   *     around its value
   * @param digestLow bits 65 to 128
   * @param line the line of the record at hand, counted as the source counts lines
   * @return a line from 1 on, or 0 if there is no such record
   */
  long firstLine(long digestHigh, long digestLow, long line) throws IOException;
}
