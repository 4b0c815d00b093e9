package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.validator.Policy;
import io.github.jsonlpreflight.validator.RecordSchema;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * Judges the records of JSON Lines files on a cluster, by one schema. Safe to share among the
 * driver's threads, like the session; there is nothing to close.
 */
public final class PreflightSpark {
  private final Cluster cluster;
  private final Rules rules;
  private final SparkOptions options;

  private PreflightSpark(Cluster cluster, Rules rules, SparkOptions options) {
    this.cluster = cluster;
    this.rules = rules;
    this.options = options;
  }

  /** Returns one with {@linkplain SparkOptions#defaults() the defaults}. */
  public static PreflightSpark create(SparkSession session, String schemaName, byte[] schema) {
    return create(session, schemaName, schema, SparkOptions.defaults());
  }

  /**
   * Returns one for a schema, which is checked here, sent as text, and compiled once by each
   * executor.
   *
   * @param schemaName what messages call the schema
   * @param schema JSON text in UTF-8, as {@link RecordSchema#parse(String, byte[])} takes it
   * @throws PreflightException if the schema breaks the rules of its kind
   */
  public static PreflightSpark create(
      SparkSession session, String schemaName, byte[] schema, SparkOptions options) {
    return new PreflightSpark(new Cluster(session), Rules.of(schemaName, schema, options), options);
  }

  /**
   * Prepares to judge files. The driver looks at the beginning of each, and where a plain file is
   * larger than {@link SparkOptions#splitBytes()} a job counts its lines. Records are judged when
   * what is returned is asked for them; where {@link Policy#DUPLICATE_RECORD} is on, those of such
   * a file twice for the first Dataset.
   *
   * @param paths files and directories in any file system that Hadoop reads, or patterns of them
   *     ({@code *}, {@code {a,b}}); a directory stands for those in it whose names say JSON Lines,
   *     in the order of their names
   * @throws PreflightException if a file cannot be read or is no JSON Lines at all
   */
  public SparkValidation validate(String... paths) throws IOException {
    List<HadoopFile> files =
        Inputs.require(List.of(paths), rules.reading().ofDriver(), cluster.conf());
    List<Split> splits = Splits.of(files, options.splitBytes(), cluster.conf());
    return new SparkValidation(
        cluster, rules, files, SplitCounts.place(splits, rules.reading(), cluster));
  }
}
