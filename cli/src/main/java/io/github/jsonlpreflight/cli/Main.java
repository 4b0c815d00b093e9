package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program. */
@Command(
    name = "preflight",
    description = "Check, cut and upload JSON Lines files to datasets.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
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
  /** The commands by their names, in the order of the help. */
  private static final Map<String, Class<?>> COMMANDS = commands();

  private static final Set<String> VERSION = Set.of("--version", "-V");

  @Spec private CommandSpec spec;

  private Main() {}

  private static Map<String, Class<?>> commands() {
    Map<String, Class<?>> commands = new LinkedHashMap<>();
    commands.put("validate", ValidateCommand.class);
    commands.put("profile", ProfileCommand.class);
    commands.put("split", SplitCommand.class);
    commands.put("upload", UploadCommand.class);
    commands.put("status", StatusCommand.class);
    commands.put("repair", RepairCommand.class);
    commands.put("sandbox", SandboxCommand.class);
    commands.put("explain", ExplainCommand.class);
    commands.put("doctor", DoctorCommand.class);
    commands.put("config", ConfigCommand.class);
    return commands;
  }

  /**
   * Returns the commands that the arguments can be about. To know a command's options takes as long
   * as many a run, and all of them are only needed to list them or to see what was meant.
   */
  static Collection<Class<?>> commandsFor(String... arguments) {
    Class<?> named = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
    if (named != null) {
      return List.of(named);
    }
    return COMMANDS.values();
  }

  /** Runs the program and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT); // digits that every program reads
    StandardOutput out = StandardOutput.ofProcess();
    PrintWriter err = new PrintWriter(System.err, /* autoFlush= */ false, StandardCharsets.UTF_8);
    if (arguments.length == 1 && VERSION.contains(arguments[0])) {
      // Scripts ask for it before anything else; it needs neither options nor settings.
      out.println(name());
      System.exit(afterPrinting(ExitCode.OK, out, err));
    }
    Interruption interruption = Interruption.guardThisThread(err);
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
    CommandLine program = commandLine(out, err, commandsFor(arguments));
    String[] all;
    try {
      all =
          Configuration.read(
                  System.getenv(), Path.of(""), Path.of(System.getProperty("user.home", "")))
              .addTo(arguments, program);
    } catch (IllegalArgumentException e) {
      fail(String.valueOf(e.getMessage()), List.of(arguments), err);
      return ExitCode.USAGE;
    }
    int exitCode = program.execute(all);
    if (exitCode == ExitCode.USAGE && all.length > arguments.length) {
      say("Some options are configured; preflight config shows by what", List.of(), err);
    }
    return exitCode;
  }

  /** Returns the whole program. */
  static CommandLine program(PrintWriter out, PrintWriter err) {
    return commandLine(out, err, COMMANDS.values());
  }

  static List<String> commandNames() {
    return List.copyOf(COMMANDS.keySet());
  }

  static boolean isCommand(String name) {
    return COMMANDS.containsKey(name);
  }

  /** Tells whether any command has an option of that name, given without its dashes. */
  static boolean hasOption(String name) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return program(nowhere, nowhere).getSubcommands().values().stream()
        .anyMatch(command -> command.getCommandSpec().findOption("--" + name) != null);
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
    fail(describe(new LostOutputException(failure)), List.of(), err);
    return ExitCode.UNUSABLE;
  }

  static CommandLine commandLine(PrintWriter out, PrintWriter err, Collection<Class<?>> commands) {
    CommandLine commandLine = new CommandLine(new Main());
    commands.forEach(commandLine::addSubcommand);
    commandLine.setOut(out);
    commandLine.setErr(err);
    commandLine.setUsageHelpAutoWidth(true);
    commandLine.setAbbreviatedOptionsAllowed(false);
    commandLine.setExpandAtFiles(false); // a file may be called like that
    OptionValues.register(commandLine);
    commandLine.setParameterExceptionHandler(Main::explainUsage);
    commandLine.setExecutionExceptionHandler(Main::explainFailure);
    for (CommandLine command : commandLine.getSubcommands().values()) {
      command.getCommandSpec().mixinStandardHelpOptions(true);
      command.getCommandSpec().usageMessage().sortOptions(false);
      command.getCommandSpec().usageMessage().abbreviateSynopsis(true);
      command.setHelpFactory(
          (options, colors) -> new CommandLine.Help(OptionGroups.group(options), colors));
      if (!(command.getCommand() instanceof ValidateCommand)) {
        OutputOptions.offerTextAndJson(command.getCommandSpec());
      }
    }
    return commandLine;
  }

  @Override
  public void run() {
    throw Usage.error(spec, "Which command? These are there:");
  }

  private static int explainUsage(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    fail(Messages.printable(Suggestions.message(e)), List.of(arguments), err);
    if (arguments.length == 0) {
      command.usage(err);
    } else {
      err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    }
    err.flush();
    return ExitCode.USAGE;
  }

  private static int explainFailure(
      Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    List<String> arguments = parsed.originalArgs();
    int exitCode;
    if (e instanceof PreflightException failure) {
      fail(OptionNames.toFlags(String.valueOf(failure.getMessage())), arguments, err);
      exitCode = ExitCode.of(failure.code());
    } else if (e instanceof LostOutputException lost && lost.isReaderGone()) {
      exitCode = ExitCode.READER_GONE;
    } else if (e instanceof IOException failure) {
      fail(describe(failure), arguments, err);
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
  private static void fail(String sentence, List<String> arguments, PrintWriter err) {
    say("preflight: " + sentence, arguments, err);
  }

  private static void say(String line, List<String> arguments, PrintWriter err) {
    err.println(WordWrap.ofErrors(arguments).wrap(line));
    err.flush();
  }

  private static String describe(IOException e) {
    if (e instanceof ClosedByInterruptException || e instanceof InterruptedIOException) {
      return "interrupted; running it again goes on";
    }
    if (e instanceof FileSystemException file) {
      return Messages.printable("Cannot use " + file.getFile() + ": " + causeOf(file));
    }
    return Messages.printable(String.valueOf(e.getMessage()));
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

  /** Returns which version this is, as the jar's manifest has it. */
  static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "(development)" : version;
  }

  private static String name() {
    return "preflight " + version();
  }

  /** The names of the commands, for completion. */
  static final class CommandNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return commandNames().iterator();
    }
  }

  /** Says which version this is. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {name()};
    }
  }
}
