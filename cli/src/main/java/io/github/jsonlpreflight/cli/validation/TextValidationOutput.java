package io.github.jsonlpreflight.cli.validation;

import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.options.OptionNames;
import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.validator.MoreFindings;
import io.github.jsonlpreflight.validator.Note;
import io.github.jsonlpreflight.validator.RecordVerdict;
import io.github.jsonlpreflight.validator.ValidationSummary;
import io.github.jsonlpreflight.validator.Violation;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Results for people: what is wrong, by rule and field, with the first places of each. Who asks for
 * more places than memory is meant for gets them line by line as they are found, and the groups'
 * counts behind them.
 */
final class TextValidationOutput implements ValidationOutput {
  private static final String ERROR = "error";
  private static final String WARNING = "warning";

  private static final int MAX_FIELD_CODE_POINTS = 40;
  private static final int MAX_GROUPS_SHOWN = 20;

  /** So many places of a group are shown with what stands there, the others by their lines. */
  private static final int PLACES_IN_FULL = 3;

  /** More places than these are not kept until the file's end. */
  private static final long MAX_PLACES_KEPT = FindingGroups.MAX_PLACES;

  private final Console console;
  private final PrintWriter out;
  private final long maxListed;
  private final boolean isKept;
  private final ShownReasons reasons;
  private final FieldHints hints;

  private FindingGroups errors = new FindingGroups(0);
  private FindingGroups warnings = new FindingGroups(0);

  /**
   * Makes an output.
   *
   * @param maxListed how many errors, and how many warnings, of a file are listed
   */
  TextValidationOutput(Console console, long maxListed, ShownReasons reasons, FieldHints hints) {
    this.console = console;
    this.out = console.text();
    this.maxListed = maxListed;
    this.isKept = maxListed <= MAX_PLACES_KEPT;
    this.reasons = reasons;
    this.hints = hints;
  }

  @Override
  public void begin(String file) {
    errors = new FindingGroups(isKept ? maxListed : 0);
    warnings = new FindingGroups(isKept ? maxListed : 0);
    out.println(console.bold(Messages.printable(file)));
  }

  @Override
  public void record(JsonlRecord record, RecordVerdict verdict) {
    if (verdict instanceof RecordVerdict.Invalid invalid) {
      for (Violation violation : invalid.violations()) {
        add(errors, record, violation, ERROR);
      }
      errors.addUnheld(verdict.more().violations());
    }
    for (Violation warning : verdict.warnings()) {
      add(warnings, record, warning, WARNING);
    }
    warnings.addUnheld(verdict.more().warnings());
  }

  private void add(FindingGroups groups, JsonlRecord record, Violation violation, String severity) {
    groups.add(violation, before -> place(record, violation, before < PLACES_IN_FULL));
    if (!isKept && groups.described() <= maxListed) {
      list(record, violation, severity);
    }
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

  private void list(JsonlRecord record, Violation violation, String severity) {
    out.printf(
        "  line %d: %s: %s%s  %s%n",
        record.lineNumber(),
        colored(severity, severity),
        prefix(violation),
        reasons.of(violation),
        console.faint("[" + violation.keyword() + "]"));
  }

  /** A missing or unknown field's name stands in the reason already. */
  private static String prefix(Violation violation) {
    String field = violation.field();
    return field == null || violation.reason().endsWith(": " + field) ? "" : shown(field) + ": ";
  }

  @Override
  public void end(ValidationSummary summary, List<Note> notes) {
    boolean hasGroups = errors.found() + warnings.found() > 0;
    show(errors, ERROR);
    show(warnings, WARNING);
    if (hasGroups && isKept) {
      out.println();
    }
    for (Note note : notes) {
      out.println("  note: " + Messages.printable(note.message()));
    }
    out.println("  " + total(summary));
    summary
        .duplicates()
        .ifPresent(
            duplicates ->
                out.printf(
                    "  %s with the same bytes as an earlier one%n",
                    Humanize.count(duplicates, "record")));
    out.println();
    out.flush();
  }

  private void show(FindingGroups groups, String severity) {
    List<FindingGroups.Group> sorted = groups.sorted();
    if (!isKept && groups.found() > 0) {
      out.printf("  %s by rule and field:%n", Humanize.count(groups.found(), severity));
    }
    for (FindingGroups.Group group : sorted.subList(0, Math.min(MAX_GROUPS_SHOWN, sorted.size()))) {
      if (isKept) {
        show(group, severity);
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

  private void show(FindingGroups.Group group, String severity) {
    List<FindingGroups.Place> places = group.places();
    @Nullable String reason = sameOf(places, FindingGroups.Place::reason);
    @Nullable String field = group.rule().field();
    out.printf(
        "%n  %s%s%s%s%n",
        colored(severity, severity + "[" + group.rule().keyword() + "]"),
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
      first.forEach(place -> show(place, severity, reason == null, hint == null));
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

  private String colored(String severity, String text) {
    return severity.equals(ERROR) ? console.red(text) : console.yellow(text);
  }

  private void show(
      FindingGroups.Place place, String severity, boolean withReason, boolean withHint) {
    out.printf("    line %d%s%n", place.line(), withReason ? ": " + place.reason() : "");
    Excerpt excerpt = place.excerpt();
    if (excerpt != null) {
      out.println("      " + excerpt.text());
      out.println("      " + colored(severity, excerpt.mark()));
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

  private String total(ValidationSummary summary) {
    String text =
        "%s: %s valid, %s invalid"
            .formatted(
                Humanize.count(summary.records(), "record"),
                Humanize.number(summary.valid()),
                Humanize.number(summary.invalid()));
    if (summary.totals().blankLines() > 0) {
      text += ", " + Humanize.count(summary.totals().blankLines(), "blank line");
    }
    if (!summary.totals().finished()) {
      text += " (stopped there)";
    }
    return summary.invalid() == 0 ? console.green(text) : console.red(text);
  }

  @Override
  public void unusable(PreflightException reason) {
    out.println(
        "  "
            + console.red("unusable")
            + ": "
            + OptionNames.toFlags(String.valueOf(reason.getMessage())));
    out.println();
    out.flush();
  }

  @Override
  public void finish() {
    out.flush();
  }

  @Override
  public void close() {
    out.flush();
  }

  private static String shown(String field) {
    return Messages.printable(FindingGroups.Rule.named(field), MAX_FIELD_CODE_POINTS);
  }
}
