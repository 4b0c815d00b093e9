package io.github.jsonlpreflight.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class SecondsTest {
  @Test
  void readsSecondsAndFractions() {
    assertThat(new Seconds().convert("3")).isEqualTo(Duration.ofSeconds(3));
    assertThat(new Seconds().convert(" 0.05 ")).isEqualTo(Duration.ofMillis(50));
    assertThat(new Seconds().convert("0.001")).isEqualTo(Duration.ofMillis(1));
    assertThat(new Seconds().convert("604800")).isEqualTo(Duration.ofDays(7));
    assertThat(new Seconds().convert("1.0000000019")).isEqualTo(Duration.ofNanos(1_000_000_001));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "0.0009", "604800.1", "1e999999999", "1e-999999999"})
  void refusesWhatNobodyCanWait(String text) {
    assertThatExceptionOfType(TypeConversionException.class)
        .isThrownBy(() -> new Seconds().convert(text))
        .withMessage("'" + text + "' is out of range: it goes from 0.001 to 604800 seconds");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "PT3S", "3s", "NaN"})
  void refusesWhatIsNoNumber(String text) {
    assertThatExceptionOfType(TypeConversionException.class)
        .isThrownBy(() -> new Seconds().convert(text))
        .withMessageContaining("is no number of seconds");
  }

  @Test
  void writesThemAsTheyAreRead() {
    for (String text : new String[] {"3", "0.05", "1800", "604800"}) {
      assertThat(Seconds.format(new Seconds().convert(text))).isEqualTo(text);
    }
  }
}
