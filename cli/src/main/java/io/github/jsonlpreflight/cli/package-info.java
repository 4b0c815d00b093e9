/**
 * The {@code preflight} command: its commands and exit codes, and no logic beside them.
 *
 * <p>{@link io.github.jsonlpreflight.cli.Main} begins; each command has a class of its own; {@link
 * io.github.jsonlpreflight.cli.ExitCode} decides how a command ends. What commands share stands in
 * the packages below this one, none of which knows a command.
 */
@NullMarked
package io.github.jsonlpreflight.cli;

import org.jspecify.annotations.NullMarked;
