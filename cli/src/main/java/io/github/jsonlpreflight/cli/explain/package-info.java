/** What {@code preflight explain} says: {@code docs/rules.md}, which is part of the program. */
@NullMarked
package io.github.jsonlpreflight.cli.explain;

import org.jspecify.annotations.NullMarked;
