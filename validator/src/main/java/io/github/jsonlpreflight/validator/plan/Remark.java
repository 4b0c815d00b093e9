package io.github.jsonlpreflight.validator.plan;

import tools.jackson.databind.JsonNode;

/**
 * A field of a valid record that a policy may have a word to say about.
 *
 * @param field its name
 * @param value its value, or one of the same type where only the type is of interest
 */
public record Remark(String field, JsonNode value) {
  /** What a plan may let pass with a remark; the rest it does not know. */
  public enum Kind {
    /** The value is null. */
    NULL_VALUE,

    /** The value is a number or a boolean where text is expected. */
    TEXT_TYPE,

    /** The value is an object or an array. */
    NESTED_VALUE,

    /** The text has no visible character. */
    BLANK_VALUE,

    /** The schema does not have the field. */
    UNKNOWN_FIELD,

    /** The address does not end as its type asks for. */
    ADDRESS_ENDING,

    /** A number may not fit into a 64-bit float; nothing is to be said of it, not even a remark. */
    ANY_PRECISION
  }
}
