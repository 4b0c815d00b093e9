package io.github.jsonlpreflight.cli.report;

import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.validator.Note;
import io.github.jsonlpreflight.validator.Policies;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordVerdict;
import io.github.jsonlpreflight.validator.ValidationSummary;
import io.github.jsonlpreflight.validator.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what a report says of the records of files, one file after another. Its memory does not
 * grow with the files, and a valid record costs it a few additions. Not safe to share.
 */
public final class ReportCollector {
  /** Files that have a strip and a row of their own; of the others only the totals count. */
  public static final int MAX_FILES = 100;

  private static final int MAX_REASON_CODE_POINTS = 300;
  private static final int MAX_NAME_CODE_POINTS = 300;

  private final boolean hidesValues;
  private final Function<Violation, String> reasons;
  private final ValueLengths lengths;
  private final RuleTable rules = new RuleTable();
  private final FindingList errors = new FindingList();
  private final FindingList warnings = new FindingList();
  private final List<Report.SourceFile> files = new ArrayList<>();
  private StripCounter strip = new StripCounter();
  private Report.Totals totals = Report.Totals.NONE;
  private String file = "";
  private long warned;
  private int filesEnded;

  /**
   * Makes a collector.
   *
   * @param schema what the records are judged by; lengths are shown beside its limits
   * @param hidesValues whether no value of the data may get into the report
   * @param reasons what to say of a violation
   */
  public ReportCollector(
      RecordSchema schema,
      Policies policies,
      boolean hidesValues,
      Function<Violation, String> reasons) {
    this.hidesValues = hidesValues;
    this.reasons = reasons;
    this.lengths = new ValueLengths(new LengthLimits(schema, policies));
  }

  /** Begins a file. */
  public void begin(String name) {
    file = Messages.printable(name, MAX_NAME_CODE_POINTS);
    strip = new StripCounter();
    warned = 0;
  }

  /** Takes the next record of the file. */
  public void record(JsonlRecord record, RecordVerdict verdict) {
    boolean isInvalid = verdict instanceof RecordVerdict.Invalid;
    boolean isWarned = !verdict.warnings().isEmpty();
    strip.add(record.contentOffset(), isInvalid, isWarned);
    if (verdict instanceof RecordVerdict.Invalid invalid) {
      boolean isMeasured = lengths.takesNext();
      Map<String, RecordValues.Value> values =
          list(record, "error", invalid.violations(), errors, isMeasured);
      if (isMeasured) {
        lengths.add(invalid.violations(), values);
      }
    } else if (isWarned) {
      warned++;
    }
    if (isWarned) {
      list(record, "warning", verdict.warnings(), warnings, false);
    }
  }

  /** Counts and lists what was found, and returns its values if there was need to look them up. */
  private Map<String, RecordValues.Value> list(
      JsonlRecord record,
      String severity,
      List<Violation> found,
      FindingList list,
      boolean needsValues) {
    List<Violation> listed = new ArrayList<>();
    for (Violation violation : found) {
      rules.add(severity, violation);
      if (list.takesNext(violation.keyword())) {
        listed.add(violation);
      }
    }
    boolean showsValues = !listed.isEmpty() && !hidesValues;
    Map<String, RecordValues.Value> values =
        needsValues || showsValues
            ? RecordValues.at(found.stream().map(Violation::instanceLocation).toList(), record)
            : Map.of();
    for (Violation violation : listed) {
      RecordValues.Value value = hidesValues ? null : values.get(violation.instanceLocation());
      list.add(finding(record, severity, violation, value == null ? null : value.shown()));
    }
    return values;
  }

  private Report.Finding finding(
      JsonlRecord record, String severity, Violation violation, @Nullable String value) {
    return new Report.Finding(
        severity,
        filesEnded,
        record.lineNumber(),
        record.place().byteOffset(),
        RuleTable.shown(violation.field()),
        violation.keyword(),
        Messages.printable(reasons.apply(violation), MAX_REASON_CODE_POINTS),
        value);
  }

  /** Ends a file that was read. */
  public void end(ValidationSummary summary, List<Note> notes) {
    long bytes = summary.totals().bytes();
    end(
        new Report.Totals(
            summary.records(),
            summary.invalid(),
            warned,
            summary.violations(),
            summary.warnings(),
            summary.totals().blankLines(),
            bytes),
        summary.totals().finished(),
        null,
        notes.stream().map(note -> Messages.printable(note.message())).toList());
  }

  /** Ends a file that could not be read, or is no JSON Lines; its counts so far are dropped. */
  public void unusable(String reason) {
    strip = new StripCounter();
    end(Report.Totals.NONE, false, Messages.printable(reason), List.of());
  }

  private void end(
      Report.Totals counts, boolean finished, @Nullable String unusable, List<String> notes) {
    totals = totals.plus(counts);
    if (filesEnded++ < MAX_FILES) {
      files.add(
          new Report.SourceFile(
              file, counts, finished, unusable, notes, strip.toStrip(counts.bytes())));
    }
  }

  /** Returns what was found in the files that have ended. */
  public Report.Validation validation() {
    List<Report.Finding> findings = new ArrayList<>(errors.listed());
    findings.addAll(warnings.listed());
    findings.sort(
        Comparator.comparingInt(Report.Finding::file).thenComparingLong(Report.Finding::line));
    return new Report.Validation(
        totals,
        files,
        filesEnded - files.size(),
        rules.sorted(),
        rules.more(),
        lengths.shown(),
        findings,
        errors.more(),
        warnings.more());
  }
}
