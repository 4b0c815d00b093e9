package io.github.jsonlpreflight.cli.upload;

import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.jsonl.Messages;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Lists the records that are not in the dataset, as {@code result.json} has them. */
final class RejectionList {
  private static final JsonFactory JSON = JsonFactory.builder().build();
  private static final int MAX_FIELD_CODE_POINTS = 40;
  private static final int MAX_REASON_CODE_POINTS = 300;
  private static final int MAX_SKIPPED_LINES = 20;
  private static final int MAX_REASONS = 10;

  private final PrintWriter out;
  private final Console console;
  private final long max;
  private final List<String> disagreements = new ArrayList<>();
  private final StringJoiner skippedLines = new StringJoiner(", ");
  private long moreReasons;
  private long found;
  private long skipped;
  private long lastSkippedLine;

  private RejectionList(Console console, long max) {
    this.out = console.text();
    this.console = console;
    this.max = max;
  }

  static void show(Path resultFile, long max, Console console) throws IOException {
    RejectionList list = new RejectionList(console, max);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(resultFile));
        JsonParser json = JSON.createParser(ObjectReadContext.empty(), in)) {
      json.nextToken();
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        if (name.equals("errors")) {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            list.error(json);
          }
        } else if (name.equals("disagreements")) {
          list.disagreements(json);
        } else {
          json.skipChildren();
        }
      }
    }
    list.end();
  }

  private void end() {
    if (found > max) {
      out.printf(
          "  … and %s that are not listed; rejections.csv has all%n",
          Humanize.count(found - max, "more reason"));
    }
    disagreements.forEach(out::println);
    if (moreReasons > 0) {
      out.printf("    … and %s%n", Humanize.count(moreReasons, "more reason"));
    }
    if (skipped > 0) {
      out.printf(
          "  %s, never sent: line%s %s%s%n",
          console.red("invalid"),
          skipped == 1 ? "" : "s",
          skippedLines,
          skipped > MAX_SKIPPED_LINES
              ? " and " + Humanize.number(skipped - MAX_SKIPPED_LINES) + " more"
              : "");
    }
  }

  /** What is valid here and rejected there shows where the local rules are too lenient. */
  private void disagreements(JsonParser json) {
    for (long reasons = 0; json.nextToken() == JsonToken.START_OBJECT; reasons++) {
      if (reasons == 0) {
        disagreements.add("  valid here and rejected by the service, by reason:");
      }
      String reason = "";
      long count = 0;
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        switch (name) {
          case "reason" -> reason = json.getString();
          case "count" -> count = json.getLongValue();
          default -> json.skipChildren();
        }
      }
      if (reasons < MAX_REASONS) {
        disagreements.add(
            String.format(
                Locale.ROOT,
                "    %6s × %s",
                Humanize.number(count),
                Messages.printable(reason, MAX_REASON_CODE_POINTS)));
      } else {
        moreReasons++;
      }
    }
  }

  private void error(JsonParser json) {
    long line = 0;
    String origin = "";
    @Nullable String field = null;
    String reason = "";
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken value = json.nextToken();
      switch (name) {
        case "line" -> line = json.getLongValue();
        case "origin" -> origin = json.getString();
        case "field" -> field = value == JsonToken.VALUE_NULL ? null : json.getString();
        case "reason" -> reason = value == JsonToken.VALUE_NULL ? "" : json.getString();
        default -> json.skipChildren();
      }
    }
    if (origin.equals("local")) {
      skipped(line);
    } else if (found++ < max) {
      out.printf(
          "  line %d: %s: %s%s  %s%n",
          line,
          console.red("rejected"),
          field == null || reason.endsWith(": " + field)
              ? ""
              : Messages.printable(field, MAX_FIELD_CODE_POINTS) + ": ",
          Messages.printable(reason, MAX_REASON_CODE_POINTS),
          console.faint("[" + origin + "]"));
    }
  }

  /**
   * What is wrong with an invalid record was shown before anything was sent; its line is enough.
   */
  private void skipped(long line) {
    if (line == lastSkippedLine) {
      return;
    }
    lastSkippedLine = line;
    if (skipped++ < MAX_SKIPPED_LINES) {
      skippedLines.add(String.valueOf(line));
    }
  }
}
