package io.github.jsonlpreflight.profiler;

import io.github.jsonlpreflight.validator.FieldType;
import io.github.jsonlpreflight.validator.Note;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A dataset's schema that the objects of a profile pass, as far as any schema lets them. Immutable.
 *
 * <p>A field is an address only if every value that is neither null nor blank is one, with an
 * ending that says of what. Nothing is guessed from names: no field becomes a {@code
 * task_group_id}.
 *
 * @param strict whether every object has every field
 * @param fields the types by name, in the profile's order
 * @param notes what to look at before the schema is used
 */
public record SuggestedSchema(boolean strict, Map<String, FieldType> fields, List<Note> notes) {
  /** A dataset's schema has so many fields at most, as the service documents it. */
  public static final int MAX_FIELDS = 200;

  /** A field's name has so many code points at most, as the service documents it. */
  public static final int MAX_NAME_LENGTH = 128;

  /** Copies the collections. */
  public SuggestedSchema {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    notes = List.copyOf(notes);
  }

  /** Returns a schema for a profile; nothing if it has no field that a schema could name. */
  public static Optional<SuggestedSchema> of(Profile profile) {
    List<FieldProfile> nameable =
        profile.fields().stream()
            .filter(field -> field.name() != null && isNameable(field.name()))
            .toList();
    if (nameable.isEmpty()) {
      return Optional.empty();
    }
    // The fields that most records have are worth the places that there are.
    Set<FieldProfile> chosen =
        nameable.stream()
            .sorted(Comparator.comparingLong(FieldProfile::records).reversed())
            .limit(MAX_FIELDS)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Map<String, FieldType> types = new LinkedHashMap<>();
    boolean strict = true;
    for (FieldProfile field : nameable) {
      if (chosen.contains(field)) {
        types.put(String.valueOf(field.name()), typeOf(field));
        strict &= field.records() == profile.objects();
      }
    }
    return Optional.of(
        new SuggestedSchema(
            strict, types, new SuggestionNotes(profile, types, strict, nameable.size()).list()));
  }

  static boolean isNameable(String name) {
    int length = name.codePointCount(0, name.length());
    return length >= 1 && length <= MAX_NAME_LENGTH;
  }

  private static FieldType typeOf(FieldProfile field) {
    long strings = field.count(ValueType.STRING);
    long addresses = strings - field.count(TextForm.BLANK);
    if (addresses == 0 || strings + field.count(ValueType.NULL) < field.values()) {
      return FieldType.TEXT;
    }
    if (field.count(TextForm.AUDIO_URL) == addresses) {
      return FieldType.AUDIO_URL;
    }
    if (field.count(TextForm.VIDEO_URL) == addresses) {
      return FieldType.VIDEO_URL;
    }
    return field.count(TextForm.IMAGE_URL) == addresses ? FieldType.IMAGE_URL : FieldType.TEXT;
  }

  /** Returns the schema's document, a field a line, with a newline at the end. */
  public String toJson() {
    return fields.entrySet().stream()
        .map(
            field ->
                "    "
                    + JsonText.quoted(field.getKey())
                    + ": {\"type\": \""
                    + field.getValue().id()
                    + "\"}")
        .collect(
            Collectors.joining(
                ",\n", "{\n  \"strict\": " + strict + ",\n  \"fields\": {\n", "\n  }\n}\n"));
  }
}
