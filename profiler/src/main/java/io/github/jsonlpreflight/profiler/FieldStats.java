package io.github.jsonlpreflight.profiler;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known about the values of one field, in one block or in all that was read. */
@SuppressWarnings("EnumOrdinal") // counted for every value: maps would cost more than the rest
final class FieldStats {
  private static final ValueType[] TYPES = ValueType.values();
  private static final TextForm[] FORMS = TextForm.values();

  private final ProfileOptions options;
  private final long[] types = new long[TYPES.length];
  private final long[] forms = new long[FORMS.length];
  private final List<String> examples = new ArrayList<>(2);
  private @Nullable LengthHistogram lengths;
  private @Nullable NumberRange range;
  private @Nullable Distinct distinct;
  private long records;
  private int lastRecord = -1;

  FieldStats(ProfileOptions options) {
    this.options = options;
  }

  /** Counts a value, and its record unless that was counted for an earlier value. */
  void value(ValueType type, int record) {
    types[type.ordinal()]++;
    if (record != lastRecord) {
      lastRecord = record;
      records++;
    }
  }

  void string(char[] chars, int from, int length) {
    int codePoints = length;
    for (int i = from + 1; i < from + length; i++) {
      if (Character.isSurrogatePair(chars[i - 1], chars[i])) {
        codePoints--;
      }
    }
    if (lengths == null) {
      lengths = new LengthHistogram();
    }
    lengths.add(codePoints);
    for (int left = TextForms.of(chars, from, length); left != 0; left &= left - 1) {
      forms[Integer.numberOfTrailingZeros(left)]++;
    }
    distinct().add(ValueType.STRING.ordinal(), chars, from, length);
    if (needsExample()) {
      // One character more than is shown, so that it is seen that there is more.
      int shown = (int) Math.min(length, 2L * options.maxExampleLength() + 2);
      example(new String(chars, from, shown));
    }
  }

  void number(double near, String text) {
    if (range == null) {
      range = new NumberRange();
    }
    range.add(near, text);
    word(ValueType.NUMBER, text);
  }

  /** Takes a number or a boolean as it is written. */
  void word(ValueType type, String text) {
    distinct().add(type.ordinal(), text);
    if (needsExample()) {
      example(text);
    }
  }

  private Distinct distinct() {
    if (distinct == null) {
      distinct = new Distinct();
    }
    return distinct;
  }

  private boolean needsExample() {
    return examples.size() < options.examples();
  }

  private void example(String text) {
    String shown = text;
    if (text.codePointCount(0, text.length()) > options.maxExampleLength()) {
      shown = text.substring(0, text.offsetByCodePoints(0, options.maxExampleLength())) + "…";
    }
    if (needsExample() && !shown.isEmpty() && !examples.contains(shown)) {
      examples.add(shown);
    }
  }

  /** Adds what is known of a later part of the source. */
  void merge(FieldStats later) {
    for (int i = 0; i < types.length; i++) {
      types[i] += later.types[i];
    }
    for (int i = 0; i < forms.length; i++) {
      forms[i] += later.forms[i];
    }
    records += later.records;
    later.examples.forEach(this::example);
    if (later.lengths != null) {
      lengths = lengths == null ? new LengthHistogram() : lengths;
      lengths.merge(later.lengths);
    }
    if (later.range != null) {
      range = range == null ? new NumberRange() : range;
      range.merge(later.range);
    }
    if (later.distinct != null) {
      distinct().merge(later.distinct);
    }
  }

  FieldProfile toProfile(String path, @Nullable String name) {
    Map<ValueType, Long> byType = new EnumMap<>(ValueType.class);
    for (ValueType type : TYPES) {
      if (types[type.ordinal()] > 0) {
        byType.put(type, types[type.ordinal()]);
      }
    }
    Map<TextForm, Long> byForm = new EnumMap<>(TextForm.class);
    for (TextForm form : FORMS) {
      if (forms[form.ordinal()] > 0) {
        byForm.put(form, forms[form.ordinal()]);
      }
    }
    return new FieldProfile(
        path,
        name,
        records,
        byType,
        byForm,
        lengths == null ? null : lengths.toLengths(),
        range == null || !options.keepsValues() ? null : range.min(),
        range == null || !options.keepsValues() ? null : range.max(),
        distinct == null ? 0 : distinct.estimate(),
        examples);
  }
}
