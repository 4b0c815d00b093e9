/**
 * What options are set to where the command line says nothing: by the environment, by the project's
 * {@code preflight.toml}, or by the user's.
 */
@NullMarked
package io.github.jsonlpreflight.cli.config;

import org.jspecify.annotations.NullMarked;
