package io.github.jsonlpreflight.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JMH's results (its {@code -rf json}) as tables in Markdown, with ratios and goals. */
final class Figures {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<Trial, Score> scores = new LinkedHashMap<>();
  private final Set<String> conditions = new LinkedHashSet<>();

  /** MB/s: the mean, and the slowest and the fastest iteration. */
  private record Score(double mean, double least, double most) {}

  private Figures() {}

  /** Reads files of results; a trial that stands in several counts as in the last one. */
  static Figures read(List<Path> files) throws IOException {
    Figures figures = new Figures();
    for (Path file : files) {
      for (JsonNode result : JSON.readTree(Files.readString(file, UTF_8))) {
        figures.scores.put(trial(result), score(result.path("primaryMetric")));
        figures.conditions.add(conditions(result));
      }
    }
    return figures;
  }

  private static Trial trial(JsonNode result) {
    String name = result.path("benchmark").asString();
    int method = name.lastIndexOf('.');
    SortedMap<String, String> parameters = new TreeMap<>();
    result
        .path("params")
        .properties()
        .forEach(param -> parameters.put(param.getKey(), param.getValue().asString()));
    return new Trial(name.substring(name.lastIndexOf('.', method - 1) + 1), parameters);
  }

  private static Score score(JsonNode metric) {
    double[] iterations =
        StreamSupport.stream(metric.path("rawData").spliterator(), false)
            .flatMap(fork -> StreamSupport.stream(fork.spliterator(), false))
            .mapToDouble(JsonNode::asDouble)
            .toArray();
    double mean = metric.path("score").asDouble();
    return new Score(
        mean,
        DoubleStream.of(iterations).min().orElse(mean),
        DoubleStream.of(iterations).max().orElse(mean));
  }

  private static String conditions(JsonNode result) {
    return String.format(
        Locale.ROOT,
        "JDK %s; forks %d, warm-up %d × %s, measured %d × %s",
        result.path("jdkVersion").asString(),
        result.path("forks").asInt(),
        result.path("warmupIterations").asInt(),
        result.path("warmupTime").asString(),
        result.path("measurementIterations").asInt(),
        result.path("measurementTime").asString());
  }

  /** Returns both tables, each line of them with its end. */
  String markdown() {
    return String.join("\n", conditions) + "\n\n" + goals() + "\n" + all();
  }

  private String goals() {
    return "| goal | at least | measured | met |\n| --- | ---: | ---: | --- |\n"
        + Goal.ALL.stream().map(this::row).collect(Collectors.joining());
  }

  private String row(Goal goal) {
    Double ratio = ratio(scores.get(goal.of()), scores.get(goal.against()));
    return String.format(
        Locale.ROOT,
        "| %s | %.2f | %s | %s |\n",
        goal.what(),
        goal.least(),
        text(ratio),
        ratio == null ? "–" : ratio >= goal.least() ? "yes" : "**no**");
  }

  private String all() {
    return "| benchmark | shape | schema | threads | invalid | MB/s | slowest–fastest |"
        + " × bare scan | × networknt |\n"
        + "| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n"
        + scores.entrySet().stream()
            .map(entry -> row(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining());
  }

  private String row(Trial trial, Score score) {
    return String.format(
        Locale.ROOT,
        "| `%s` | %s | %s | %s | %s | %.0f | %.0f–%.0f | %s | %s |\n",
        trial.benchmark().replace("Benchmark.", "."),
        trial.parameter("shape").toLowerCase(Locale.ROOT),
        trial.parameter("schema").toLowerCase(Locale.ROOT),
        trial.parameter("threads"),
        invalid(trial.parameter("invalidOneIn")),
        score.mean(),
        score.least(),
        score.most(),
        text(ratio(score, scores.get(trial.baseline()))),
        text(ratio(score, scores.get(trial.authority()))));
  }

  private static String invalid(String oneIn) {
    return switch (oneIn) {
      case "" -> "";
      case "0" -> "0 %";
      case "1" -> "100 %";
      default -> String.format(Locale.ROOT, "%.1f %%", 100 / Double.parseDouble(oneIn));
    };
  }

  private static @Nullable Double ratio(@Nullable Score of, @Nullable Score against) {
    return of == null || against == null ? null : of.mean() / against.mean();
  }

  private static String text(@Nullable Double ratio) {
    return ratio == null ? "–" : String.format(Locale.ROOT, "%.2f", ratio);
  }
}
