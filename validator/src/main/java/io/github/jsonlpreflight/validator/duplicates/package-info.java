/**
 * Remembers, for any number of records, in which line each was first: in memory while there are
 * few, then on disk.
 *
 * <p>Begin with {@link io.github.jsonlpreflight.validator.duplicates.EarlierRecords}; whoever makes
 * one closes it. A record is known by {@link
 * io.github.jsonlpreflight.validator.duplicates.RecordDigest}. The package is not exported.
 */
@NullMarked
package io.github.jsonlpreflight.validator.duplicates;

import org.jspecify.annotations.NullMarked;
