package io.github.jsonlpreflight.cli.profile;

import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.console.TextTable;
import io.github.jsonlpreflight.cli.options.OptionNames;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.profiler.FieldProfile;
import io.github.jsonlpreflight.profiler.Lengths;
import io.github.jsonlpreflight.profiler.Profile;
import io.github.jsonlpreflight.profiler.TextForm;
import io.github.jsonlpreflight.profiler.UnreadRecord;
import io.github.jsonlpreflight.profiler.ValueType;
import io.github.jsonlpreflight.validator.Note;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A profile for people: a table with a row a field, and below each its examples. */
public final class ProfileText {
  private static final int MAX_ROWS = 200;
  private static final int MAX_PATH = 32;
  private static final int MAX_EXAMPLE = 40;
  private static final int MAX_NUMBER = 20;
  private static final int UNREAD_SHOWN = 5;

  /** So far in stands the table. */
  private static final int INDENT = 2;

  private static final List<String> LEFT_OUT_FIRST =
      List.of("p95", "p99", "median", "min", "distinct");

  /** Up to here the estimate of distinct values is practically exact. */
  private static final int EXACT_DISTINCT = 1500;

  private final ShownProfile shown;
  private final Profile profile;
  private final Console console;
  private final PrintWriter out;

  public ProfileText(ShownProfile shown, Console console) {
    this.shown = shown;
    this.profile = shown.profile();
    this.console = console;
    this.out = console.text();
  }

  public void print(boolean withSuggestion) {
    out.println(
        console.bold(
            shown.files().stream().map(Messages::printable).collect(Collectors.joining(", "))));
    shown
        .unusable()
        .forEach(
            (file, reason) ->
                out.printf(
                    "  %s: %s%n",
                    console.red("unusable"),
                    OptionNames.toFlags(String.valueOf(reason.getMessage()))));
    counts();
    table();
    if (withSuggestion) {
      suggestion();
    }
    out.flush();
  }

  private void counts() {
    String text = Humanize.count(profile.records(), "record");
    if (profile.unreadCount() > 0) {
      text += ", " + Humanize.number(profile.objects()) + " of them looked into";
    }
    if (profile.blankLines() > 0) {
      text += ", " + Humanize.count(profile.blankLines(), "blank line");
    }
    out.println("  " + text + ", " + Humanize.count(profile.bytes(), "byte"));
    List<UnreadRecord> unread = profile.unread();
    for (UnreadRecord record : unread.subList(0, Math.min(UNREAD_SHOWN, unread.size()))) {
      String file = shown.files().size() == 1 ? "" : Messages.printable(record.source()) + " ";
      out.printf(
          "  %sline %d: %s  %s%n",
          file,
          record.lineNumber(),
          OptionNames.toFlags(record.reason()),
          console.faint("[" + record.keyword() + "]"));
    }
    if (profile.unreadCount() > UNREAD_SHOWN) {
      out.printf(
          "  … in all %s: %s%n",
          Humanize.count(profile.unreadCount(), "record") + " that no schema mends",
          byKeyword(profile.unreadByKeyword()));
    }
    if (!profile.remarks().isEmpty()) {
      out.println("  refused by a check for their spelling: " + byKeyword(profile.remarks()));
    }
  }

  private static String byKeyword(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(count -> Humanize.number(count.getValue()) + " × " + count.getKey())
        .collect(Collectors.joining(", "));
  }

  private void table() {
    List<FieldProfile> fields = profile.fields();
    if (fields.isEmpty()) {
      return;
    }
    List<FieldProfile> listed = fields.subList(0, Math.min(MAX_ROWS, fields.size()));
    TextTable table =
        new TextTable(
            "field",
            ">in",
            "type",
            ">min",
            ">median",
            ">p95",
            ">p99",
            ">max",
            ">distinct",
            "looks like");
    listed.forEach(field -> table.row(cells(field)));
    List<String> leftOut = leaveOutWhatHasNoRoom(table);
    out.println();
    out.println(console.faint("  " + table.line(0)));
    for (int i = 0; i < listed.size(); i++) {
      out.println("  " + table.line(i + 1));
      details(listed.get(i));
    }
    if (listed.size() < fields.size()) {
      out.printf(
          "  … and %s; --format json has all%n",
          Humanize.count(fields.size() - listed.size(), "more field"));
    }
    if (profile.fieldsBeyond() > 0) {
      out.printf(
          "  … and about %s that %s not looked into: --max-fields is the limit%n",
          Humanize.count(profile.fieldsBeyond(), "more field"),
          profile.fieldsBeyond() == 1 ? "was" : "were");
    }
    String without = leftOut.isEmpty() ? "" : "; no room for " + String.join(", ", leftOut);
    out.println(console.faint("  min to max: length of strings in characters" + without));
  }

  /** A table that a terminal breaks is none any more. */
  private List<String> leaveOutWhatHasNoRoom(TextTable table) {
    List<String> leftOut = new ArrayList<>();
    for (String column : LEFT_OUT_FIRST) {
      if (!console.fits(INDENT + table.width())) {
        table.leaveOut(column);
        leftOut.add(column);
      }
    }
    return leftOut;
  }

  private String[] cells(FieldProfile field) {
    Lengths lengths = field.lengths();
    return new String[] {
      Messages.printable(field.path(), MAX_PATH),
      share(field.records(), profile.objects()),
      type(field),
      lengths == null ? "" : Humanize.number(lengths.min()),
      lengths == null ? "" : Humanize.number(lengths.median()),
      lengths == null ? "" : Humanize.number(lengths.p95()),
      lengths == null ? "" : Humanize.number(lengths.p99()),
      lengths == null ? "" : Humanize.number(lengths.max()),
      distinct(field),
      looksLike(field)
    };
  }

  private static String type(FieldProfile field) {
    List<String> types = field.types().keySet().stream().map(ValueType::id).toList();
    return types.size() > 2 ? types.size() + " types" : String.join("|", types);
  }

  private static String distinct(FieldProfile field) {
    if (field.distinct() == 0) {
      return "";
    }
    return (field.distinct() > EXACT_DISTINCT ? "~" : "") + Humanize.number(field.distinct());
  }

  private static String looksLike(FieldProfile field) {
    List<String> parts = new ArrayList<>();
    long strings = field.count(ValueType.STRING);
    for (TextForm form : TextForm.values()) {
      long count = field.count(form);
      boolean isTold = form == TextForm.URL && isOneKind(field);
      if (count > 0 && !isTold) {
        String name = form.id().replace("_url", " URL").replace("url", "URL");
        parts.add(count == strings ? name : name + " " + share(count, strings));
      }
    }
    if (field.min() != null && field.max() != null) {
      parts.add(number(field.min()) + " … " + number(field.max()));
    }
    return String.join(", ", parts);
  }

  /** Tells whether all addresses are of one kind, which then says enough. */
  private static boolean isOneKind(FieldProfile field) {
    long urls = field.count(TextForm.URL);
    return field.count(TextForm.AUDIO_URL) == urls
        || field.count(TextForm.VIDEO_URL) == urls
        || field.count(TextForm.IMAGE_URL) == urls;
  }

  private static String number(String number) {
    return Messages.printable(number, MAX_NUMBER);
  }

  private void details(FieldProfile field) {
    if (field.types().size() > 1) {
      String counts =
          field.types().entrySet().stream()
              .map(type -> Humanize.number(type.getValue()) + " " + type.getKey().id())
              .collect(Collectors.joining(", "));
      out.println("      " + counts);
    }
    if (!field.examples().isEmpty()) {
      String examples =
          field.examples().stream().map(ProfileText::example).collect(Collectors.joining(" · "));
      out.println(console.faint("      e.g. " + examples));
    }
  }

  private static String example(String text) {
    return Messages.printable(text, MAX_EXAMPLE);
  }

  /** Never says all where one is missing, nor none where there is one. */
  private static String share(long part, long whole) {
    if (part == whole) {
      return "100%";
    }
    double percent = Math.floor(1000.0 * part / whole) / 10;
    return percent == 0 ? "<0.1%" : String.format(Locale.ROOT, "%.1f%%", percent);
  }

  private void suggestion() {
    shown
        .suggestion()
        .ifPresent(
            suggestion -> {
              out.printf(
                  "%n  suggested schema: %s, strict: %s%n",
                  Humanize.count(suggestion.fields().size(), "field"), suggestion.strict());
              for (Note note : suggestion.notes()) {
                out.println("  note: " + OptionNames.toFlags(Messages.printable(note.message())));
              }
            });
  }
}
