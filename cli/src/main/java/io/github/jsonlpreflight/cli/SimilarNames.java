package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.validator.Policy;
import io.github.jsonlpreflight.validator.Violation;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Guesses which of a schema's fields was meant by a misspelt one. Safe to share. */
final class SimilarNames {
  /** Names with more than a third of their letters changed are other names. */
  private static final int LETTERS_A_CHANGE = 3;

  private static final int MAX_NAMES_OF_RECORD = 1000;

  /** What is longer is no field's name that somebody has misspelt. */
  private static final int MAX_NAME_LENGTH = 200;

  private static final int MAX_CODE_POINTS = 40;
  private static final Set<String> MISSING = Set.of("required");
  private static final Set<String> UNKNOWN =
      Set.of("additionalProperties", "unevaluatedProperties", Policy.UNKNOWN_FIELD.id());

  private static final JsonFactory JSON = JsonFactory.builder().build();

  private final Set<String> fieldNames;

  /** Makes it for the top-level fields of a schema. */
  SimilarNames(Collection<String> fieldNames) {
    this.fieldNames = new LinkedHashSet<>(fieldNames);
  }

  /** Returns a guess at what was meant, as a sentence fit to be shown, or null. */
  @Nullable String hint(JsonlRecord record, Violation violation) {
    String field = violation.field();
    if (field == null || violation.instanceLocation().lastIndexOf('/') > 0) {
      return null;
    }
    if (UNKNOWN.contains(violation.keyword())) {
      String meant = mostSimilar(field, fieldNames);
      return meant == null ? null : "Did you mean \"" + shown(meant) + "\"?";
    }
    if (MISSING.contains(violation.keyword())) {
      Set<String> unknown = namesOf(record);
      unknown.removeAll(fieldNames);
      String written = mostSimilar(field, unknown);
      return written == null ? null : "The record has \"" + shown(written) + "\". Is it misspelt?";
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

  /** Returns the most similar of some names, or null if none is similar enough. */
  static @Nullable String mostSimilar(String name, Collection<String> candidates) {
    String best = null;
    int fewest = Integer.MAX_VALUE;
    if (name.length() > MAX_NAME_LENGTH) {
      return null;
    }
    String wanted = letters(name);
    for (String candidate : candidates) {
      if (candidate.length() > MAX_NAME_LENGTH) {
        continue;
      }
      String letters = letters(candidate);
      int allowed = Math.max(wanted.length(), letters.length()) / LETTERS_A_CHANGE;
      int changes = changes(wanted, letters);
      if (!candidate.equals(name) && changes <= allowed && changes < fewest) {
        best = candidate;
        fewest = changes;
      }
    }
    return best;
  }

  /** Returns a name without what is mixed up most often: case, and what stands between words. */
  private static String letters(String name) {
    return name.replaceAll("[\\s_.-]", "").toLowerCase(Locale.ROOT);
  }

  /** Returns how many letters are to be added, removed, replaced or swapped with the next one. */
  static int changes(String from, String to) {
    int[] beforeLast = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    int[] row = new int[to.length() + 1];
    Arrays.setAll(last, i -> i);
    for (int i = 1; i <= from.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = last[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
        boolean isSwapped =
            i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1);
        if (isSwapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[to.length()];
  }
}
