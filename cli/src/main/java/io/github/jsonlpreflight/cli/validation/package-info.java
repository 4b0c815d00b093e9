/**
 * What is found in records, shown while they are read: {@link
 * io.github.jsonlpreflight.cli.validation.ValidationOutput} has one class for each format.
 */
@NullMarked
package io.github.jsonlpreflight.cli.validation;

import org.jspecify.annotations.NullMarked;
