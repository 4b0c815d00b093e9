package io.github.jsonlpreflight.validator.plan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.testkit.Seeded;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberRuleTest {
  private static final List<String> BASES =
      List.of(
          "0",
          "0.00",
          "1",
          "-1",
          "10",
          "0.5",
          "0.1",
          "-2.50",
          "1.0",
          "100",
          "9007199254740993",
          "99999999999999999",
          "-99999999999999999",
          "999999999999999999",
          "1E+2",
          "1E+18",
          "1E-9");

  static Stream<Seeded> seeds() {
    return Seeded.seeds(500);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void comparesAsBigDecimalDoes(Seeded random) {
    BigDecimal minimum = bound(random);
    BigDecimal maximum = bound(random);
    BigDecimal multiple =
        random.onceIn(3)
            ? new BigDecimal(random.oneOf(List.of("1", "2", "0.5", "0.1", "0.01", "3", "1E+2")))
            : null;
    boolean low = random.onceIn(2);
    boolean high = random.onceIn(2);
    NumberRule rule = new NumberRule(minimum, low, maximum, high, multiple);
    for (int i = 0; i < 60; i++) {
      BigDecimal value =
          new BigDecimal(random.oneOf(BASES))
              .add(new BigDecimal(random.oneOf(List.of("0", "1", "-1", "0.1", "-0.01", "0.5"))));
      boolean expected =
          (minimum == null || value.compareTo(minimum) > (low ? 0 : -1))
              && (maximum == null || value.compareTo(maximum) < (high ? 0 : 1))
              && (multiple == null || value.remainder(multiple).signum() == 0);
      int verdict = judge(rule, value.toPlainString());
      // The authority reads the integer part as a long, and gives up if it is none.
      boolean isLong = value.scale() > 0 && value.precision() - value.scale() > 18;
      assertThat(verdict)
          .as("%s for %s %b %s %b %s", value, minimum, low, maximum, high, multiple)
          .isEqualTo(isLong ? Verdict.UNKNOWN : expected ? Verdict.VALID : Verdict.INVALID);
    }
  }

  private static @Nullable BigDecimal bound(Seeded random) {
    return random.onceIn(4) ? null : new BigDecimal(random.oneOf(BASES));
  }

  private static int judge(NumberRule rule, String number) {
    Scan scan = new Scan(1);
    scan.begin(number.getBytes(US_ASCII), 0, number.length());
    return scan.number() ? rule.judge(scan) : Verdict.UNKNOWN;
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e0", "1E2", "1234567890123456789", "0.1234567890123456789", "5e-324"})
  void knowsWhatNoLongHolds(String number) {
    NumberRule rule = new NumberRule(BigDecimal.ZERO, true, new BigDecimal("1e30"), false, null);
    assertThat(judge(rule, number)).isEqualTo(Verdict.VALID);
    assertThat(judge(rule, "-" + number)).isEqualTo(Verdict.INVALID);
    BigDecimal itself = new BigDecimal(number);
    for (boolean exclusive : new boolean[] {true, false}) {
      int expected = exclusive ? Verdict.INVALID : Verdict.VALID;
      assertThat(judge(new NumberRule(itself, exclusive, null, false, null), number))
          .isEqualTo(expected);
      assertThat(judge(new NumberRule(null, false, itself, exclusive, null), number))
          .isEqualTo(expected);
    }
    BigDecimal twice = itself.add(itself);
    assertThat(judge(new NumberRule(null, false, null, false, itself), number))
        .isEqualTo(Verdict.VALID);
    assertThat(judge(new NumberRule(null, false, null, false, twice), number))
        .isEqualTo(Verdict.INVALID);
  }
}
