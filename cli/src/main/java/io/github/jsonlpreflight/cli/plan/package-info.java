/**
 * Validating a source and cutting it in one pass, which {@code split} and {@code upload} both begin
 * with, and showing the chunks that come of it.
 */
@NullMarked
package io.github.jsonlpreflight.cli.plan;

import org.jspecify.annotations.NullMarked;
