/**
 * The HTML report's page, which needs no other file: {@link
 * io.github.jsonlpreflight.cli.report.page.CommandReport} is what a command asks for it, and each
 * section is a class.
 */
@NullMarked
package io.github.jsonlpreflight.cli.report.page;

import org.jspecify.annotations.NullMarked;
