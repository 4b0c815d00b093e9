package io.github.jsonlpreflight.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * One entry of an import's {@code errors}.
 *
 * @param recordIndex from 0
 * @param field the field at fault, or null where the whole record is
 */
record RecordError(long recordIndex, @Nullable String field, String reason) {}
