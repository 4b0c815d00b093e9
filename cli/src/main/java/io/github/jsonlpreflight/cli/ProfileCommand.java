package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.files.InputFiles;
import io.github.jsonlpreflight.cli.files.RecordFile;
import io.github.jsonlpreflight.cli.files.StandardOutput;
import io.github.jsonlpreflight.cli.options.CommandFiles;
import io.github.jsonlpreflight.cli.options.FindingsOutputOptions;
import io.github.jsonlpreflight.cli.options.OptionGroups;
import io.github.jsonlpreflight.cli.options.ReadingOptions;
import io.github.jsonlpreflight.cli.options.ShellWord;
import io.github.jsonlpreflight.cli.options.Usage;
import io.github.jsonlpreflight.cli.profile.ProfileJson;
import io.github.jsonlpreflight.cli.profile.ProfileText;
import io.github.jsonlpreflight.cli.profile.ShownProfile;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.profiler.ProfileOptions;
import io.github.jsonlpreflight.profiler.Profiler;
import io.github.jsonlpreflight.profiler.SuggestedSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "profile",
    description = "Show what the fields of files hold, and suggest a dataset's schema.",
    footer = {
      "%nSeveral files are looked at as one. Examples:",
      "  preflight profile reviews.jsonl --suggest-schema schema.json",
      "  zcat reviews.jsonl.gz | preflight profile --no-values -"
    })
final class ProfileCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "JSON Lines files, plain or compressed; - is standard input, and a directory stands for its"
              + " files.")
  private List<String> arguments = List.of();

  @Option(
      names = "--suggest-schema",
      paramLabel = "FILE",
      description =
          "Write a dataset schema there that the records pass; - is standard output, and the profile"
              + " then goes to standard error.")
  private @Nullable Path suggestSchema;

  @Option(
      names = "--max-fields",
      paramLabel = "N",
      defaultValue = "" + ProfileOptions.DEFAULT_MAX_FIELDS,
      description = "Fields told apart; others are only counted. Default: ${DEFAULT-VALUE}.")
  private int maxFields;

  @Option(
      names = "--levels",
      paramLabel = "N",
      defaultValue = "" + ProfileOptions.DEFAULT_LEVELS,
      description =
          "How deep fields are looked for: 1 is the top only, 2 adds a.b and a[]. Default:"
              + " ${DEFAULT-VALUE}.")
  private int levels;

  @Mixin(name = OptionGroups.READING)
  private ReadingOptions reading;

  @Mixin(name = OptionGroups.OUTPUT)
  private FindingsOutputOptions output;

  private ProfileCommand() {}

  @Override
  public Integer call() throws IOException {
    boolean schemaIsPrinted = suggestSchema != null && StandardOutput.is(suggestSchema);
    List<InputFiles.Input> inputs = InputFiles.expand(arguments);
    List<String> files = inputs.stream().map(InputFiles.Input::name).toList();
    requireSeparateFiles(files, schemaIsPrinted);
    Console console = schemaIsPrinted ? output.console().withResultsOnError() : output.console();
    Profiler profiler = Profiler.create(options());
    Map<String, PreflightException> unusable = new LinkedHashMap<>();
    for (InputFiles.Input file : inputs) {
      try {
        if (file.unusable() != null) {
          throw file.unusable();
        }
        profiler.read(InputFiles.source(file.name()));
      } catch (PreflightException e) {
        unusable.put(file.name(), e);
      }
    }
    ShownProfile shown = ShownProfile.of(files, unusable, profiler.profile());
    if (output.isJson()) {
      ProfileJson.print(shown, console.out());
    } else {
      new ProfileText(shown, console).print(suggestSchema != null);
    }
    if (!unusable.isEmpty()) {
      if (suggestSchema != null) {
        console.say("No schema was written: not every input could be used");
      }
      return ExitCode.of(unusable.values().iterator().next().code());
    }
    if (suggestSchema != null) {
      write(shown.suggestion(), suggestSchema);
    }
    advise(shown, console, schemaIsPrinted);
    return ExitCode.OK;
  }

  private void requireSeparateFiles(List<String> files, boolean schemaIsPrinted)
      throws IOException {
    CommandFiles all = new CommandFiles(spec);
    if (!schemaIsPrinted) {
      all.printsResults();
    }
    for (String file : files) {
      all.input(file);
    }
    all.writes("--suggest-schema", suggestSchema);
  }

  private ProfileOptions options() {
    return Usage.checked(
        spec,
        () ->
            ProfileOptions.builder()
                .maxFields(maxFields)
                .levels(levels)
                .maxListed(output.maxErrors())
                .keepsValues(!output.hidesValues())
                .reading(reading.toReadOptions())
                .build());
  }

  private static void write(Optional<SuggestedSchema> suggestion, Path target) throws IOException {
    SuggestedSchema schema =
        suggestion.orElseThrow(
            () ->
                new PreflightException(
                    ErrorCode.NOTHING_TO_UPLOAD,
                    "No schema can be suggested: no record is a JSON object with a field that a"
                        + " schema could name"));
    try (RecordFile file = RecordFile.create(target)) {
      file.add(schema.toJson());
      file.commit();
    }
  }

  private void advise(ShownProfile shown, Console console, boolean schemaIsPrinted) {
    if (output.quiet() || shown.suggestion().isEmpty() || schemaIsPrinted) {
      return;
    }
    console.say(
        suggestSchema == null
            ? "Next: --suggest-schema schema.json writes a dataset schema for these records"
            : "Next: read "
                + Humanize.path(suggestSchema)
                + ", mend what you know better, and try it: preflight validate --schema "
                + Stream.concat(Stream.of(suggestSchema.toString()), arguments.stream())
                    .map(ShellWord::quote)
                    .collect(Collectors.joining(" ")));
  }
}
