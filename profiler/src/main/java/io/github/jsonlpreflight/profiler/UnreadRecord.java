package io.github.jsonlpreflight.profiler;

/**
 * A record that is no JSON object, or past a limit, and so is invalid under every schema.
 *
 * @param source the name of its source
 * @param lineNumber its line, from 1
 * @param keyword what is wrong, as the validator calls it: {@code parse}, {@code type}, {@code
 *     limit}, {@code lone-surrogate} in a name
 * @param reason the same in a sentence
 */
public record UnreadRecord(String source, long lineNumber, String keyword, String reason) {}
