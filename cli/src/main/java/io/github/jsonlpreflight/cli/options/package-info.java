/**
 * The options that commands share, as mixins: each reads its values, checks them, and makes of them
 * what a library takes. What is wrong with a command line is said in its own words, never in those
 * of a library: {@link io.github.jsonlpreflight.cli.options.OptionNames}.
 */
@NullMarked
package io.github.jsonlpreflight.cli.options;

import org.jspecify.annotations.NullMarked;
