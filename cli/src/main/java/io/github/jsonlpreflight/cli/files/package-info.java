/**
 * The files that a command reads and writes, standard output among them: what a name leads to, and
 * who is at fault where that cannot be used. A file is there whole or not at all.
 */
@NullMarked
package io.github.jsonlpreflight.cli.files;

import org.jspecify.annotations.NullMarked;
