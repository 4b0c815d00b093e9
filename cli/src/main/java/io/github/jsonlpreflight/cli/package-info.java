/**
 * The {@code preflight} command: options, output and exit codes, and no logic beside them.
 *
 * <p>{@link io.github.jsonlpreflight.cli.Main} begins; each command has a class of its own; {@link
 * io.github.jsonlpreflight.cli.ExitCode} decides how a command ends.
 */
@NullMarked
package io.github.jsonlpreflight.cli;

import org.jspecify.annotations.NullMarked;
