package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.cli.config.Configuration;
import io.github.jsonlpreflight.cli.files.LostOutputException;
import io.github.jsonlpreflight.cli.files.StandardOutput;
import io.github.jsonlpreflight.cli.options.Usage;
import io.github.jsonlpreflight.cli.options.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program. */
@Command(
    name = "preflight",
    description = "Check, cut and upload JSON Lines files to datasets.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every record is valid / accepted",
      "1:done, and at least one record is invalid or rejected",
      "2:wrong usage",
      "3:an input cannot be used, or an output cannot be written",
      "4:the service failed or refused, or an import failed; running again goes on",
      "5:paused, waiting for a schema or an import; running again goes on",
      "6:undecided: one chunk's outcome cannot be known; see --on-ambiguous",
      "7:another run holds this run directory, or another split is at work in the folder",
      "70:a fault in Preflight itself",
      "130, 143:interrupted by a signal; running again goes on",
      "141:validate stopped because nobody reads its results any more"
    })
public final class Main implements Runnable {
  private static final Set<String> VERSION = Set.of("--version", "-V");

  @Spec private CommandSpec spec;

  Main() {}

  /** Runs the program and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT); // digits that every program reads
    StandardOutput out = StandardOutput.ofProcess();
    PrintWriter err = new PrintWriter(System.err, /* autoFlush= */ false, StandardCharsets.UTF_8);
    if (arguments.length == 1 && VERSION.contains(arguments[0])) {
      // Scripts ask for it before anything else; it needs neither options nor settings.
      out.println(Version.name());
      System.exit(afterPrinting(ExitCode.OK, out, err));
    }
    Interruption interruption = Interruption.guardThisThread(List.of(arguments), err);
    int exitCode = afterPrinting(run(arguments, out, err), out, err);
    interruption.done();
    System.exit(exitCode);
  }

  /** Reads {@code help COMMAND} as people mean it. */
  static String[] withHelpAsOption(String... arguments) {
    boolean asksForHelp = arguments.length > 0 && arguments[0].equals("help");
    return asksForHelp
        ? Stream.concat(Arrays.stream(arguments).skip(1).limit(1), Stream.of("--help"))
            .toArray(String[]::new)
        : arguments;
  }

  private static int run(String[] given, PrintWriter out, PrintWriter err) {
    String[] arguments = withHelpAsOption(given);
    CommandLine program = Program.of(out, err, Program.commandsFor(arguments));
    String[] all;
    try {
      all =
          Configuration.read(
                  System.getenv(), Path.of(""), Path.of(System.getProperty("user.home", "")))
              .addTo(arguments, program, new Program.All());
    } catch (IllegalArgumentException e) {
      Failures.fail(String.valueOf(e.getMessage()), List.of(arguments), err);
      return ExitCode.USAGE;
    }
    int exitCode = program.execute(all);
    if (exitCode == ExitCode.USAGE && all.length > arguments.length) {
      Failures.say("Some options are configured; preflight config shows by what", List.of(), err);
    }
    return exitCode;
  }

  /** Returns a command's exit code, or that of results that could not be written. */
  private static int afterPrinting(int exitCode, StandardOutput out, PrintWriter err) {
    out.flush();
    IOException failure = out.failure();
    boolean isGood = exitCode == ExitCode.OK || exitCode == ExitCode.INVALID;
    if (failure == null || !isGood || StandardOutput.isReaderGone(failure)) {
      err.flush();
      return exitCode;
    }
    Failures.fail(Failures.describe(new LostOutputException(failure), List.of()), List.of(), err);
    return ExitCode.UNUSABLE;
  }

  @Override
  public void run() {
    throw Usage.error(spec, "Which command? These are there:");
  }
}
