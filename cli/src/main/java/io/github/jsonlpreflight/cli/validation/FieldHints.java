package io.github.jsonlpreflight.cli.validation;

import io.github.jsonlpreflight.cli.options.SimilarNames;
import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.validator.Policy;
import io.github.jsonlpreflight.validator.Violation;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Guesses which of a schema's fields was meant by a misspelt one. Safe to share. */
final class FieldHints {
  private static final int MAX_NAMES_OF_RECORD = 1000;
  private static final int MAX_CODE_POINTS = 40;
  private static final Set<String> MISSING = Set.of("required");
  private static final Set<String> UNKNOWN =
      Set.of("additionalProperties", "unevaluatedProperties", Policy.UNKNOWN_FIELD.id());

  private static final JsonFactory JSON = JsonFactory.builder().build();

  private final Set<String> fieldNames;

  /** Makes it for the top-level fields of a schema. */
  FieldHints(Collection<String> fieldNames) {
    this.fieldNames = new LinkedHashSet<>(fieldNames);
  }

  /** Returns a guess at what was meant, as a sentence fit to be shown, or null. */
  @Nullable String of(JsonlRecord record, Violation violation) {
    String field = violation.field();
    if (field == null || violation.instanceLocation().lastIndexOf('/') > 0) {
      return null;
    }
    if (UNKNOWN.contains(violation.keyword())) {
      return SimilarNames.mostSimilar(field, fieldNames)
          .map(meant -> "Did you mean \"" + shown(meant) + "\"?")
          .orElse(null);
    }
    if (MISSING.contains(violation.keyword())) {
      Set<String> unknown = namesOf(record);
      unknown.removeAll(fieldNames);
      return SimilarNames.mostSimilar(field, unknown)
          .map(written -> "The record has \"" + shown(written) + "\". Is it misspelt?")
          .orElse(null);
    }
    return null;
  }

  private static String shown(String name) {
    return Messages.printable(name, MAX_CODE_POINTS);
  }

  private static Set<String> namesOf(JsonlRecord record) {
    Set<String> names = new LinkedHashSet<>();
    if (!record.isHeld() || record.length() > FaultFinder.MAX_RECORD_BYTES) {
      return names;
    }
    try (JsonParser parser =
        JSON.createParser(
            ObjectReadContext.empty(),
            record.array(),
            record.start(),
            record.end() - record.start())) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME && names.size() < MAX_NAMES_OF_RECORD) {
        names.add(parser.currentName());
        parser.nextToken();
        parser.skipChildren();
      }
    } catch (JacksonException e) {
      names.clear(); // what is no JSON has no names
    }
    return names;
  }
}
