package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.jsonl.JsonlRecord;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Checks a reason against the record it is about, as far as the service's words allow: a field that
 * is said to be missing and is there, or one that is found fault with and is not there.
 */
final class Evidence {
  private static final JsonFactory JSON = JsonFactory.builder().build();

  private Evidence() {}

  static boolean contradicts(ImportJob.Rejection rejection, JsonlRecord record) {
    String field = rejection.field();
    String reason = rejection.reason();
    if (field == null || reason == null || !record.isHeld()) {
      return false;
    }
    boolean saidMissing = reason.toLowerCase(Locale.ROOT).contains("missing");
    try {
      return fields(record).contains(field) == saidMissing;
    } catch (JacksonException e) {
      return false; // what is not understood is no evidence
    }
  }

  /** Returns the names of the record's top-level fields that have a value. */
  private static Set<String> fields(JsonlRecord record) {
    Set<String> names = new HashSet<>();
    try (JsonParser json =
        JSON.createParser(
            ObjectReadContext.empty(),
            record.array(),
            record.start(),
            record.end() - record.start())) {
      json.nextToken();
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        if (json.nextToken() != JsonToken.VALUE_NULL) {
          names.add(name);
        }
        json.skipChildren();
      }
    }
    return names;
  }
}
