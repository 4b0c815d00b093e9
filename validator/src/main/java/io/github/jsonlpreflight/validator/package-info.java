/**
 * Judges the records of a JSON Lines source against a schema.
 *
 * <p>Begin with {@link io.github.jsonlpreflight.validator.RecordSchema#parse}, give the schema to a
 * {@link io.github.jsonlpreflight.validator.RecordValidator}, and let it judge one record or a
 * whole source. Wrong data is a value, {@link io.github.jsonlpreflight.validator.RecordVerdict}; a
 * broken schema is a {@link io.github.jsonlpreflight.jsonl.PreflightException}. Nothing here needs
 * closing.
 */
@NullMarked
package io.github.jsonlpreflight.validator;

import org.jspecify.annotations.NullMarked;
