package io.github.jsonlpreflight.profiler;

import io.github.jsonlpreflight.validator.FieldType;
import io.github.jsonlpreflight.validator.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** What to look at before a suggested schema is used: one sentence a kind, not one a field. */
final class SuggestionNotes {
  private static final int MAX_NAMED = 5;
  private static final int MAX_NAME_SHOWN = 40;

  private final Profile profile;
  private final Map<String, FieldType> types;
  private final boolean strict;
  private final int nameable;
  private final List<Note> notes = new ArrayList<>();

  SuggestionNotes(Profile profile, Map<String, FieldType> types, boolean strict, int nameable) {
    this.profile = profile;
    this.types = types;
    this.strict = strict;
    this.nameable = nameable;
  }

  List<Note> list() {
    aboutRecords();
    aboutWhatIsLeftOut();
    aboutValues();
    aboutWhatAPersonDecides();
    return notes;
  }

  private void aboutRecords() {
    if (profile.unreadCount() > 0) {
      add(
          "unread-records",
          "%s invalid under every schema".formatted(records(profile.unreadCount())));
    }
    profile
        .remarks()
        .forEach(
            (policy, n) ->
                add(
                    policy,
                    "%s invalid under every schema unless policy %s is set to warn"
                        .formatted(records(n), policy)));
  }

  private void aboutWhatIsLeftOut() {
    if (nameable > types.size()) {
      add(
          "too-many-fields",
          "A dataset's schema has %d fields at most: %s left out, those that the fewest records have"
              .formatted(SuggestedSchema.MAX_FIELDS, number(nameable - types.size())));
    }
    fields(
        "unusable-names",
        field -> field.name() != null && !SuggestedSchema.isNameable(field.name()),
        "left out, since a name has 1 to 128 characters");
    if (profile.fieldsBeyond() > 0) {
      add(
          "fields-beyond",
          "About %s more fields were not looked into, nor are they in the schema: the limit is set by maxFields"
              .formatted(number(profile.fieldsBeyond())));
    }
  }

  private void aboutValues() {
    chosen(
        "missing",
        field -> field.records() < profile.objects(),
        "not in every record, so strict is false");
    chosen(
        "null-value", field -> field.count(ValueType.NULL) > 0, "null in some records: a warning");
    chosen(
        "text-type",
        field ->
            field.count(ValueType.INTEGER)
                    + field.count(ValueType.NUMBER)
                    + field.count(ValueType.BOOLEAN)
                > 0,
        "numbers or booleans, for which there is only text: a warning");
    chosen(
        "nested-value",
        field -> field.count(ValueType.OBJECT) + field.count(ValueType.ARRAY) > 0,
        "objects or arrays, for which there is no type: a warning");
    chosen(
        "blank-value",
        field -> strict && field.count(TextForm.BLANK) > 0,
        "blank in some records, which strict has warned of");
  }

  private void aboutWhatAPersonDecides() {
    chosen(
        "addresses-as-text",
        field ->
            field.count(TextForm.URL) > 0
                && types.get(String.valueOf(field.name())) == FieldType.TEXT,
        "URLs, but not all of one kind that their endings tell; image_url takes any ending, if that"
            + " is what they are");
    chosen(
        "task-group",
        this::mayBeTaskGroup,
        "perhaps a task_group_id, by name and repeated values; at most one field can be");
  }

  private boolean mayBeTaskGroup(FieldProfile field) {
    String name = String.valueOf(field.name()).toLowerCase(Locale.ROOT);
    boolean isNamedSo = name.contains("group") || name.contains("task") || name.endsWith("id");
    return isNamedSo
        && field.records() == profile.objects()
        && field.count(ValueType.STRING) == field.values()
        && field.count(TextForm.BLANK) == 0
        && field.count(TextForm.URL) == 0
        && field.distinct() >= 2
        && field.distinct() <= profile.objects() / 2;
  }

  private void chosen(String code, Predicate<FieldProfile> test, String what) {
    fields(
        code,
        field -> field.name() != null && types.containsKey(field.name()) && test.test(field),
        what);
  }

  private void fields(String code, Predicate<FieldProfile> test, String what) {
    List<String> names =
        profile.fields().stream().filter(test).map(field -> shown(field.path())).toList();
    if (names.isEmpty()) {
      return;
    }
    String list = String.join(", ", names.subList(0, Math.min(MAX_NAMED, names.size())));
    if (names.size() > MAX_NAMED) {
      list += " and " + number(names.size() - MAX_NAMED) + " more";
    }
    add(code, list + ": " + what);
  }

  private static String shown(String path) {
    return path.codePointCount(0, path.length()) <= MAX_NAME_SHOWN
        ? path
        : path.substring(0, path.offsetByCodePoints(0, MAX_NAME_SHOWN)) + "…";
  }

  private static String records(long n) {
    return n == 1 ? "1 record is" : number(n) + " records are";
  }

  private static String number(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  private void add(String code, String message) {
    notes.add(new Note(code, message));
  }
}
