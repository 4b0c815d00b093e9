package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.console.ProgressLine;
import io.github.jsonlpreflight.cli.files.InputFiles;
import io.github.jsonlpreflight.cli.files.LostOutputException;
import io.github.jsonlpreflight.cli.files.ReportFile;
import io.github.jsonlpreflight.cli.files.StandardOutput;
import io.github.jsonlpreflight.cli.options.CommandFiles;
import io.github.jsonlpreflight.cli.options.FindingsOutputOptions;
import io.github.jsonlpreflight.cli.options.OptionGroups;
import io.github.jsonlpreflight.cli.options.ReadingOptions;
import io.github.jsonlpreflight.cli.options.ReportOptions;
import io.github.jsonlpreflight.cli.options.RuleOptions;
import io.github.jsonlpreflight.cli.options.ServiceArguments;
import io.github.jsonlpreflight.cli.options.ShellWord;
import io.github.jsonlpreflight.cli.options.Usage;
import io.github.jsonlpreflight.cli.report.ReportSettings;
import io.github.jsonlpreflight.cli.report.ReportedOutput;
import io.github.jsonlpreflight.cli.report.page.CommandReport;
import io.github.jsonlpreflight.cli.validation.ShownValidation;
import io.github.jsonlpreflight.cli.validation.SortedRecords;
import io.github.jsonlpreflight.cli.validation.ValidationOutput;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordValidator;
import io.github.jsonlpreflight.validator.RecordVerdict;
import io.github.jsonlpreflight.validator.ValidationSummary;
import io.github.jsonlpreflight.validator.ValidatorOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "validate",
    description = "Check every record of files against a schema; upload nothing.",
    footer = {
      "%nExamples:",
      "  preflight validate --schema reviews.schema.json reviews.jsonl",
      "  preflight validate --schema reviews.schema.json reviews/ more.jsonl.gz",
      "  curl … | preflight validate --schema reviews.schema.json -"
    })
final class ValidateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description =
          "JSON Lines files, plain or compressed with gzip or zstd; - is standard input, and a"
              + " directory stands for its *.jsonl, *.ndjson and their .gz and .zst.")
  private List<String> arguments = List.of();

  @Mixin(name = OptionGroups.RULES)
  private RuleOptions rules;

  @Mixin(name = OptionGroups.SERVICE)
  private ServiceArguments service;

  @Mixin(name = OptionGroups.READING)
  private ReadingOptions reading;

  @Mixin(name = OptionGroups.OUTPUT)
  private FindingsOutputOptions output;

  @Mixin private ReportOptions report;

  @Option(
      names = "--fail-fast",
      description = "Stop at the first invalid record, or the first file that cannot be used.")
  private boolean failFast;

  @Option(
      names = "--valid-out",
      paramLabel = "FILE",
      description =
          "Write the valid records there, byte for byte; - is standard output, and results then go"
              + " to standard error.")
  private @Nullable Path validOut;

  @Option(
      names = "--rejected-out",
      paramLabel = "FILE",
      description = "Write the invalid records there, byte for byte; - as above.")
  private @Nullable Path rejectedOut;

  @Option(
      names = "--explain-schema",
      description = "Print the JSON Schema that records are judged by, and stop.")
  private boolean explainSchema;

  @Option(
      names = "--explain-plan",
      description = "Print what of the schema is beyond the fast way of judging, and stop.")
  private boolean explainPlan;

  private ValidateCommand() {}

  @Override
  public Integer call() throws IOException {
    List<InputFiles.Input> files = InputFiles.expand(arguments);
    requireSeparateFiles(files);
    Console console =
        writesToStandardOutput()
            ? output.consoleOfAnyFormat().withResultsOnError()
            : output.consoleOfAnyFormat();
    RecordSchema schema = schema();
    RecordValidator validator = RecordValidator.create(schema, judging());
    if (explainSchema) {
      console.out().println(schema.toJsonSchema());
      return ExitCode.OK;
    }
    if (explainPlan) {
      explainPlan(validator, console);
      return ExitCode.OK;
    }
    if (files.isEmpty()) {
      throw Usage.error(spec, "Missing FILE: which file is to be checked?");
    }
    try (ReportFile page = report.begin();
        ProgressLine progress = output.progress(console);
        ValidationOutput results = results(schema, page != null, console);
        SortedRecords sorted = new SortedRecords(validOut, rejectedOut)) {
      ShownValidation validation = new ShownValidation(validator, schema, results, progress);
      int exitCode = ExitCode.OK;
      for (InputFiles.Input file : files) {
        int fileCode = validate(file, validation, results, sorted, console);
        exitCode = Math.max(exitCode, fileCode);
        if (failFast && fileCode != ExitCode.OK) {
          break;
        }
      }
      results.finish();
      if (page != null && results instanceof ReportedOutput reported) {
        page.write(describe(schema, files).page(reported.validation()));
      }
      if (exitCode == ExitCode.INVALID && !output.quiet() && output.isText()) {
        console.text().println(nextStep());
      }
      if (exitCode == ExitCode.OK || exitCode == ExitCode.INVALID) {
        sorted.commit();
      } else if (sorted.hasFiles()) {
        console.say("No record was written to a file: not every input could be used");
      }
      return exitCode;
    }
  }

  private ValidationOutput results(RecordSchema schema, boolean isReported, Console console) {
    ValidationOutput shown = ValidationOutput.of(output, schema, console);
    return isReported ? new ReportedOutput(shown, schema, judging(), output) : shown;
  }

  private ValidatorOptions judging() {
    return rules.toValidatorOptions(reading.toReadOptions());
  }

  private CommandReport describe(RecordSchema schema, List<InputFiles.Input> files) {
    String name = rules.schemaName(service.hasDataset() ? service.dataset() : "");
    return new CommandReport(
        spec.name(),
        files.size() == 1 ? files.get(0).name() : Humanize.count(files.size(), "file"),
        ReportSettings.of(name, schema, judging(), null, null, output.hidesValues()),
        "preflight validate "
            + (rules.hasSchemaFile()
                ? "--schema " + ShellWord.quote(name)
                : "--dataset " + ShellWord.quote(service.dataset()))
            + " --max-errors 0 "
            + (files.size() == 1 ? ShellWord.quote(files.get(0).name()) : "…"));
  }

  private String nextStep() {
    return rejectedOut == null || rejectedOut.toString().equals(StandardOutput.NAME)
        ? "Next: mend these lines and validate again, or sort them out: --valid-out FILE"
            + " --rejected-out FILE"
        : "Next: mend "
            + Humanize.path(rejectedOut)
            + " and validate it again; it holds the invalid records as they are";
  }

  private void requireSeparateFiles(List<InputFiles.Input> files) throws IOException {
    CommandFiles all = new CommandFiles(spec);
    if (!writesToStandardOutput()) {
      all.printsResults();
    }
    for (InputFiles.Input file : files) {
      all.input(file.name());
    }
    rules.addTo(all);
    service.addTo(all);
    all.writes("--valid-out", validOut);
    all.writes("--rejected-out", rejectedOut);
    report.addTo(all);
  }

  private boolean writesToStandardOutput() throws IOException {
    return (validOut != null && StandardOutput.is(validOut))
        || (rejectedOut != null && StandardOutput.is(rejectedOut));
  }

  private static void explainPlan(RecordValidator validator, Console console) {
    List<String> slow = validator.slowParts();
    if (slow.isEmpty()) {
      console.text().println("Everything in this schema is judged the fast way.");
      return;
    }
    console.text().println("Records that meet these are judged the slow way:");
    slow.forEach(part -> console.text().println("  " + Messages.printable(part)));
  }

  private RecordSchema schema() throws IOException {
    if (rules.hasSchemaFile()) {
      return rules.readSchema();
    }
    if (service.hasDataset()) {
      return service.fetchSchema(rules);
    }
    throw Usage.error(spec, "Missing --schema FILE, or --dataset ID to fetch the schema from");
  }

  private int validate(
      InputFiles.Input file,
      ShownValidation validation,
      ValidationOutput results,
      SortedRecords sorted,
      Console console)
      throws IOException {
    results.begin(file.name());
    try {
      if (file.unusable() != null) {
        throw file.unusable();
      }
      JsonlSource source = InputFiles.source(file.name());
      ValidationSummary summary =
          validation.validate(
              source,
              (record, verdict) -> {
                sorted.add(record, verdict, source);
                boolean isEnough = failFast && verdict instanceof RecordVerdict.Invalid;
                return !isEnough && !isForNothing(console);
              });
      IOException lost = console.failure();
      if (lost != null && isForNothing(console)) {
        throw new LostOutputException(lost);
      }
      return summary.invalid() == 0 ? ExitCode.OK : ExitCode.INVALID;
    } catch (PreflightException e) {
      results.unusable(e);
      return ExitCode.of(e.code());
    }
  }

  /** Tells whether nobody gets to see what is found, and no file is written either. */
  private boolean isForNothing(Console console) {
    return console.failure() != null
        && validOut == null
        && rejectedOut == null
        && report.file() == null;
  }
}
