package io.github.jsonlpreflight.validator;

/**
 * A finding about a whole file or schema, not about one record.
 *
 * @param code what it is, stable and meant for programs
 * @param message the finding in a sentence
 */
public record Note(String code, String message) {}
