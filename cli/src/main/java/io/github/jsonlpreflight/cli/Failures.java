package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.cli.console.WordWrap;
import io.github.jsonlpreflight.cli.files.LostOutputException;
import io.github.jsonlpreflight.cli.options.OptionNames;
import io.github.jsonlpreflight.cli.options.SimilarNames;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says on standard error why a command did not do what it was to do, and ends it accordingly. */
final class Failures {
  /** The commands that go on where they were interrupted. */
  private static final Set<String> GOING_ON = Set.of("split", "upload", "repair");

  private Failures() {}

  static int explainUsage(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    fail(Messages.printable(messageOf(e)), List.of(arguments), err);
    if (arguments.length == 0) {
      command.usage(err);
    } else {
      err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    }
    err.flush();
    return ExitCode.USAGE;
  }

  private static String messageOf(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return String.valueOf(e.getMessage());
    }
    CommandLine command = e.getCommandLine();
    String first = unmatched.getUnmatched().get(0);
    if (unmatched.isUnknownOption()) {
      String name = first.replaceFirst("=.*", "");
      List<String> options =
          command.getCommandSpec().options().stream().map(OptionSpec::longestName).toList();
      return "There is no option " + name + SimilarNames.meant(name, options);
    }
    return command.getSubcommands().isEmpty()
        ? "There is no use for " + String.join(" ", unmatched.getUnmatched())
        : noCommand(first, command.getSubcommands().keySet());
  }

  static String noCommand(String written, Collection<String> commands) {
    return "There is no command "
        + Messages.printable(written)
        + SimilarNames.meant(written, commands);
  }

  static int explainFailure(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    List<String> arguments = parsed.originalArgs();
    int exitCode;
    if (e instanceof PreflightException failure) {
      fail(OptionNames.toFlags(String.valueOf(failure.getMessage())), arguments, err);
      exitCode = ExitCode.of(failure.code());
    } else if (e instanceof LostOutputException lost && lost.isReaderGone()) {
      exitCode = ExitCode.READER_GONE;
    } else if (e instanceof IOException failure) {
      fail(describe(failure, arguments), arguments, err);
      exitCode = ExitCode.UNUSABLE;
    } else if (e instanceof InvalidPathException failure) {
      fail(
          "Cannot use "
              + Messages.printable(failure.getInput())
              + ": this system has no such file names; is the locale UTF-8?",
          arguments,
          err);
      exitCode = ExitCode.UNUSABLE;
    } else {
      fail("a fault in Preflight itself; please report it with what follows", arguments, err);
      e.printStackTrace(err);
      exitCode = ExitCode.FAULT;
    }
    err.flush();
    return exitCode;
  }

  /** Says why a command did not do what it was to do. */
  static void fail(String sentence, List<String> arguments, PrintWriter err) {
    say("preflight: " + sentence, arguments, err);
  }

  static void say(String line, List<String> arguments, PrintWriter err) {
    err.println(WordWrap.ofErrors(arguments).wrap(line));
    err.flush();
  }

  static String describe(IOException e, List<String> arguments) {
    if (e instanceof ClosedByInterruptException || e instanceof InterruptedIOException) {
      return interrupted(arguments);
    }
    if (e instanceof FileSystemException file) {
      return Messages.printable("Cannot use " + file.getFile() + ": " + causeOf(file));
    }
    return Messages.printable(String.valueOf(e.getMessage()));
  }

  /** Says what a signal has done to a command. */
  static String interrupted(List<String> arguments) {
    boolean goesOn = !arguments.isEmpty() && GOING_ON.contains(arguments.get(0));
    return goesOn ? "interrupted; running it again goes on" : "interrupted";
  }

  private static String causeOf(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file or directory";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "it is there already";
    }
    return e.getReason() == null ? "the system does not say why" : e.getReason();
  }
}
