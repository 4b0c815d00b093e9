package io.github.jsonlpreflight.validator;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a record, in the terms of JSON Schema's output.
 *
 * @param field the top-level field at fault (for a missing field its name), or null where the fault
 *     is the record's
 * @param reason what is wrong, in a sentence that reads like the service's own
 * @param keyword the schema's keyword or the rule's name: {@code "parse"} for what is no JSON,
 *     {@code "limit"} for what is past a limit, a policy's name for a policy
 * @param instanceLocation where in the record, as a JSON Pointer (RFC 6901); empty for the record
 * @param schemaLocation which part of the schema says so, as a URI fragment, or empty where none
 */
public record Violation(
    @Nullable String field,
    String reason,
    String keyword,
    String instanceLocation,
    String schemaLocation) {}
