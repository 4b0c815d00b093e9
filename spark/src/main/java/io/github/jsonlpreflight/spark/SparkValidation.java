package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.validator.RecordVerdict;
import io.github.jsonlpreflight.validator.ValidationSummary;
import io.github.jsonlpreflight.validator.Violation;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * What is to be found in files, and what was. Each Dataset reads the files anew whenever an action
 * needs it: persist those that are used more than once. Rows come in the files' order.
 *
 * <p>Where a file turns out to be damaged in its middle, an action ends with Spark's exception,
 * whose cause is a {@link io.github.jsonlpreflight.jsonl.PreflightException}.
 */
public final class SparkValidation {
  private final Cluster cluster;
  private final Rules rules;
  private final List<HadoopFile> files;
  private final List<Split> splits;
  private final JavaRDD<JudgedSplit> judged;
  private final SplitTotals totals = new SplitTotals();

  SparkValidation(Cluster cluster, Rules rules, List<HadoopFile> files, List<Split> splits) {
    this.cluster = cluster;
    this.rules = rules;
    this.files = List.copyOf(files);
    this.splits = List.copyOf(splits);
    this.judged = RepeatedRecords.beside(splits, rules, cluster);
    cluster.context().register(totals, "preflight totals");
  }

  /** Makes rows of a record and its verdict. */
  @FunctionalInterface
  private interface RowMaker extends Serializable {
    void make(String file, JsonlRecord record, RecordVerdict verdict, PushedIterator.Sink<Row> sink)
        throws IOException;
  }

  /**
   * Returns everything that was found: a row for each violation and each warning.
   *
   * <table>
   * <caption>The columns</caption>
   * <tr><td>{@code file}</td><td>string: the path as it was given, or found</td></tr>
   * <tr><td>{@code line}</td><td>long: the physical line, from 1</td></tr>
   * <tr><td>{@code record_index}</td><td>long: the record, from 0; blank lines are none</td></tr>
   * <tr><td>{@code byte_offset}</td><td>long: where its line begins in the (decompressed) file, in
   * bytes from 0</td></tr>
   * <tr><td>{@code field}, {@code reason}, {@code keyword}, {@code instance_location}, {@code
   * schema_location}</td><td>string: as in {@link Violation}; only {@code field} may be null</td>
   * </tr>
   * <tr><td>{@code severity}</td><td>string: {@code error} or {@code warning}</td></tr>
   * </table>
   *
   * <p>A record of more violations than {@link
   * io.github.jsonlpreflight.validator.MoreFindings#MAX_HELD} has rows for so many of them; all are
   * counted.
   */
  public Dataset<Row> violations() {
    return dataset(
        Rows.VIOLATIONS,
        (file, record, verdict, sink) -> {
          if (verdict instanceof RecordVerdict.Invalid invalid) {
            for (Violation violation : invalid.violations()) {
              sink.accept(Rows.violation(file, record, violation, Rows.ERROR));
            }
          }
          for (Violation warning : verdict.warnings()) {
            sink.accept(Rows.violation(file, record, warning, Rows.WARNING));
          }
        });
  }

  /**
   * Returns the valid records, byte for byte: {@code file} (string), {@code line}, {@code
   * record_index}, {@code byte_offset} (longs, as in {@link #violations()}) and {@code record}
   * (binary: its bytes without the newline, and without a byte-order mark at the file's start).
   */
  public Dataset<Row> validRecords() {
    return dataset(
        Rows.RECORDS,
        (file, record, verdict, sink) -> {
          if (verdict instanceof RecordVerdict.Valid) {
            sink.accept(Rows.record(file, record));
          }
        });
  }

  private Dataset<Row> dataset(StructType schema, RowMaker maker) {
    Rules taskRules = rules;
    SplitTotals taskTotals = totals;
    Broadcast<SerializableConfiguration> conf = cluster.sentConf();
    return cluster
        .session()
        .createDataFrame(
            judged.mapPartitions(only -> rows(only.next(), taskRules, taskTotals, conf, maker)),
            schema);
  }

  private static Iterator<Row> rows(
      JudgedSplit judged,
      Rules rules,
      SplitTotals totals,
      Broadcast<SerializableConfiguration> conf,
      RowMaker maker) {
    // The validator is the task's, whose thread this is; the one that reads is not.
    var validator = rules.validator();
    Split split = judged.split();
    String file = split.file().name();
    return PushedIterator.<Row, ValidationSummary>ofTask(
        split,
        sink ->
            split.read(
                conf.value().value(),
                source ->
                    validator.validate(
                        source,
                        judged.before(),
                        (record, verdict) -> {
                          maker.make(file, record, verdict, sink);
                          return true;
                        })),
        summary -> totals.add(SplitSummary.of(split, summary)));
  }

  /** Returns the files that the paths have stood for, in their order. */
  public List<String> files() {
    return files.stream().map(HadoopFile::name).toList();
  }

  /**
   * Returns what was found in all files together, once an action has read them to their end. Every
   * record counts once, however often a task was retried, ran twice or was needed again.
   */
  public Optional<ValidationSummary> summary() {
    return together(splits, totals.value());
  }

  /**
   * Returns what was found in each file that actions have read to its end so far; in a file that
   * was named twice, twice.
   */
  public Map<String, ValidationSummary> summaryByFile() {
    Map<Integer, SplitSummary> found = totals.value();
    Map<String, ValidationSummary> byFile = new LinkedHashMap<>();
    Splits.byFile(splits)
        .forEach(
            (file, ofFile) ->
                together(ofFile, found)
                    .ifPresent(
                        summary ->
                            byFile.merge(
                                files.get(file).name(), summary, ValidationSummary::then)));
    return byFile;
  }

  /** Returns what was found in some splits, if all of them were read to their end. */
  private static Optional<ValidationSummary> together(
      List<Split> some, Map<Integer, SplitSummary> found) {
    return some.stream().allMatch(split -> found.containsKey(split.index()))
        ? some.stream()
            .map(split -> Objects.requireNonNull(found.get(split.index())).toSummary())
            .reduce(ValidationSummary::then)
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "SparkValidation[" + files() + ", " + splits.size() + " splits]";
  }
}
