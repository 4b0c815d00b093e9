package io.github.jsonlpreflight.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class ServiceAddressTest {
  @Test
  void readsAnAddress() {
    assertThat(new ServiceAddress().convert(" https://a.example:65535/b "))
        .isEqualTo(URI.create("https://a.example:65535/b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a b", "a.example", "https://", "https://a:99999999999", "mailto:a", "//a"})
  void refusesWhatIsNoAddress(String text) {
    assertThatExceptionOfType(TypeConversionException.class)
        .isThrownBy(() -> new ServiceAddress().convert(text))
        .withMessageStartingWith("'" + text + "' is no address");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 65_536, Integer.MAX_VALUE})
  void refusesAPortThatIsNone(int port) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServiceAddress.of("HERE", "https://a:" + port))
        .withMessage(
            "HERE: 'https://a:" + port + "' has port " + port + "; ports go from 1 to 65535");
  }
}
