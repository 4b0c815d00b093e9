package io.github.jsonlpreflight.cli.upload;

import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.options.FindingsOutputOptions;
import io.github.jsonlpreflight.cli.options.OptionNames;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.uploader.ChunkOutcome;
import io.github.jsonlpreflight.uploader.RunCounts;
import io.github.jsonlpreflight.uploader.RunResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.apache.commons.io.IOUtils;
import org.jspecify.annotations.Nullable;

/** Shows how an upload has ended. */
final class UploadOutput {
  private static final int MAX_CHUNKS_SHOWN = 50;

  /** What the uploader says of every run, and what is not so where the dataset is gone. */
  private static final String GOES_ON = "; running again goes on with the chunks that are left";

  private UploadOutput() {}

  static void show(RunResult result, Target target, FindingsOutputOptions output, Console console)
      throws IOException {
    if (output.isJson()) {
      try (Reader document = Files.newBufferedReader(result.resultFile(), StandardCharsets.UTF_8)) {
        IOUtils.copyLarge(document, console.out());
      }
    } else {
      text(result, target, output, console);
    }
    console.out().flush();
  }

  private static void text(
      RunResult result, Target target, FindingsOutputOptions output, Console console)
      throws IOException {
    PrintWriter out = console.text();
    out.println(
        console.bold(
            target.isRehearsal()
                ? "Rehearsal in the sandbox, a stand-in of the service; nothing left this machine"
                : "Dataset " + Messages.printable(target.dataset())));
    chunks(result.chunks(), console);
    RejectionList.show(result.resultFile(), output.maxErrors(), console);
    for (String note : result.notes()) {
      out.println(
          "  " + console.yellow("note") + ": " + OptionNames.toFlags(Messages.printable(note)));
    }
    out.println("  " + total(result, console));
    @Nullable String explanation = result.explanation();
    if (explanation != null) {
      out.println("  " + explain(explanation, target.isRehearsal()));
    }
    long left = result.counts().rejected() + result.counts().skipped();
    if (left > 0 && !output.quiet()) {
      out.printf(
          "  Next: mend a copy of %s and upload that like any file; %s says why each record is there%n",
          Humanize.path(result.rejectedFile()), result.rejectionsFile().getFileName());
    }
  }

  /** Returns a sentence of the uploader's as users of the command line should read it. */
  static String explain(String text, boolean rehearsal) {
    return OptionNames.toFlags(
        Messages.printable(
            rehearsal
                ? text.replace(GOES_ON, ". A rehearsal does not go on: running again begins anew")
                : text));
  }

  static void chunks(List<ChunkOutcome> chunks, Console console) {
    PrintWriter out = console.text();
    for (ChunkOutcome outcome : chunks.subList(0, Math.min(MAX_CHUNKS_SHOWN, chunks.size()))) {
      out.printf(
          "  chunk %d, lines %d–%d: %s%s%n",
          outcome.chunk().index(),
          outcome.chunk().firstLine(),
          outcome.chunk().lastLine(),
          colored(outcome, console),
          details(outcome));
    }
    if (chunks.size() > MAX_CHUNKS_SHOWN) {
      out.printf("  … and %s%n", Humanize.count(chunks.size() - MAX_CHUNKS_SHOWN, "more chunk"));
    }
  }

  private static String colored(ChunkOutcome outcome, Console console) {
    String status = Messages.printable(outcome.status());
    return outcome.match(
        new ChunkOutcome.Cases<>(
            complete -> console.green(status),
            partial -> console.yellow(status),
            failed -> console.red(status),
            held -> console.red(status),
            confirmed -> console.yellow(status),
            unfinished -> console.yellow(status),
            planned -> console.faint(status)));
  }

  private static String details(ChunkOutcome outcome) {
    String counts =
        outcome.isTerminal()
            ? ", %s accepted, %s rejected"
                .formatted(Humanize.number(outcome.accepted()), Humanize.number(outcome.rejected()))
            : ", " + Humanize.count(outcome.chunk().records(), "record");
    @Nullable String reason = outcome.reason();
    return reason == null ? counts : counts + ": " + Messages.printable(reason);
  }

  private static String total(RunResult result, Console console) {
    String text = result.status().id() + ": " + counts(result.counts());
    return switch (result.status()) {
      case COMPLETE -> console.green(text);
      case PARTIAL, PAUSED, INTERRUPTED -> console.yellow(text);
      case FAILED, UNDECIDED -> console.red(text);
    };
  }

  static String counts(RunCounts counts) {
    String text =
        "%s, %s accepted, %s rejected by the service, %s skipped as invalid"
            .formatted(
                Humanize.count(counts.records(), "record"),
                Humanize.number(counts.accepted()),
                Humanize.number(counts.rejected()),
                Humanize.number(counts.skipped()));
    return counts.unfinished() == 0
        ? text
        : text + ", " + Humanize.number(counts.unfinished()) + " unfinished";
  }
}
