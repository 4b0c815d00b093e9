package io.github.jsonlpreflight.cli.validation;

import io.github.jsonlpreflight.validator.Violation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is found in a file, grouped by rule and field: how often, always exact, and the first places
 * of each group. Memory is capped, for field names and places are data.
 */
final class FindingGroups {
  /** No more places than these are kept, whatever is asked for. */
  static final int MAX_PLACES = 10_000;

  private static final int MAX_GROUPS = 1000;

  /** Fields have names, and places reasons, as long as the data has them. */
  private static final int MAX_FIELD_CHARACTERS = 1 << 20;

  private static final int MAX_REASON_CHARACTERS = 2 << 20;

  /** One group may take this part of all places, so that the others are seen as well. */
  private static final int SHARE_OF_A_GROUP = 5;

  /**
   * A rule on a field.
   *
   * @param keyword the rule
   * @param field the field, or null where it is the record's affair
   */
  record Rule(String keyword, @Nullable String field) {
    /** Returns the rule and the field that it is about, as the data has it. */
    String title() {
      return field == null ? keyword : keyword + " on " + named(field);
    }

    /** Returns a field's name; one without a letter could not be seen. */
    static String named(String field) {
      return field.isEmpty() ? "\"\"" : field;
    }
  }

  /**
   * Where a rule was broken.
   *
   * @param line the record's line
   * @param reason what is wrong, fit to be shown
   * @param excerpt the record's part at fault, or null where none is to be shown
   * @param hint what may have been meant, or null
   */
  record Place(long line, String reason, @Nullable Excerpt excerpt, @Nullable String hint) {}

  /** The findings of one rule on one field. */
  static final class Group {
    private final Rule rule;
    private final List<Place> places = new ArrayList<>();
    private long count;

    private Group(Rule rule) {
      this.rule = rule;
    }

    Rule rule() {
      return rule;
    }

    long count() {
      return count;
    }

    /** Returns the first places, in the file's order. */
    List<Place> places() {
      return Collections.unmodifiableList(places);
    }
  }

  private final Map<Rule, Group> groups = new HashMap<>();
  private final long maxPlaces;
  private final long maxPlacesOfGroup;
  private long places;
  private long found;
  private long unheld;
  private long fieldCharacters;
  private long reasonCharacters;

  /**
   * Makes empty groups.
   *
   * @param maxPlaces how many places are kept over all
   */
  FindingGroups(long maxPlaces) {
    this.maxPlaces = Math.min(maxPlaces, MAX_PLACES);
    this.maxPlacesOfGroup =
        maxPlaces / SHARE_OF_A_GROUP + (maxPlaces % SHARE_OF_A_GROUP == 0 ? 0 : 1);
  }

  /**
   * Counts a finding.
   *
   * @param place makes the place, if it is to be kept, from how many the group has before it
   */
  void add(Violation violation, IntFunction<Place> place) {
    found++;
    Rule rule = new Rule(violation.keyword(), violation.field());
    if (isFull() && !groups.containsKey(rule)) {
      rule = new Rule(violation.keyword(), null);
    }
    Group group = groupOf(rule);
    group.count++;
    if (places < maxPlaces
        && group.places.size() < maxPlacesOfGroup
        && reasonCharacters < MAX_REASON_CHARACTERS) {
      places++;
      Place kept = place.apply(group.places.size());
      reasonCharacters += kept.reason().length();
      group.places.add(kept);
    }
  }

  /** Counts findings of a record beyond those that are held of it. */
  void addUnheld(Map<String, Long> byKeyword) {
    byKeyword.forEach(
        (keyword, count) -> {
          groupOf(new Rule(keyword, null)).count += count;
          found += count;
          unheld += count;
        });
  }

  private boolean isFull() {
    return groups.size() >= MAX_GROUPS || fieldCharacters >= MAX_FIELD_CHARACTERS;
  }

  private Group groupOf(Rule rule) {
    Group group = groups.get(rule);
    if (group == null) {
      group = new Group(rule);
      groups.put(rule, group);
      fieldCharacters += rule.field() == null ? 0 : rule.field().length();
    }
    return group;
  }

  /** Returns how much was found over all. */
  long found() {
    return found;
  }

  /** Returns how much of it was described: not what a record has beyond what is held of it. */
  long described() {
    return found - unheld;
  }

  /** Returns how many places are kept over all. */
  long places() {
    return places;
  }

  /** Returns the groups, the greatest first. */
  List<Group> sorted() {
    List<Group> sorted = new ArrayList<>(groups.values());
    sorted.sort(
        Comparator.comparingLong((Group group) -> -group.count)
            .thenComparing(group -> group.rule.keyword())
            .thenComparing(group -> String.valueOf(group.rule.field())));
    return sorted;
  }
}
