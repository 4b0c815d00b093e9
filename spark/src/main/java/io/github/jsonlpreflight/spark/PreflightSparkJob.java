package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.spark.SparkException;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The job for {@code spark-submit}: {@code validate} and {@code split}, with the options and exit
 * codes of {@code preflight}.
 */
@Command(
    name = "preflight-spark",
    description = "Check and cut JSON Lines files on a cluster.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every record is valid",
      "1:done, and at least one record is invalid",
      "2:wrong usage",
      "3:an input cannot be used, or an output cannot be written",
      "70:a fault in Preflight itself, or in the cluster"
    })
public final class PreflightSparkJob implements Runnable {
  static final int OK = 0;
  static final int INVALID = 1;
  static final int USAGE = 2;
  static final int UNUSABLE = 3;
  static final int FAULT = 70;

  @Spec private CommandSpec spec;

  private PreflightSparkJob() {}

  /** Runs the job and ends the process with its exit code, after Spark has ended. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    PrintWriter out = new PrintWriter(System.out, /* autoFlush= */ false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, /* autoFlush= */ false, StandardCharsets.UTF_8);
    AtomicReference<@Nullable SparkSession> begun = new AtomicReference<>();
    int exitCode;
    try {
      exitCode =
          run(
              () -> {
                SparkSession session = SparkSession.builder().appName("preflight").getOrCreate();
                begun.set(session);
                return session;
              },
              out,
              err,
              arguments);
    } finally {
      SparkSession session = begun.get();
      if (session != null) {
        session.stop();
      }
    }
    System.exit(exitCode);
  }

  /**
   * Runs the job, and returns its exit code.
   *
   * @param session begins a session, or has one; it is not asked for help or about wrong usage
   */
  static int run(
      Supplier<SparkSession> session, PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine job =
        new CommandLine(new PreflightSparkJob())
            .addSubcommand(new ValidateCommand(session))
            .addSubcommand(new SplitCommand(session));
    job.setOut(out);
    job.setErr(err);
    job.setExpandAtFiles(false);
    job.setParameterExceptionHandler(PreflightSparkJob::explainUsage);
    job.setExecutionExceptionHandler(PreflightSparkJob::explainFailure);
    for (CommandLine command : job.getSubcommands().values()) {
      command.getCommandSpec().mixinStandardHelpOptions(true);
      command.registerConverter(JobRules.Kind.class, text -> choice(JobRules.Kind.values(), text));
      command.registerConverter(
          SplitCommand.OnInvalid.class, text -> choice(SplitCommand.OnInvalid.values(), text));
    }
    return job.execute(arguments);
  }

  private static <E extends Enum<E>> E choice(E[] choices, String text) {
    StringBuilder names = new StringBuilder();
    for (E choice : choices) {
      if (choice.toString().equals(text)) {
        return choice;
      }
      names.append(names.isEmpty() ? "" : ", ").append(choice);
    }
    throw new CommandLine.TypeConversionException("'" + text + "' is none of " + names);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command: validate, split");
  }

  private static int explainUsage(ParameterException e, String[] arguments) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("preflight: " + Messages.printable(String.valueOf(e.getMessage())));
    err.println("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return USAGE;
  }

  private static int explainFailure(
      Exception e, CommandLine command, CommandLine.ParseResult arguments) {
    PrintWriter err = command.getErr();
    int exitCode = UNUSABLE;
    if (e instanceof PreflightException failure) {
      err.println("preflight: " + OptionNames.toFlags(String.valueOf(failure.getMessage())));
    } else if (e instanceof IOException failure) {
      err.println("preflight: " + Messages.printable(String.valueOf(failure.getMessage())));
    } else {
      exitCode = FAULT;
      err.println(
          isSparks(e)
              ? "preflight: the cluster could not do the work; Spark says:"
              : "preflight: a fault in Preflight itself; please report it with what follows");
      e.printStackTrace(err);
    }
    err.flush();
    return exitCode;
  }

  /** Spark throws checked exceptions that no signature names. */
  private static boolean isSparks(Exception e) {
    return e instanceof SparkException;
  }
}
