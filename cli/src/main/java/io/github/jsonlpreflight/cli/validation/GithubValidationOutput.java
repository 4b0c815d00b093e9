package io.github.jsonlpreflight.cli.validation;

import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.files.InputFiles;
import io.github.jsonlpreflight.cli.options.OptionNames;
import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.validator.Note;
import io.github.jsonlpreflight.validator.RecordVerdict;
import io.github.jsonlpreflight.validator.ValidationSummary;
import java.io.PrintWriter;
import java.util.List;

/**
 * Results as annotations of GitHub Actions, which shows the first ten errors and the first ten
 * warnings of a step and drops the rest: so no more are printed, as many different ones as there
 * are, and a notice says how many there were.
 */
final class GithubValidationOutput implements ValidationOutput {
  /** What GitHub shows of a step, for errors and for warnings each. */
  static final int MAX_ANNOTATIONS = 10;

  private final PrintWriter out;
  private final ShownReasons reasons;
  private String file = "";
  private long errorsLeft = MAX_ANNOTATIONS;
  private long warningsLeft = MAX_ANNOTATIONS;
  private GroupedFindings found;

  GithubValidationOutput(PrintWriter out, ShownReasons reasons) {
    this.out = out;
    this.reasons = reasons;
    this.found = new GroupedFindings(0, 0, reasons);
  }

  @Override
  public void begin(String name) {
    file = name;
    found = new GroupedFindings(errorsLeft, warningsLeft, reasons);
  }

  @Override
  public void record(JsonlRecord record, RecordVerdict verdict) {
    found.record(record, verdict);
  }

  @Override
  public void end(ValidationSummary summary, List<Note> notes) {
    errorsLeft -= annotate(found.errors(), "error");
    warningsLeft -= annotate(found.warnings(), "warning");
    StringBuilder text =
        new StringBuilder(
            "%s: %s valid, %s invalid"
                .formatted(
                    Humanize.count(summary.records(), "record"),
                    Humanize.number(summary.valid()),
                    Humanize.number(summary.invalid())));
    sayWhatIsNotShown(found.errors(), "error", text);
    sayWhatIsNotShown(found.warnings(), "warning", text);
    for (Note note : notes) {
      text.append(". ").append(note.message());
    }
    print("notice", "", file, text.toString());
    out.flush();
  }

  private long annotate(FindingGroups groups, String command) {
    for (FindingGroups.Group group : groups.sorted()) {
      String times = group.count() == 1 ? "" : ", " + Humanize.number(group.count()) + " times";
      for (FindingGroups.Place place : group.places()) {
        print(command, ",line=" + place.line(), group.rule().title() + times, place.reason());
      }
    }
    return groups.places();
  }

  private static void sayWhatIsNotShown(FindingGroups groups, String what, StringBuilder text) {
    if (groups.found() > groups.places()) {
      text.append(
          ". %s of %s are annotated; a step shows %d at most"
              .formatted(
                  Humanize.number(groups.places()),
                  Humanize.count(groups.found(), what),
                  MAX_ANNOTATIONS));
    }
  }

  @Override
  public void unusable(PreflightException reason) {
    print(
        "error", "", reason.code().id(), OptionNames.toFlags(String.valueOf(reason.getMessage())));
    out.flush();
  }

  private void print(String command, String line, String title, String message) {
    String place = file.equals(InputFiles.STANDARD_INPUT) ? "" : "file=" + property(file) + line;
    out.print(
        "::"
            + command
            + " "
            + place
            + (place.isEmpty() ? "" : ",")
            + "title="
            + property(title)
            + "::"
            + escaped(message)
            + "\n");
  }

  /** Makes text fit for a command's message. */
  private static String escaped(String text) {
    return Messages.printable(text).replace("%", "%25");
  }

  /** Makes text fit for a command's property. */
  private static String property(String text) {
    return escaped(text).replace(":", "%3A").replace(",", "%2C");
  }

  @Override
  public void finish() {
    out.flush();
  }

  @Override
  public void close() {
    out.flush();
  }
}
