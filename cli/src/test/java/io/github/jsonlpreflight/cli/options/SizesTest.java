package io.github.jsonlpreflight.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class SizesTest {
  @ParameterizedTest(name = "{0} is {1} bytes")
  @CsvSource({
    "0, 0",
    "1, 1",
    "1000000, 1000000",
    "12B, 12",
    "5KB, 5000",
    "5kb, 5000",
    "5K, 5000",
    "5KiB, 5120",
    "64MiB, 67108864",
    "64 MiB, 67108864",
    "1.5MB, 1500000",
    "5GB, 5000000000",
    "2GiB, 2147483648",
  })
  void readsPowersOf1000AndOf1024(String text, long bytes) {
    assertThat(new Sizes().convert(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "5XB", "5iB", "1.5", "0.3KiB", "1e3", "9999999999999GiB"})
  void refusesWhatIsNoWholeNumberOfBytes(String text) {
    assertThatThrownBy(() -> new Sizes().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + text + "'");
  }
}
