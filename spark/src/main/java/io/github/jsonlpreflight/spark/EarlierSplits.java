package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.validator.EarlierParts;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * What a split repeats of those in front of it, read side by side with the split: both are in the
 * order of its lines.
 */
final class EarlierSplits implements EarlierParts {
  private final HadoopFile file;
  private final Iterator<Tuple2<long[], Long>> repetitions;
  private @Nullable Tuple2<long[], Long> next;

  /**
   * Makes one for a task.
   *
   * @param repetitions as {@link RepeatedRecords} has them, those of the split alone
   */
  EarlierSplits(HadoopFile file, Iterator<Tuple2<long[], Long>> repetitions) {
    this.file = file;
    this.repetitions = repetitions;
  }

  @Override
  public long firstLine(long digestHigh, long digestLow, long line) {
    if (next == null && repetitions.hasNext()) {
      next = repetitions.next();
    }
    Tuple2<long[], Long> repetition = next;
    if (repetition == null || line < RepeatedRecords.line(repetition)) {
      return 0;
    }
    if (line > RepeatedRecords.line(repetition)) {
      // Who reads the same again is asked about the same lines again.
      throw file.changed(
          "line " + RepeatedRecords.line(repetition) + " no longer has the record that it had");
    }
    next = null;
    return repetition._2();
  }
}
