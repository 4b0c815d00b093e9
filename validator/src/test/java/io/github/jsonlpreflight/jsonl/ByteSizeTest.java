package io.github.jsonlpreflight.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
  @ParameterizedTest(name = "{0} is {1} bytes")
  @CsvSource({
    "0, 0",
    "1000000, 1000000",
    "12B, 12",
    "5KB, 5000",
    "5kb, 5000",
    "5K, 5000",
    "5KiB, 5120",
    "5MB, 5000000",
    "64MiB, 67108864",
    "64 MiB, 67108864",
    "' 64MiB ', 67108864",
    "1.5MB, 1500000",
    "0.5KiB, 512",
    "5GB, 5000000000",
    "2GiB, 2147483648",
    "1TB, 1000000000000",
    "1TiB, 1099511627776",
    "9223372036854775807, 9223372036854775807",
  })
  void readsPowersOf1000AndOf1024(String text, long bytes) {
    assertThat(ByteSize.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "-1", "5XB", "5iB", "1e3", ".5KB", "5  KB"})
  void refusesWhatIsNoSize(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + text + "' is no size; write for instance 1000000, 5MB or 64MiB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "0.3KiB", "0.0001KB", "9223372036854775806.5"})
  void refusesAPartOfAByte(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + text + "' is no whole number of bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775808", "9223372036854775807.5", "9999999999999GiB"})
  void refusesMoreBytesThanThereAreNumbersFor(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + text + "' is too large a size");
  }
}
