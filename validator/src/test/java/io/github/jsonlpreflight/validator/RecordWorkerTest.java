package io.github.jsonlpreflight.validator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.testkit.Judging;
import io.github.jsonlpreflight.testkit.Seeded;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordWorkerTest {
  private static final RecordSchema SCHEMA =
      Judging.schemaOf(
          "{\"type\":\"object\",\"required\":[\"a\"],\"properties\":{\"a\":{\"maxLength\":3}}}");

  static Stream<Seeded> seeds() {
    return Seeded.seeds(20);
  }

  /** Long runs of records that the plan does not accept, so that it is left out, and back again. */
  @ParameterizedTest
  @MethodSource("seeds")
  void givesTheAuthoritysVerdictsWithThePlanAndInItsPauses(Seeded random) {
    ValidatorOptions options = ValidatorOptions.defaults();
    RecordJudge authority = new RecordJudge(SCHEMA, options);
    RecordWorker worker =
        new RecordWorker(authority, Plans.of(SCHEMA, options), options.reading(), null);
    for (int run = 0; run < 40; run++) {
      boolean good = random.onceIn(2);
      for (int i = random.between(1, 150); i > 0; i--) {
        String record = good != random.onceIn(30) ? "{\"a\":\"x%d\"}" : "{\"a\":\"long%d\"}";
        byte[] bytes = record.formatted(i % 100).getBytes(UTF_8);
        assertThat(worker.judge(bytes, 0, bytes.length))
            .isEqualTo(authority.judge(bytes, 0, bytes.length));
      }
    }
  }
}
