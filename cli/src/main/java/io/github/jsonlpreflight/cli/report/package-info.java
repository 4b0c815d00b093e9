/**
 * What the HTML report says about what a command has found and done.
 *
 * <p>{@link io.github.jsonlpreflight.cli.report.ReportCollector} gathers it in flat memory while
 * records pass, {@link io.github.jsonlpreflight.cli.report.UploadFindings} reads a run's answers,
 * {@link io.github.jsonlpreflight.cli.report.Report} is what they add up to. Every text from a file
 * is made printable when it enters the report, and escaped for its medium when it leaves it.
 */
@NullMarked
package io.github.jsonlpreflight.cli.report;

import org.jspecify.annotations.NullMarked;
