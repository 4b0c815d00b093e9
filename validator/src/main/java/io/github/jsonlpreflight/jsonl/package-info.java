/**
 * Finds the records of a JSON Lines source and knows where each of them stands.
 *
 * <p>Begin with {@link io.github.jsonlpreflight.jsonl.RecordPass}: it reads a {@link
 * io.github.jsonlpreflight.jsonl.JsonlSource} once, block by block, on as many threads as asked
 * for, and hands the blocks over in file order. Nothing here needs closing by the caller but a
 * stream that the caller opened itself.
 *
 * <p>How JSON Lines is read: a line ends at the byte 0x0A and nowhere else; a carriage return
 * before it is white space of the record; a line of JSON white space only is blank and is no
 * record; a byte-order mark is accepted at the very start and is no part of the first record; the
 * last line counts with or without its newline. <a href="https://jsonlines.org/">jsonlines.org</a>,
 * RFC 8259.
 */
@NullMarked
package io.github.jsonlpreflight.jsonl;

import org.jspecify.annotations.NullMarked;
