package io.github.jsonlpreflight.profiler;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the values of one field are like. Immutable.
 *
 * @param path where it stands: {@code a} at the top, {@code a.b} in an object, {@code a[]} for what
 *     an array holds; a name in which a point, a bracket, a quote, a blank or a control character
 *     stands is quoted like a JSON string
 * @param name its name if it stands at the top of records, else null
 * @param records how many records have it
 * @param types how many values have which type; those that none has are left out
 * @param forms how many strings look like what; forms that none has are left out
 * @param lengths how long strings are, or null without any
 * @param min the least number, or null without any or where values are not kept
 * @param max the greatest number, likewise
 * @param distinct about how many different strings, numbers (as written) and booleans there are:
 *     practically exact up to some 1,500, then with a standard error of 0.8%
 * @param examples the first different strings, numbers and booleans, cut, with an ellipsis where
 *     something was cut; not made printable
 */
public record FieldProfile(
    String path,
    @Nullable String name,
    long records,
    Map<ValueType, Long> types,
    Map<TextForm, Long> forms,
    @Nullable Lengths lengths,
    @Nullable String min,
    @Nullable String max,
    long distinct,
    List<String> examples) {
  /** Copies the collections. */
  public FieldProfile {
    Map<ValueType, Long> typesCopy = new EnumMap<>(ValueType.class);
    typesCopy.putAll(types);
    types = Collections.unmodifiableMap(typesCopy);
    Map<TextForm, Long> formsCopy = new EnumMap<>(TextForm.class);
    formsCopy.putAll(forms);
    forms = Collections.unmodifiableMap(formsCopy);
    examples = List.copyOf(examples);
  }

  /** Returns how many values have a type. */
  public long count(ValueType type) {
    return types.getOrDefault(type, 0L);
  }

  /** Returns how many strings look like that. */
  public long count(TextForm form) {
    return forms.getOrDefault(form, 0L);
  }

  /** Returns how many values there are: more than records where it stands in an array. */
  public long values() {
    return types.values().stream().mapToLong(Long::longValue).sum();
  }
}
