package io.github.jsonlpreflight.profiler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NumberRangeTest {
  @Test
  void tellsNumbersApartThatAFloatCannot() {
    NumberRange range = of("9007199254740993", "9007199254740992", "9007199254740994");
    assertThat(range.min()).isEqualTo("9007199254740992");
    assertThat(range.max()).isEqualTo("9007199254740994");
    range = of("9007199254740992", "9007199254740993");
    assertThat(range.max()).isEqualTo("9007199254740993");
  }

  @Test
  void isBoundedByNumbersThatAreNoFloats() {
    NumberRange range = of("1", "1e400", "2e400", "-1e-400", "1e99999999999");
    assertThat(range.min()).isEqualTo("-1E-400");
    assertThat(range.max()).isEqualTo("2E+400");
  }

  @Test
  void writesANumberTheSameHoweverItStood() {
    assertThat(of("100.0").min()).isEqualTo("100");
    assertThat(of("1e2").min()).isEqualTo("100");
    assertThat(of("-0").max()).isEqualTo("0");
  }

  private static NumberRange of(String... numbers) {
    NumberRange range = new NumberRange();
    for (String number : numbers) {
      range.add(Double.parseDouble(number), number);
    }
    return range;
  }
}
