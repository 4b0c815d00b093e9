package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.validator.Note;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordValidator;
import io.github.jsonlpreflight.validator.RecordVerdict;
import io.github.jsonlpreflight.validator.ValidationSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
      "  zcat reviews.jsonl.gz | preflight validate --schema reviews.schema.json -"
    })
final class ValidateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "JSON Lines files; - is standard input.")
  private List<String> files = List.of();

  @Mixin private RuleOptions rules;
  @Mixin private ServiceArguments service;
  @Mixin private ReadingOptions reading;
  @Mixin private OutputOptions output;

  @Option(names = "--fail-fast", description = "Stop at the first invalid record.")
  private boolean failFast;

  @Option(
      names = "--valid-out",
      paramLabel = "FILE",
      description = "Write the valid records there, byte for byte.")
  private @Nullable Path validOut;

  @Option(
      names = "--rejected-out",
      paramLabel = "FILE",
      description = "Write the invalid records there, byte for byte.")
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
    Console console = output.console();
    RecordSchema schema = schema();
    if (explainSchema) {
      console.out().println(schema.toJsonSchema());
      return ExitCode.OK;
    }
    RecordValidator validator =
        RecordValidator.create(schema, rules.toValidatorOptions(reading.toReadOptions()));
    if (explainPlan) {
      explainPlan(validator, console);
      return ExitCode.OK;
    }
    if (files.isEmpty()) {
      throw Usage.error(spec, "Missing FILE: which file is to be checked?");
    }
    requireSeparateFiles();
    try (ValidationOutput results = ValidationOutput.of(output, console);
        Sorting sorting = new Sorting(validOut, rejectedOut)) {
      int exitCode = ExitCode.OK;
      for (String file : files) {
        exitCode = Math.max(exitCode, validate(file, validator, schema.notes(), results, sorting));
        if (failFast && exitCode == ExitCode.INVALID) {
          break;
        }
      }
      sorting.commit();
      results.finish();
      return exitCode;
    }
  }

  /** An output that is also an input, or both outputs, would end what it was to keep. */
  private void requireSeparateFiles() throws IOException {
    List<Path> outputs = Stream.of(validOut, rejectedOut).filter(Objects::nonNull).toList();
    List<Path> others =
        new ArrayList<>(files.stream().filter(f -> !f.equals("-")).map(Path::of).toList());
    for (Path output : outputs) {
      for (Path other : others) {
        if (isSame(output, other)) {
          throw Usage.error(
              spec,
              "Output "
                  + Messages.printable(output.toString())
                  + " is another file of this command");
        }
      }
      others.add(output);
    }
  }

  private static boolean isSame(Path one, Path other) throws IOException {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize())
        || (Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other));
  }

  private static void explainPlan(RecordValidator validator, Console console) {
    List<String> slow = validator.slowParts();
    if (slow.isEmpty()) {
      console.out().println("Everything in this schema is judged the fast way.");
      return;
    }
    console.out().println("Records that meet these are judged the slow way:");
    slow.forEach(part -> console.out().println("  " + Messages.printable(part)));
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
      String file,
      RecordValidator validator,
      List<Note> schemaNotes,
      ValidationOutput results,
      Sorting sorting)
      throws IOException {
    JsonlSource source =
        file.equals("-") ? JsonlSource.stream("-", System.in) : JsonlSource.file(Path.of(file));
    results.begin(file);
    try {
      ValidationSummary summary =
          validator.validate(
              source,
              (record, verdict) -> {
                results.record(record, verdict);
                sorting.add(record, verdict, source);
                return !(failFast && verdict instanceof RecordVerdict.Invalid);
              });
      List<Note> notes = new ArrayList<>(summary.notes());
      notes.addAll(schemaNotes);
      results.end(summary, notes);
      return summary.invalid() == 0 ? ExitCode.OK : ExitCode.INVALID;
    } catch (PreflightException e) {
      results.unusable(e);
      return ExitCode.of(e.code());
    }
  }

  /** Writes valid and invalid records to files of their own, where one was asked for. */
  private static final class Sorting implements AutoCloseable {
    private final @Nullable RecordFile valid;
    private final @Nullable RecordFile rejected;

    Sorting(@Nullable Path valid, @Nullable Path rejected) throws IOException {
      this.valid = valid == null ? null : new RecordFile(valid);
      this.rejected = rejected == null ? null : new RecordFile(rejected);
    }

    void add(JsonlRecord record, RecordVerdict verdict, JsonlSource source) throws IOException {
      RecordFile target = verdict.match(good -> valid, bad -> rejected);
      if (target != null) {
        target.add(record, source);
      }
    }

    void commit() throws IOException {
      if (valid != null) {
        valid.commit();
      }
      if (rejected != null) {
        rejected.commit();
      }
    }

    @Override
    public void close() throws IOException {
      if (valid != null) {
        valid.close();
      }
      if (rejected != null) {
        rejected.close();
      }
    }
  }
}
