package io.github.jsonlpreflight.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Benchmark;

class PresetTest {
  /** Every preset's trials, since the longest one has those of the others. */
  static Collection<Trial> trials() {
    return Preset.FULL.trials();
  }

  @ParameterizedTest
  @EnumSource
  void measuresEveryGoal(Preset preset) {
    assertThat(preset.trials())
        .containsAll(Goal.ALL.stream().map(Goal::of).toList())
        .containsAll(Goal.ALL.stream().map(Goal::against).toList());
  }

  @ParameterizedTest
  @EnumSource
  void measuresTheBaselineOfEveryTrial(Preset preset) {
    assertThat(preset.trials()).containsAll(preset.trials().stream().map(Trial::baseline).toList());
  }

  @Test
  void keepsQuickQuick() {
    assertThat(Preset.QUICK.duration()).isLessThan(Duration.ofMinutes(5));
  }

  @Test
  void growsFromPresetToPreset() {
    assertThat(Preset.STANDARD.trials()).containsAll(Preset.QUICK.trials());
    assertThat(Preset.FULL.trials()).containsAll(Preset.STANDARD.trials());
  }

  @Test
  void selectsByNameAsJmhDoes() {
    assertThat(Benchmarks.selected(Preset.QUICK.trials(), List.of("Bare", "oneParser")))
        .containsExactly(
            Trial.bareScan(Shape.REVIEW),
            Trial.bareScan(Shape.SHUFFLED),
            Trial.bareScan(Shape.ESCAPED));
    assertThat(Benchmarks.selected(Preset.QUICK.trials(), List.of()))
        .containsExactlyElementsOf(Preset.QUICK.trials());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("trials")
  void isABenchmarkWithJustTheseParameters(Trial trial) throws ReflectiveOperationException {
    String[] name = trial.benchmark().split("\\.", -1);
    Class<?> benchmark = Class.forName(Trial.class.getPackageName() + "." + name[0]);

    assertThat(benchmark.getMethod(name[1]).isAnnotationPresent(Benchmark.class)).isTrue();
    assertThat(Arrays.stream(benchmark.getFields()).map(Field::getName))
        .containsExactlyInAnyOrderElementsOf(trial.parameters().keySet());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("trials")
  void isSelectedAlone(Trial trial) {
    List<String> benchmarks = trials().stream().map(Trial::benchmark).distinct().toList();

    assertThat(benchmarks)
        .filteredOn(name -> Pattern.compile(trial.include()).matcher("a.b." + name).find())
        .containsExactly(trial.benchmark());
    assertThat(benchmarks)
        .filteredOn(name -> !Pattern.compile(trial.exclude()).matcher("a.b." + name).find())
        .containsExactly(trial.benchmark());
  }
}
