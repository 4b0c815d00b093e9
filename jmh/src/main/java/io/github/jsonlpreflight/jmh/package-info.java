/**
 * Benchmarks of what Preflight does to every byte of every file, each beside its baseline.
 *
 * <p>All of them read the same {@link io.github.jsonlpreflight.jmh.ReviewData}, whose size is a
 * constant: one JMH operation is one megabyte, so every score is in MB/s. {@code
 * BenchmarkCorrectnessTest} proves each of them right before it is timed. How to run them stands in
 * the module's README.
 */
@NullMarked
package io.github.jsonlpreflight.jmh;

import org.jspecify.annotations.NullMarked;
