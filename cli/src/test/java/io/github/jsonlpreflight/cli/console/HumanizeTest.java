package io.github.jsonlpreflight.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HumanizeTest {
  @ParameterizedTest(name = "{0} bytes are shown as {1}")
  @CsvSource({
    "0, 0 bytes",
    "1023, 1023 bytes",
    "1024, 1.0 KiB",
    "1536, 1.5 KiB",
    "1048576, 1.0 MiB",
    "67108864, 64.0 MiB",
    "5368709120, 5.0 GiB",
  })
  void showsASizeInTheLargestFittingUnit(long bytes, String shown) {
    assertThat(Humanize.size(bytes)).isEqualTo(shown);
  }

  @Test
  void showsDurationsInTheirGreatestUnits() {
    assertThat(Humanize.duration(59)).isEqualTo("59 s");
    assertThat(Humanize.duration(60)).isEqualTo("1 min 0 s");
    assertThat(Humanize.duration(3_599)).isEqualTo("59 min 59 s");
    assertThat(Humanize.duration(7_260)).isEqualTo("2 h 1 min");
  }
}
