package io.github.jsonlpreflight.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The program in {@code benchmarks.jar}: JMH's own, with presets, tables and data files. */
public final class Benchmarks {
  private static final PrintStream OUT = new PrintStream(System.out, true, UTF_8);

  private Benchmarks() {}

  /** What a preset decides itself. */
  private static final List<String> PARAMETERS =
      List.of("shape", "schema", "threads", "invalidOneIn");

  private static final String USAGE =
      """
      --preset quick|standard|full [JMH options without -p] [names]
      --table RESULTS.json...
      --data FILE MEGABYTES SHAPE INVALID_ONE_IN
      or JMH's own arguments; -h lists them
      """;

  /** Runs what the first argument says, or else JMH. */
  public static void main(String[] args)
      throws IOException, RunnerException, CommandLineOptionException {
    String first = args.length == 0 ? "" : args[0];
    if (first.equals("--preset") && args.length > 1 && preset(args[1]).isPresent()) {
      CommandLineOptions given = new CommandLineOptions(Arrays.copyOfRange(args, 2, args.length));
      if (PARAMETERS.stream().anyMatch(name -> given.getParameter(name).hasValue())) {
        usage();
      }
      run(preset(args[1]).get(), given);
    } else if (first.equals("--table") && args.length > 1) {
      OUT.print(Figures.read(Arrays.stream(args).skip(1).map(Path::of).toList()).markdown());
    } else if (first.equals("--data") && args.length == 5) {
      OUT.println(writeData(args) + " records are invalid");
    } else if (first.startsWith("--")) {
      usage();
    } else {
      Main.main(args);
    }
  }

  private static void usage() {
    System.err.print(USAGE);
    System.exit(2);
  }

  private static Optional<Preset> preset(String name) {
    return Arrays.stream(Preset.values())
        .filter(preset -> preset.name().equalsIgnoreCase(name))
        .findFirst();
  }

  private static int writeData(String... args) throws IOException {
    return DataFile.write(
        Path.of(args[1]),
        Long.parseLong(args[2]) * 1_000_000,
        Shape.valueOf(args[3].toUpperCase(Locale.ROOT)),
        Integer.parseInt(args[4]));
  }

  private static void run(Preset preset, CommandLineOptions given)
      throws IOException, RunnerException {
    List<Trial> trials = selected(preset.trials(), given.getIncludes());
    if (trials.isEmpty()) {
      OUT.println("No benchmark of this preset has such a name");
      return;
    }
    String results =
        given.getResult().orElse("jmh-" + preset.name().toLowerCase(Locale.ROOT) + ".json");
    List<RunResult> all = new ArrayList<>();
    for (Trial trial : trials) {
      OUT.printf(Locale.ROOT, "# Trial %d of %d%n", all.size() + 1, trials.size());
      all.addAll(new Runner(options(preset, trial, given).build()).run());
      // After each, so that a run that is broken off leaves what it has measured.
      ResultFormatFactory.getInstance(ResultFormatType.JSON, results).writeOut(all);
    }
    OUT.println(Figures.read(List.of(Path.of(results))).markdown());
    OUT.println("Results are in " + results);
  }

  /** Returns the trials whose names match one of the regular expressions, as JMH selects. */
  static List<Trial> selected(Collection<Trial> trials, List<String> includes) {
    return trials.stream()
        .filter(
            trial ->
                includes.isEmpty()
                    || includes.stream()
                        .anyMatch(
                            regex -> Pattern.compile(regex).matcher(trial.benchmark()).find()))
        .toList();
  }

  /** Returns the preset's options where the command line says nothing else. */
  private static ChainedOptionsBuilder options(
      Preset preset, Trial trial, CommandLineOptions given) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .parent(given)
            .include(trial.include())
            // JMH adds the names of the command line, which have selected the trials already.
            .exclude(trial.exclude());
    trial.parameters().forEach(options::param);
    if (!given.getForkCount().hasValue()) {
      options.forks(preset.forks());
    }
    if (!given.getWarmupIterations().hasValue()) {
      options.warmupIterations(preset.warmups());
    }
    if (!given.getWarmupTime().hasValue()) {
      options.warmupTime(TimeValue.seconds(preset.warmupSeconds()));
    }
    if (!given.getMeasurementIterations().hasValue()) {
      options.measurementIterations(preset.measurements());
    }
    if (!given.getMeasurementTime().hasValue()) {
      options.measurementTime(TimeValue.seconds(preset.measurementSeconds()));
    }
    return options;
  }
}
