package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.validator.ValidationSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "validate",
    description = "Check every record of files against a schema; write what was found to a folder.")
final class ValidateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      arity = "1..*",
      description =
          "JSON Lines files, plain or compressed with gzip or zstd, directories of them, or patterns"
              + " like logs/*.jsonl; in any file system that Hadoop reads.")
  private List<String> paths = List.of();

  @Mixin private JobRules rules;

  @Option(
      names = "--out-dir",
      paramLabel = "DIR",
      required = true,
      description = "Where the results go: a folder that is empty or not there.")
  private String outDir;

  @Option(
      names = "--valid",
      description = "Write the valid records too, into the folder valid of DIR.")
  private boolean writesValid;

  @Option(
      names = "--max-errors",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "Errors (and warnings) of a file in validation.json; the folders errors and warnings"
              + " have all. 0 lists all. Default: ${DEFAULT-VALUE}.")
  private long maxErrors;

  @Option(
      names = "--split-bytes",
      paramLabel = "SIZE",
      defaultValue = "128MiB",
      converter = JobRules.Sizes.class,
      description = "How much of a plain file a task reads. Default: ${DEFAULT-VALUE}.")
  private long splitBytes;

  private final Supplier<SparkSession> session;

  ValidateCommand(Supplier<SparkSession> session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    if (maxErrors < 0) {
      throw new ParameterException(
          spec.commandLine(), "--max-errors is " + maxErrors + "; it starts at 0, which lists all");
    }
    SparkOptions options = rules.options(splitBytes);
    Cluster cluster = new Cluster(session.get());
    Configuration conf = cluster.conf();
    Rules judging = rules.read(options, conf);
    JobOutput.requireEmpty(new Path(outDir), conf);
    List<Inputs.Input> inputs = Inputs.look(paths, judging.reading().ofDriver(), conf);
    List<HadoopFile> files = new ArrayList<>();
    for (Inputs.Input input : inputs) {
      if (input.file() != null) {
        files.add(input.file());
      }
    }
    List<Split> splits =
        SplitCounts.place(Splits.of(files, options.splitBytes(), conf), judging.reading(), cluster);
    JobOutput output = JobOutput.begin(new Path(outDir), conf);
    List<SplitResult> results;
    try {
      results =
          cluster.run(
              "Preflight: validate",
              RepeatedRecords.beside(splits, judging, cluster),
              new ValidateTask(judging, output, writesValid));
      for (HadoopFile file : files) {
        file.requireUnchanged(conf);
      }
      output.commit(conf);
    } catch (IOException | RuntimeException e) {
      output.abort(conf);
      throw e;
    }
    return report(inputs, splits, results, judging, new OutputFolder(new Path(outDir), conf));
  }

  private int report(
      List<Inputs.Input> inputs,
      List<Split> splits,
      List<SplitResult> results,
      Rules judging,
      OutputFolder folder)
      throws IOException {
    Iterator<List<Split>> splitsOfFiles = Splits.byFile(splits).values().iterator();
    boolean allUsable = true;
    RecordCounts counts = RecordCounts.NONE;
    try (ValidationDocument document =
        new ValidationDocument(
            folder, maxErrors == 0 ? Long.MAX_VALUE : maxErrors, judging.parse().notes())) {
      for (Inputs.Input input : inputs) {
        List<Split> own = input.file() == null ? List.of() : splitsOfFiles.next();
        PreflightException unusable = unusable(input, own, results);
        ValidationSummary summary = unusable == null ? summary(own, results) : null;
        if (summary == null) {
          allUsable = false;
          say(unusable);
          document.unusable(input.name(), own, unusable);
        } else {
          counts = counts.plus(RecordCounts.of(summary));
          document.file(input.name(), own, summary);
        }
      }
      if (allUsable) {
        folder.concatenate(ValidateTask.Kind.REJECTED.folder(), "rejected.jsonl");
      } else {
        folder.delete(ValidateTask.Kind.REJECTED.folder());
        folder.delete(ValidateTask.Kind.VALID.folder());
      }
      document.finish(counts);
    }
    print(counts);
    if (!allUsable) {
      say("No record was written to a file: not every input could be used");
      return PreflightSparkJob.UNUSABLE;
    }
    return counts.invalid() == 0 ? PreflightSparkJob.OK : PreflightSparkJob.INVALID;
  }

  private void print(RecordCounts counts) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%,d records: %,d valid, %,d invalid%n",
        counts.records(), counts.valid(), counts.invalid());
    counts
        .duplicates()
        .ifPresent(count -> out.printf("%,d with the same bytes as an earlier one%n", count));
    out.flush();
  }

  private static @Nullable PreflightException unusable(
      Inputs.Input input, List<Split> splits, List<SplitResult> results) {
    if (input.unusable() != null) {
      return input.unusable();
    }
    for (Split split : splits) {
      PreflightException failure = results.get(split.index()).exception();
      if (failure != null) {
        return failure;
      }
    }
    return null;
  }

  private static @Nullable ValidationSummary summary(
      List<Split> splits, List<SplitResult> results) {
    ValidationSummary all = null;
    for (Split split : splits) {
      SplitSummary found = results.get(split.index()).summary();
      if (found == null) {
        return null;
      }
      all = all == null ? found.toSummary() : all.then(found.toSummary());
    }
    return all;
  }

  private void say(@Nullable PreflightException unusable) {
    if (unusable != null) {
      say(OptionNames.toFlags(String.valueOf(unusable.getMessage())));
    }
  }

  private void say(String what) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("preflight: " + what);
    err.flush();
  }
}
