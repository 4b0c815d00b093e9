package io.github.jsonlpreflight.validator;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Collects what is wrong with a schema, so that its author sees all of it at once. */
final class SchemaProblems {
  private static final int MAX_LISTED = 10;

  private final String schemaName;

  /** Each only once: every part of a meta-schema says the same of a document that is no schema. */
  private final Set<String> problems = new LinkedHashSet<>();

  SchemaProblems(String schemaName) {
    this.schemaName = schemaName;
  }

  /** Adds a problem: the place as a JSON Pointer, and the rule that it breaks. */
  void add(String place, String rule) {
    problems.add(Messages.printable((place.isEmpty() ? "the document" : place) + " " + rule));
  }

  void throwIfAny() {
    if (problems.isEmpty()) {
      return;
    }
    StringBuilder message = new StringBuilder();
    message.append("Schema ").append(Messages.printable(schemaName)).append(" is broken:");
    problems.stream().limit(MAX_LISTED).forEach(problem -> message.append("\n  ").append(problem));
    if (problems.size() > MAX_LISTED) {
      message.append("\n  and ").append(problems.size() - MAX_LISTED).append(" more");
    }
    throw new PreflightException(ErrorCode.SCHEMA_BROKEN, message.toString());
  }

  /** Returns the JSON Pointer of these steps (RFC 6901 §3). */
  static String pointer(String... steps) {
    StringBuilder pointer = new StringBuilder();
    for (String step : steps) {
      pointer.append('/').append(step.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }
}
