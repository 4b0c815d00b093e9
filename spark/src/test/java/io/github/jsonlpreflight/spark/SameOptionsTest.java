package io.github.jsonlpreflight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * An option of the job is the one that {@code preflight} has by that name: its value, its default
 * and its words. The two are declared twice, since neither program may depend on the other.
 */
@DisplayName("The job's options")
class SameOptionsTest {
  /** Where results go, and what is listed where, is the job's own affair; so are these words. */
  private static final Set<String> OF_OTHER_WORDS = Set.of("--out-dir", "--max-errors");

  /** What the job has alone. */
  private static final Set<String> ONLY_HERE = Set.of("--split-bytes", "--valid", "--out-dir");

  /** A new option of {@code preflight} is to be the job's too, or to stand here. */
  private static final Set<String> NOT_HERE =
      Set.of(
          // The cluster decides how many tasks there are.
          "--threads",
          // Results go to files, and what a terminal shows is Spark's.
          "--format",
          "--quiet",
          "-v",
          "--max-errors",
          "--color",
          "--no-progress",
          "--no-values",
          "--valid-out",
          "--rejected-out",
          "--report",
          // One machine can say these too, of the schema or of a folder.
          "--explain-plan",
          "--explain-schema",
          "--verify",
          "--dry-run",
          // Tasks do not know of each other that one has found something.
          "--fail-fast",
          // Nothing is fetched from the service here.
          "--dataset",
          "--base-url",
          "--token-file");

  static Stream<Object> commands() {
    Supplier<SparkSession> none =
        () -> {
          throw new IllegalStateException("nothing is run");
        };
    return Stream.of(new ValidateCommand(none), new SplitCommand(none));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void areThoseOfPreflight(Object command) throws ClassNotFoundException {
    String name = command.getClass().getSimpleName();
    CommandSpec job = CommandSpec.forAnnotatedObject(command);
    CommandSpec preflight =
        CommandSpec.forAnnotatedObject(Class.forName("io.github.jsonlpreflight.cli." + name));
    for (OptionSpec option : job.options()) {
      OptionSpec same = preflight.findOption(option.longestName());
      if (same == null) {
        assertThat(ONLY_HERE).contains(option.longestName());
      } else {
        assertThat(inWords(option)).isEqualTo(inWords(same));
      }
    }
    Set<String> missing = names(preflight);
    missing.removeAll(names(job));
    assertThat(NOT_HERE).containsAll(missing);
  }

  private static Set<String> names(CommandSpec command) {
    return command.options().stream()
        .map(OptionSpec::longestName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String inWords(OptionSpec option) {
    return String.join(
        "\n",
        String.join(" ", option.names()),
        option.paramLabel(),
        type(option.type()),
        "arity " + option.arity(),
        "default " + option.defaultValue(),
        OF_OTHER_WORDS.contains(option.longestName())
            ? "its own words"
            : String.join("\n", option.description()));
  }

  /** Says what values an option takes: a path may be one of any file system. */
  private static String type(Class<?> type) {
    if (type.isEnum()) {
      return Arrays.toString(type.getEnumConstants());
    }
    return type.equals(Path.class) ? String.class.getSimpleName() : type.getSimpleName();
  }
}
