package io.github.jsonlpreflight.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.chunker.Chunk;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.jsonl.PassTotals;
import io.github.jsonlpreflight.validator.ValidationSummary;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is timed is right: every benchmark sees every record, and says of each what is true. */
class BenchmarkCorrectnessTest {
  private static final ReviewData DATA = ReviewData.withInvalidOneIn(0);

  /** Nine fields and three nested ones with a name each, two tags, and the brackets. */
  private static final long TOKENS_PER_RECORD = 9 + 3 + 7 + 3 + 2 + 2 + 2 + 2;

  @Test
  void bareScanPullsEveryToken() {
    BareScanBenchmark benchmark = new BareScanBenchmark();

    assertThat(benchmark.parserPerRecord()).isEqualTo(TOKENS_PER_RECORD * DATA.records());
    assertThat(benchmark.oneParser()).isEqualTo(TOKENS_PER_RECORD * DATA.records());
  }

  @ParameterizedTest(name = "{0}, one in {1} is invalid")
  @CsvSource({"RICH, 0", "RICH, 100", "FLAT, 0", "FLAT, 1"})
  void networkntFindsWhatIsInvalid(ReviewSchema schema, int invalidOneIn) {
    NetworkntBenchmark benchmark = new NetworkntBenchmark();
    benchmark.schema = schema;
    benchmark.invalidOneIn = invalidOneIn;
    benchmark.setUp();

    int valid = benchmark.validateTrees();

    assertThat(benchmark.data().records() - valid).isEqualTo(benchmark.data().invalid());
  }

  @ParameterizedTest(name = "{0}, {1} threads, one in {2} is invalid")
  @CsvSource({
    "RICH, 1, 0",
    "RICH, 2, 0",
    "RICH, 2, 100",
    "RICH, 2, 1",
    "FLAT, 1, 0",
    "FLAT, 2, 100",
  })
  void validatorFindsWhatIsInvalid(ReviewSchema schema, int threads, int invalidOneIn)
      throws IOException {
    ValidatorBenchmark benchmark = new ValidatorBenchmark();
    benchmark.schema = schema;
    benchmark.threads = threads;
    benchmark.invalidOneIn = invalidOneIn;
    benchmark.setUp();

    ValidationSummary summary = benchmark.validateSource();

    assertThat(summary.records()).isEqualTo(benchmark.data().records());
    assertThat(summary.invalid()).isEqualTo(benchmark.data().invalid());
    assertThat(summary.totals().bytes()).isEqualTo(benchmark.data().bytes().length);
  }

  @Test
  void passFindsEveryRecord() throws IOException {
    PassTotals totals = new RecordPassBenchmark().findRecords();

    assertThat(totals)
        .isEqualTo(
            new PassTotals(DATA.records(), 0, DATA.records(), ReviewData.BYTES, false, true, true));
  }

  @Test
  void planHoldsEveryRecord() throws IOException {
    ChunkPlanBenchmark benchmark = new ChunkPlanBenchmark();
    benchmark.setUp();
    try {
      Manifest manifest = benchmark.planUnchecked();

      assertThat(manifest.chunks()).hasSize(5);
      assertThat(manifest.chunks().stream().mapToLong(Chunk::bytes).sum())
          .isEqualTo(ReviewData.BYTES);
      assertThat(manifest.chunks().stream().mapToLong(Chunk::records).sum())
          .isEqualTo(DATA.records());
    } finally {
      benchmark.tearDown();
    }
  }
}
