/**
 * Where a command writes to. {@link io.github.jsonlpreflight.cli.console.Console} takes results and
 * what is said beside them, in lines as wide as the terminal; {@link
 * io.github.jsonlpreflight.cli.console.ProgressLine} shows how it gets on.
 */
@NullMarked
package io.github.jsonlpreflight.cli.console;

import org.jspecify.annotations.NullMarked;
