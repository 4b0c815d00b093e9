package io.github.jsonlpreflight.cli.validation;

import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.validator.MoreFindings;
import io.github.jsonlpreflight.validator.Violation;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The errors of a file, or its warnings, as people see them: by rule and field, with the first
 * places of each. Where more places are asked for than memory is meant for, they are listed line by
 * line as they are found, and the groups have counts alone.
 */
final class TextFindings {
  private static final int MAX_FIELD_CODE_POINTS = 40;
  private static final int MAX_GROUPS_SHOWN = 20;

  /** So many places of a group are shown with what stands there, the others by their lines. */
  private static final int PLACES_IN_FULL = 3;

  /** More places than these are not kept until the file's end. */
  private static final long MAX_PLACES_KEPT = FindingGroups.MAX_PLACES;

  private final String severity;
  private final UnaryOperator<String> color;
  private final Console console;
  private final PrintWriter out;
  private final long maxListed;
  private final boolean isKept;
  private final ShownReasons reasons;
  private final FieldHints hints;
  private final FindingGroups groups;

  private TextFindings(
      String severity,
      UnaryOperator<String> color,
      Console console,
      long maxListed,
      ShownReasons reasons,
      FieldHints hints) {
    this.severity = severity;
    this.color = color;
    this.console = console;
    this.out = console.text();
    this.maxListed = maxListed;
    this.isKept = maxListed <= MAX_PLACES_KEPT;
    this.reasons = reasons;
    this.hints = hints;
    this.groups = new FindingGroups(isKept ? maxListed : 0);
  }

  /**
   * Returns a file's errors, none as yet.
   *
   * @param maxListed how many are listed
   */
  static TextFindings errors(
      Console console, long maxListed, ShownReasons reasons, FieldHints hints) {
    return new TextFindings("error", console::red, console, maxListed, reasons, hints);
  }

  /** Returns a file's warnings; parameters as above. */
  static TextFindings warnings(
      Console console, long maxListed, ShownReasons reasons, FieldHints hints) {
    return new TextFindings("warning", console::yellow, console, maxListed, reasons, hints);
  }

  /** Takes what a record has of them. */
  void add(JsonlRecord record, List<Violation> found, Map<String, Long> unheld) {
    for (Violation violation : found) {
      groups.add(violation, before -> place(record, violation, before < PLACES_IN_FULL));
      if (!isKept && groups.described() <= maxListed) {
        list(record, violation);
      }
    }
    groups.addUnheld(unheld);
  }

  private FindingGroups.Place place(JsonlRecord record, Violation violation, boolean isInFull) {
    @Nullable Excerpt excerpt = null;
    if (isInFull && !reasons.hidesValues()) {
      excerpt = Excerpt.of(record, violation, console.columns() - "      ".length());
    }
    return new FindingGroups.Place(
        record.lineNumber(),
        reasons.of(violation),
        excerpt,
        isInFull ? hints.of(record, violation) : null);
  }

  private void list(JsonlRecord record, Violation violation) {
    out.printf(
        "  line %d: %s: %s%s  %s%n",
        record.lineNumber(),
        color.apply(severity),
        prefix(violation),
        reasons.of(violation),
        console.faint("[" + violation.keyword() + "]"));
  }

  /** A missing or unknown field's name stands in the reason already. */
  private static String prefix(Violation violation) {
    String field = violation.field();
    return field == null || violation.reason().endsWith(": " + field) ? "" : shown(field) + ": ";
  }

  /** Tells whether places are shown with their group. */
  boolean hasPlaces() {
    return isKept && groups.found() > 0;
  }

  /** Shows the groups, and how much is not listed. */
  void show() {
    List<FindingGroups.Group> sorted = groups.sorted();
    if (!isKept && groups.found() > 0) {
      out.printf("  %s by rule and field:%n", Humanize.count(groups.found(), severity));
    }
    for (FindingGroups.Group group : sorted.subList(0, Math.min(MAX_GROUPS_SHOWN, sorted.size()))) {
      if (isKept) {
        show(group);
      } else {
        count(group);
      }
    }
    if (sorted.size() > MAX_GROUPS_SHOWN) {
      long rest =
          sorted.stream().skip(MAX_GROUPS_SHOWN).mapToLong(FindingGroups.Group::count).sum();
      out.printf(
          "  … and %s of %s; --format json has them%n",
          Humanize.count(rest, "more " + severity),
          Humanize.count(sorted.size() - MAX_GROUPS_SHOWN, "other rule"));
    }
    if (!isKept && groups.described() > maxListed) {
      out.printf(
          "  … and %s that are not listed; --max-errors 0 lists all%n",
          Humanize.count(groups.described() - maxListed, "more " + severity));
    }
    if (groups.found() > groups.described()) {
      out.printf(
          "  … and %s of records with more than %s of them; no more of one record are listed%n",
          Humanize.count(groups.found() - groups.described(), "more " + severity),
          Humanize.number(MoreFindings.MAX_HELD));
    }
  }

  private void count(FindingGroups.Group group) {
    String field = group.rule().field();
    out.printf(
        "    %9s × %s%s%n",
        Humanize.number(group.count()),
        group.rule().keyword(),
        field == null ? "" : " on " + shown(field));
  }

  private void show(FindingGroups.Group group) {
    List<FindingGroups.Place> places = group.places();
    @Nullable String reason = sameOf(places, FindingGroups.Place::reason);
    @Nullable String field = group.rule().field();
    out.printf(
        "%n  %s%s%s%s%n",
        color.apply(severity + "[" + group.rule().keyword() + "]"),
        field == null ? "" : " " + console.bold(shown(field)),
        group.count() == 1 ? "" : ", " + Humanize.number(group.count()) + " times",
        reason == null ? "" : ": " + reason);
    List<FindingGroups.Place> first = places.subList(0, Math.min(PLACES_IN_FULL, places.size()));
    @Nullable String hint = sameOf(first, FindingGroups.Place::hint);
    if (hint != null) {
      out.println("    " + hint);
    }
    boolean saysNoMore =
        reason != null
            && first.stream()
                .allMatch(
                    place -> place.excerpt() == null && (place.hint() == null || hint != null));
    if (saysNoMore) {
      showLines(places);
    } else {
      first.forEach(place -> show(place, reason == null, hint == null));
      showLines(places.subList(first.size(), places.size()));
    }
    if (group.count() > places.size()) {
      out.printf(
          "    … and %s that are not listed; --max-errors 0 lists all%n",
          Humanize.number(group.count() - places.size()) + (places.isEmpty() ? "" : " more"));
    }
  }

  /** Returns what is the same at several places, and so said once, or null. */
  private static @Nullable String sameOf(
      List<FindingGroups.Place> places, Function<FindingGroups.Place, @Nullable String> part) {
    String same = places.size() > 1 ? part.apply(places.get(0)) : null;
    return same != null && places.stream().allMatch(place -> same.equals(part.apply(place)))
        ? same
        : null;
  }

  private void show(FindingGroups.Place place, boolean withReason, boolean withHint) {
    out.printf("    line %d%s%n", place.line(), withReason ? ": " + place.reason() : "");
    Excerpt excerpt = place.excerpt();
    if (excerpt != null) {
      out.println("      " + excerpt.text());
      out.println("      " + color.apply(excerpt.mark()));
    }
    if (withHint && place.hint() != null) {
      out.println("      " + place.hint());
    }
  }

  /** Shows where a group's further places are, in lines as wide as the terminal. */
  private void showLines(List<FindingGroups.Place> places) {
    if (places.isEmpty()) {
      return;
    }
    StringBuilder line = new StringBuilder(places.size() == 1 ? "    line" : "    lines");
    long last = 0;
    for (FindingGroups.Place place : places) {
      if (place.line() == last) {
        continue; // a record may break a rule in several places
      }
      String number = (last == 0 ? " " : ", ") + place.line();
      if (line.length() + number.length() >= console.columns()) {
        out.println(line + ",");
        line.setLength(0);
        number = "      " + place.line();
      }
      line.append(number);
      last = place.line();
    }
    out.println(line);
  }

  private static String shown(String field) {
    return Messages.printable(FindingGroups.Rule.named(field), MAX_FIELD_CODE_POINTS);
  }
}
