package io.github.jsonlpreflight.validator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The first findings of one kind in a record, and how many more there are by their keywords. */
final class HeldFindings {
  /** A text that is longer than a location of one field can be is cut. */
  static final int MAX_TEXT_LENGTH = 2 * RecordParser.MAX_NAME_LENGTH + 100;

  private List<Violation> held = List.of();
  private Map<String, Long> more = Map.of();
  private long characters;

  /**
   * Adds a finding.
   *
   * @param finding what it is, asked for only if it is held: to say it may take long
   */
  void add(String keyword, Supplier<Violation> finding) {
    if (held.size() >= MoreFindings.MAX_HELD || characters >= MoreFindings.MAX_HELD_CHARACTERS) {
      if (more.isEmpty()) {
        more = new HashMap<>();
      }
      more.merge(keyword, 1L, Long::sum);
      return;
    }
    if (held.isEmpty()) {
      held = new ArrayList<>();
    }
    Violation shown = shortened(finding.get());
    characters += shown.reason().length() + shown.instanceLocation().length();
    held.add(shown);
  }

  /** Takes over what another one has held and counted. */
  void takeOver(List<Violation> heldThere, Map<String, Long> moreThere) {
    heldThere.forEach(finding -> add(finding.keyword(), () -> finding));
    if (!moreThere.isEmpty()) {
      Map<String, Long> all = new HashMap<>(more);
      moreThere.forEach((keyword, count) -> all.merge(keyword, count, Long::sum));
      more = all;
    }
  }

  private static Violation shortened(Violation violation) {
    return violation.reason().length() <= MAX_TEXT_LENGTH
            && violation.instanceLocation().length() <= MAX_TEXT_LENGTH
        ? violation
        : new Violation(
            violation.field(),
            shortened(violation.reason()),
            violation.keyword(),
            shortened(violation.instanceLocation()),
            violation.schemaLocation());
  }

  private static String shortened(String text) {
    if (text.length() <= MAX_TEXT_LENGTH) {
      return text;
    }
    // Half a surrogate pair at the end could be written by nobody.
    boolean splitsPair = Character.isHighSurrogate(text.charAt(MAX_TEXT_LENGTH - 1));
    return text.substring(0, splitsPair ? MAX_TEXT_LENGTH - 1 : MAX_TEXT_LENGTH) + "…";
  }

  boolean isEmpty() {
    return held.isEmpty();
  }

  List<Violation> held() {
    return held;
  }

  Map<String, Long> more() {
    return more;
  }
}
