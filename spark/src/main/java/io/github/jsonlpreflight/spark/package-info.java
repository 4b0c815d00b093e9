/**
 * Checks and cuts JSON Lines files on the executors of Apache Spark, in any file system that Hadoop
 * reads.
 *
 * <p>Begin with {@link io.github.jsonlpreflight.spark.PreflightSpark}, which makes Datasets, or
 * submit {@link io.github.jsonlpreflight.spark.PreflightSparkJob}. Nothing here needs closing.
 *
 * <p>Positions, verdicts and bytes are those of one machine: files are cut into splits at bytes,
 * and a split has the lines that begin in it ({@link io.github.jsonlpreflight.jsonl.LineRange}). A
 * first job counts the lines and records of each split, so that the second knows the line that each
 * begins with.
 */
@NullMarked
package io.github.jsonlpreflight.spark;

import org.jspecify.annotations.NullMarked;
